"""The functions that edit strips of any kind.

choosing: The one type of parameter that says which strips are meant, and what it comes to
strip_rules: Rules that say which strips are meant, read
strip_words: The words of those rules, as data, and a rule told in them
"""

"""The functions that edit strips of any kind.

belonging: What belongs together: connected strips, parts of cut ones, effects and their inputs
choosing: The one type of parameter that says which strips are meant, and what it comes to
edit: One way to edit strips of any kind, segments among them, on one draft
edit_checks: What an edit must not do: strips on each other
edit_result: Writing an edit, and telling from what is then stored what happened
edit_times: Types of parameters: moments, offsets, ranges, and how a ripple goes
gaps: Closes gaps between strips
range_removal: Ranges of time that go: strips in them removed, trimmed or cut
ripple: Ripple, planned on plain data
strip_copies: Duplicates strips
strip_list: Lists strips of every kind
strip_moves: Moves strips in time or to other channels
strip_removal: Deletes strips, or ranges of time
strip_rules: Rules that say which strips are meant, read
strip_splits: Splits strips at times, on beats or at markers
strip_trims: Moves the handles of strips, or their content under the handles
strip_words: The words of those rules, as data, and a rule told in them
"""

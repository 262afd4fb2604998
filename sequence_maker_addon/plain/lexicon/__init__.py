"""What words mean, one language a file: data alone, so that another language is another file.

english: What English words do in a request, and the words that only are polite
english_numbers: English numbers, ordinals, units and colors that CSS does not have
english_phrases: English turns of phrase of several words that mean one thing
lexicon: A language as the lexer needs it, and the languages there are
"""

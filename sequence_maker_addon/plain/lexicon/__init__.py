"""The words of each language, as data.

dictionary: A language as it is read: which plain English its words and phrases stand for
english: What English words do in a request, and the words that only are polite
english_asides: What English people say around a command
english_edits: English idioms of edits
english_loose: What English words do in a second reading, and how words are spelled
english_numbers: English numbers, ordinals, units and colors that CSS does not have
english_phrases: English turns of phrase of several words that mean one thing
english_places: English idioms of times, channels and orders
english_retold: English idioms of music and playback
german: German verbs and function words, by the plain English word that they are read as
german_colors: German colors, by the English words that they are read as, and what shades them
german_nouns: German nouns, by the plain English word that they are read as
german_numbers: German numbers: what is composed to a number in words, ordinals and parts of one
german_phrases: German turns of phrase, by the plain English that they are read as
german_polite: What German requests have without meaning anything by it
german_small: German small words whose sense hangs on what stands beside them, and offered answers
german_verbs: German verbs of which a part may stand apart, and forms that no rule makes
lexicon: A language as the lexer needs it, and the languages there are
"""

"""Other languages: which plain English their words and phrases stand for, as data.

dictionary: A language as it is read: which plain English its words and phrases stand for
german: German verbs and function words, by the plain English word that they are read as
german_colors: German colors, by the English words that they are read as, and what shades them
german_cues: German words about warnings, rest, sections and captions
german_edits: German words about strips of any kind
german_music: German turns of phrase about music, playback and orders
german_nouns: German nouns, by the plain English word that they are read as
german_numbers: German numbers: what is composed to a number in words, ordinals and parts of one
german_phrases: German turns of phrase, by the plain English that they are read as
german_polite: What German requests have without meaning anything by it
german_remarks: What tells, asks, plans or thanks in German without asking for an edit
german_small: German small words whose sense hangs on what stands beside them, and offered answers
german_verbs: German verbs of which a part may stand apart, and forms that no rule makes
"""

"""What words mean, as data alone; other languages stand in `dictionaries`.

english: What English words do in a request, and the words that only are polite
english_asides: What English people say around a command
english_cues: English words for warnings before lights, and for what lies between lights
english_edits: English idioms of edits
english_loose: What English words do in a second reading, and how words are spelled
english_numbers: English numbers, ordinals, units and colors that CSS does not have
english_phrases: English turns of phrase of several words that mean one thing
english_places: English idioms of times, channels and orders
english_remarks: What tells, asks, plans or thanks in English without asking for an edit
english_retold: English idioms of music and playback
english_strips: English words about strips of any kind: their kinds, titles, gaps, switches, files
english_shades: Color words that no function knows, by the colors near to them
lexicon: A language as the lexer needs it, and the languages there are
"""

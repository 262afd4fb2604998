"""Words for people.

call_details: All of a function call, as labels and values: what it was given, what came of it
call_phrases: What a function call is about, in a few words: where, when and in which colours
german: German: what stands on buttons and before fields. Extend the tables as the add-on grows
german_music: German: the musical functions, their arguments and choices
german_songs: German: panel, buttons and properties of the music
german_texts: German: messages, notes and sentences; `german` has the labels
german_tooltips: German: tooltips whose English begins with A to L; `german_tooltips_2` has ...
german_tooltips_2: German: tooltips whose English begins with M to Z; `german_tooltips` has ...
music_phrases: What a musical function call is about, in a few words: the grid, the section, ...
numbers: Numbers in words: seconds, spans, counts, costs and the line of figures below a turn
phrases: The panel's words for calls and figures, in one place to import from
translations: Hands the add-on's translations to Blender; one module per language, `german` is ...
"""

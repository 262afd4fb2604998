"""Words for people; `languages/` has them in other languages, as gettext files.

call_details: All of a function call, as labels and values: what it was given, what came of it
call_phrases: What a function call is about, in a few words: where, when and in which colors
edit_phrases: What a call that edits strips is about, in a few words
labels: Names of functions, arguments and results as labels
music_phrases: What a musical function call is about, in a few words: the grid, the section, ...
numbers: Numbers in words: seconds, spans, counts, costs and the line of figures below a turn
outcome: What came of a function call, as labels and values in people's words
people: Sentences of the rooms without Blender, for people: translated, no names of the code
turn_states: How a turn ended, in a word for its header
turn_text: A turn and a function call as plain text, for the clipboard and for the Text Editor
translations: Hands the languages to Blender, which then translates labels and tooltips
"""

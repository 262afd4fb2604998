"""Words for people; `languages/` has them in other languages, as gettext files.

call_details: All of a function call, as labels and values: what it was given, what came of it
call_phrases: What a function call is about, in a few words: where, when and in which colors
catalogs: Reads the compiled languages by the standard library's gettext
labels: Names of functions, arguments and results as labels
music_phrases: What a musical function call is about, in a few words: the grid, the section, ...
numbers: Numbers in words: seconds, spans, counts, costs and the line of figures below a turn
recognized: Says in the person's language what the rooms without Blender composed in English
translations: Hands the languages to Blender, and translates what Blender does not
"""

"""What every room of `blender` stands on.

compat: Every difference between Blender 4.2 and 5.2 that the add-on meets, in one place
damaged: What of a file cannot be read: kept as it came, told once, and never in anybody's way
dependencies: Makes the extension's own wheels usable in the very session in which it is enabled
languages: Reads the compiled languages by the standard library's gettext
memory: All that is remembered while Blender runs, in one place, so that it can be forgotten in one
no_limit: Switches for numbers that have a value for "none": nobody has to know that it is 0 or -1
operator_base: The bases of operators: those that need only a sequence, those that write a file
own_folder: The add-on's own folder among the user's files
own_version: The version of the add-on, as its manifest says
prefetching: Halts Blender's prefetching before strips go: it would read on in what is gone, ...
pump: The one timer: it calls the steps of what goes on beside the user, until none is left
recognized: Says in the person's language what the rooms without Blender composed in English
scene: Which scene is meant, the one that the Sequencer edits, and its frames in time
sidebar: The sidebar of an area: whether it shows a tab, and opening it there
shared_file: Files that several Blenders write: one at a time, whole or not at all
short_texts: Texts that are shown in one line, and are not longer than there is room for
undo_steps: Undo steps of the assistant, and of what ends after its operator did
whole_file: Files that are written whole or not at all
"""

"""The command without a window.

asked: What the command line asks for: prompts, and where to ask
caption_files: The captions that the command writes
standard_input: What is answered on standard input, a line each, read beside the turn
timelines_command: Timelines as files: brought in before the prompts, written after them
asked_turns: Turns of the command: begun, waited for, told to their end
given_calls: Calls of functions in place of a prompt, and turns that are kept as recipes
command_line: The options of the command
cli: The command `blender --command sequence_maker …`, which `scripts/chat.py` runs as well
files: The files of the command: what it opens, saves and renders
paths: Paths of the command: which ones Blender can be given, and what is wrong, in one sentence
plan_command: The command's plans: printed as JSON without writing anything, and carried out later
output: What the command writes: readable text, or one JSON object a line; and the answers it ...
"""

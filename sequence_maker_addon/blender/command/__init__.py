"""The command without a window.

cli: The command `blender --command sequence_maker …`, which `scripts/chat.py` runs as well
files: The files of the command: what it opens, saves and renders
output: What the command writes: readable text, or one JSON object a line; and the answers it ...
"""

"""How a function becomes a tool that models, menus and scripts can call.

arguments: A call's arguments, from the text that a model wrote to a dictionary that can be kept
commit: Writing a planned change and telling, from what is then stored, what happened
jobs: A tool call being carried out: one step at a time, able to ask and to be cancelled
palette_names: The names of the person's palettes, where an argument is a color
parameters: The types that tools' parameters have: what is accepted, and how a schema tells it
plain_text: Text of others as plain data: no marks, nothing invisible, no length of its own
plan_words: A planned change in words and rows, for the person who is asked about it
ports: What functions reach outside the timelines: the player, the sounds, the wishes
policies: What a change is held against before it is written: a short tuple over it and the turn
registry: From one typed, documented function: schema, validation, operator and documentation
rehearsal: The calls of one answer, planned together on a copy before the first of them runs
rehearsal_world: A copy of the world on which changes are rehearsed; the rest is read from the
report: The result of a change, told from what is stored
roots: What a turn made itself, and what it came from: what was there before is the user's
schema: What a tool's arguments look like to a model: the subset of JSON Schema that all take
tally: How much of what was there a turn takes away or alters: the sum that a person is asked about
tips: Tooltips for people, made of the lines that the model reads where no other is given
world: What a function may reach: the scene, the player, the limits and the snapshot of indices
"""

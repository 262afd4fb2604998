"""How a function becomes a tool that models, menus and scripts can call.

arguments: A call's arguments, from the text that a model wrote to a dictionary that can be kept
commit: Writing a planned change and telling, from what is then stored, what happened
jobs: A tool call being carried out: one step at a time, able to ask and to be cancelled
parameters: The types that tools' parameters have: what is accepted, and how a schema tells it
registry: From one typed, documented function: schema, validation, operator and documentation
world: What a tool may reach: the timelines, the player, the limits and the snapshot of indices
"""

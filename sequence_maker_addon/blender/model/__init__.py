"""Which model answers and how it stands, and the way out of whatever goes wrong.

light: Whether the chosen endpoint is ready, from what is known here; nothing is asked for it
model_menu: The menu of endpoints and models, and its row in the panel with the light
model_operators: Chooses endpoint and model, takes a key and a window in dialogs of their own
ways_out: The button for each error code, in one table
"""

"""What a file keeps, written and read: whatever a file brings is checked here and nowhere else.

plain_json: JSON of a file within bounds: size, depth, numbers
shapes: What kept values must be like: texts, times, ids
turn_file: A turn as the text that a scene keeps, and back
ledger_file: Ledgers as plain data for the file; the forms of earlier versions are read, too
ledgers: The ledgers of a conversation's turns, in a store of their own: no talk goes for them
signatures: By which a chat is known as one's own
conversation_file: A conversation as the text that a scene keeps; of a damaged one, what is whole
standing: Which turns' work still stands: a text that Blender's undo turns back with the strips
scene_values: Words, beat grids and markers of a scene
"""

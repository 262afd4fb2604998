"""All chats of a scene: how they are kept in the file, and what of them is loaded.

chat_journal: The journal of the open file: what its chats did since it was saved, lest ...
chat_overview: The chats as a list shows them: in which order, those with certain words, how ...
chat_rows: The list of a scene's chats: a row for each, and how they are kept
chat_shelf: All chats of one scene: which is open, and what the scene keeps of them
exchange: A chat as a file of its own: exported as Markdown or JSON, and imported again
journal_file: The file of a journal: a folder of its own, locked as long as its Blender lives
journal_return: Turns of a journal, put back into the chats that they were made in
kept_properties: What a scene keeps of its chats: their list, and the turns of all in one row
open_chat: The chat that is open: its turns as far as they are loaded, and how they get to ...
takeover: Chats that came as one text, from files of 0.1 or by an import: rows and ledgers
turn_places: The turns that a scene keeps, by their place: read when they are asked for ...
"""

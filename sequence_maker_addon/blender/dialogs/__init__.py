"""Dialogs and lists beside the chat panel: chats, figures, what goes along.

chat_files: Chats as files: exported as Markdown or JSON, imported; what a crash has left
chat_list: The list of a scene's chats, opened from the head of the panel
chat_operators: Operators on the chats of a scene: open, rename, pin, delete, bring back ...
diagnostics: The diagnostics dialog: figures, charts and a table; it shows what the scene keeps
diagnostics_data: What the diagnostics say: figures, turns and series, and both exports. Asks ...
export_operators: Writes the diagnostics into a file that the user chose
goes_along: The line above the prompt: what the person points at, with a switch for each
memory_rows: What is remembered of earlier turns: a summary and stated facts, to be edited
"""

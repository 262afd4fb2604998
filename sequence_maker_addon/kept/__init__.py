"""What a file keeps, written and read: whatever a file brings is checked here and nowhere else.

plain_json: JSON of a file within bounds: size, depth, numbers
shapes: What kept values must be like: texts, times, ids
turn_file: A turn as the text that a scene keeps, and back
ledger_file: Ledgers as plain data for the file; the forms of earlier versions are read, too
ledgers: The ledger of a turn as a text beside it: no talk goes because of it
signatures: By which a chat is known as one's own
signed_turns: A turn as a row of text that is signed: written, and read again
conversation_file: A whole chat as one text: as files of 0.1 kept it, and as it is exported ...
chat_markdown: A chat as Markdown, for people: who said what, and what was done
journal_lines: The lines of a journal: what a chat did since the last save, each signed
recollection_file: What is remembered of chats beyond their turns; only one's own counts
wishes_file: Wishes as this computer and a scene keep them; those of a scene are signed
plan_file: A plan as a text: what the command prints and carries out later
recipe_file: A recipe ("a look") as a text: calls of functions, or prompts
job_file: A job of the command: a song, a recipe, what is to come of it; and its stamps
result_file: What a job has come to, as it stands beside its outputs
standing: Which turns' work still stands: a text that Blender's undo turns back with the strips
scene_values: Words, beat grids and markers of a scene
"""

"""What is drawn in the sidebar, and the buttons around the prompt.

chat_files: Chats as files: exported as Markdown or JSON, imported; what a crash has left
chat_list: The list of a scene's chats, opened from the head of the panel
chat_operators: Operators on the chats of a scene: open, rename, pin, delete, bring back ...
diagnostics: The diagnostics dialog: figures, charts and a table; it shows what the scene keeps
diagnostics_data: What the diagnostics say: figures, turns and series, and both exports. Asks ...
export_operators: Writes the diagnostics into a file that the user chose
foreign: What a file brings that was not made here, or cannot be read: how it is told, ...
goes_along: The line above the prompt: what the person points at, with a switch for each
memory_rows: What is remembered of earlier turns: a summary and stated facts, to be edited
onboarding: What is missing before the chat can work, each with the button that mends it
panel: The chat panel in the Sequencer's sidebar. It only draws
prompt_operators: Operators around the prompt: send, ask in a dialog, recall, edit as text, ...
question: What waits for the person: a plan with Apply and Discard, or a question with its answers
spending_line: What was spent so far, in one line, and how much of each cap
turn_rows: How turns and their function calls look in the chat panel
wishes_panel: The list of all wishes, and the liking of turns
"""

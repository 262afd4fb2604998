"""The chat in the sidebar.

chats: The chat of every scene while Blender runs: its conversation, its running turn, its figures
diagnostics: The diagnostics dialog: figures, charts and a table; it shows what the scene keeps
diagnostics_data: What the diagnostics say: figures, turns and series, and both exports. Asks ...
export_operators: Writes the diagnostics into a file that the user chose
onboarding: What is missing before the chat can work, each with the button that mends it
panel: The chat panel in the Sequencer's sidebar. It only draws
prompt_operators: Operators around the prompt: send, ask in a dialog, recall, edit as text, ...
scene_metrics: Metrics into scene properties and back: the one writer and the one reader
send_operators: The operators of the chat: send, cancel, new chat
turn_operators: Operators on turns and calls in the panel: take back, copy, open as text, show ...
turn_rows: How turns and their function calls look in the chat panel
turn_step: Carries running turns on in a window, as a step of the pump
window_state: What the window remembers and no file keeps: the prompt being typed, which turns ...
"""

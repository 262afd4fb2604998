"""A scene's chat and its operators; what it looks like is in `blender/panel`.

chats: The chat of every scene while Blender runs: its conversation, its running turn, its figures
estimates: What the next request takes at least, before it is sent
misses: Plain commands that were not understood, for a report; they stay in memory until it is ...
prompts: What may be sent as a prompt
going_along: What goes along with a prompt: what is pointed at, edits by hand, wishes, memories
next_request: The next request as text, as it would be sent
keystrokes: What was typed, key by key, so that no word is lost: to Escape, to a file, to a ...
fates: What became of the turns of a scene: noted in it, where undo turns the note back, too
queued: What was typed while a turn ran: it waits, is shown, and is sent when the turn has ended
readers: Who answers a prompt: a model at an endpoint, or the rules
recollections: What is remembered of a chat, in the session and in its scene
scene_metrics: Metrics as properties of the scene: how they are kept, their one writer and ...
reverting: Takes the work of turns back, and brings it again exactly as it was: all of it, or ...
send_operators: The operators of the chat: send, cancel, new chat
sent: The one way in which a prompt is sent from a window, and why the last one was not
turn_step: Carries running turns on in a window, as a step of the pump
warm_up: Loads what the first prompt needs when the panel is first drawn, beside the person
window_state: What the window remembers and no file keeps: the prompt being typed, which turns ...
"""

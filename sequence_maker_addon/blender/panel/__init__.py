"""What is drawn in the sidebar, and the buttons around the prompt.

answer_operators: Operators that answer what the assistant asks: by a button, or by what is typed
foreign: What a file brings that was not made here, or cannot be read: how it is told, ...
onboarding: What is missing before the chat can work, each with the button that mends it
call_rows: How function calls look in the chat panel: a row for each, or for a run of equal ones
chat_menus: The menus of the chat panel: what else can be done, and earlier prompts
header_line: A word in the header of a Sequencer whose sidebar does not show the chat
plan_box: A plan that waits: its sum, Apply and Discard, and rows by call and channel with switches
panel: The chat panel in the Sequencer's sidebar. It only draws
prompt_area: The prompt's place in the panel: field, Send or progress, what waits, what can ...
prompt_operators: Operators that send what is typed: at once, in a dialog, as an answer, later
recall_operators: Operators that bring words into the field: earlier prompts, a draft, a text's
suggestions: Prompts to press: to begin with, and after an answer; they fit what is in the scene
turn_view: What of a turn is drawn, as plain data: equal calls as one row; kept until it changes
question: What waits for the person: a plan with Apply and Discard, or a question with its answers
spending_line: What was spent so far, in one line, and how much of each cap
turn_rows: How turns and their function calls look in the chat panel
wishes_panel: The list of all wishes, and the liking of turns
"""

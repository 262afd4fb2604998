"""A conversation and one turn of it, without Blender.

call_queue: The calls of one answer, carried out in their order
context: What goes to the model of the talk: earlier turns as far as they fit, and the present state
conversation: The conversation: its turns, and what of them goes along with a request
conversation_turn: One turn: what was said, called and answered for one message of the user
dispatch: From a call of the model to the job that carries it out, or says why not
figures: From what is known of a request to its figures
metrics: The figures of a request; of several they add up to a turn's, a session's or a file's
options: What a turn may use up, and how its model is spoken to
prices: What a request cost, in US dollars, and how far that figure can be trusted
recovery: What is tried when a request failed: another one that can do better, or nothing
rules_client: What the rules made of a prompt, as the answer of a model
sending: Builds the requests of a turn: messages and functions, as the model's window holds them
spending: What may be spent: caps in money and tokens, over a turn, a session, a day and a file
streamed: What streams in of one answer, put into the turn's record for the eye
summarizing: A request of its own that lets the model sum up turns which have no more room
turn: One turn while it runs: requests go out, answers stream in, calls are carried out in order
turn_clock: How long a turn takes, without the time in which it waits for the person
worker: The thread that talks to the server during one turn
"""

"""A conversation and one turn of it, without Blender.

call_queue: The calls of one answer, carried out in their order
context: What goes to the model: system prompt, earlier turns within a budget, newest with the ...
conversation: The conversation: turns with what was said, called and answered, as the scene ...
dispatch: From a call of the model to the job that carries it out, or says why not
figures: From what is known of a request to its figures
ledger_file: Ledgers as plain data for the file; the forms of earlier versions are read, too
ledgers: The ledgers of a conversation's turns, in a store of their own: no talk goes because of
metrics: The figures of a request; of several they add up to a turn's, a session's or a file's
options: What a turn may use up, and how its model is spoken to
prices: What a request cost, in US dollars, and how far that figure can be trusted
turn: One turn while it runs: requests go out, answers stream in, calls are carried out in order
turn_clock: How long a turn takes, without the time in which it waits for the person
worker: The thread that talks to the server during one turn
"""

"""What a model meant: the one place between a reply as it came and the turn that acts on it.

argument_repairs: Arguments that are nearly JSON, and wrappers around them
call_forms: The text forms of calls that models write and servers leave unread, one reader each
call_values: The values of a call that a model wrote as text, made what its parameters want
endings: The words with which a reply ends, and which of them are faults
known_names: Nearly right names of functions
normalizer: From a request's events to those that the turn gets
text_marks: The marks by which models divide their text into answer, thinking and calls
visible_text: Streamed text, divided into answer, thinking and what may be a call
written_calls: Calls that stand in the text of an answer, if the whole answer is such a call
"""

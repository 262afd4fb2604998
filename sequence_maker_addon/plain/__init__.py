"""Plain commands read by rules: no model, no network, the same reading for the same text.

every_frame: All frames in the order in which they are tried
minding: `Would you mind muting the music?` asks for what `mute the music` does
other_language: A request in whatever language: it is read by the plain English that it stands for
reader: The one entry: a text in a situation becomes a reading
reading: What a request was read as: calls, a proposal, a question, an answer, or none of ours
remarks: What is said beside requests: of remarks, plans, questions and thanks nothing is done
remembering_words: What the person asks to be remembered or forgotten
sections_told: What is said of sections that share a name is read for each of them: `the chorus`
said_again: What is said twice is done once
situation: The scene as a request finds it, from a session
splitter: The fewest parts of a request that are all understood
weighing: How well a frame fits a part: certain, plausible, or what is in the way
"""

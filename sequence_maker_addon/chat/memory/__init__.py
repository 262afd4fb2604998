"""What is remembered beyond the talk that fits: summaries, facts, wishes, and edits by hand.

stated_facts: Sentences of the person that state a fact, found by plain patterns
hand_edits: What the person changed by hand since the last turn, as sentences
recollection: What is kept of turns that no longer go along: a summary, and stated facts
summing_up: The request by which a model sums up turns that have no more room
wish: A wish of the person: an instruction, a palette, a default, or a turn that was liked
wish_block: All wishes in force as one block of the system prompt, within a number of tokens
wish_words: From a sentence to the wish that it says
"""

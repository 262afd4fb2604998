"""What is not certain is read once more, with asides left out: what comes of it is proposed.

answers: Questions in words that no frame knows are answered
intervals: Ranges as they are written by hand
lenient: The second reading of a request: retold, softened, and cut again
narrowing: What of a request may be an aside
near_colors: A color that no function knows is asked about
retelling: Idioms, jargon and misspelled words in the words that the frames know
softening: Words that turn no sense where they stand, and asides that say what not to do
taken_back: `red, no wait, blue` and `58 instead of 55` name what is meant by what is not
"""

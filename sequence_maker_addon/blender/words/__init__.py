"""Words of a scene: they are imported and removed, and go out as captions.

caption_operators: The button that writes the captions of a scene into a file
captions_shown: The captions of a scene, to be written out: its text strips, or the imported words
word_operators: Buttons that import words with their times, remove them, and bring them elsewhere
"""

"""The functions on files of the folders that the person has allowed.

adding_files: Puts movies, sounds and images of the allowed folders into the sequence
file_pieces: What a file comes to on the timeline: how long, from where in it
file_places: Where files come to lie: one after the other, on channels that are free or made so
listing_files: Tells which files there are, and what they are
writing_slices: A change that takes long, written in slices: all of it or nothing
"""

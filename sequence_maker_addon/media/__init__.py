"""Files that the person has allowed: found, named and told apart, without Blender.

content_key: A short key of what a file holds, whatever it is called and wherever it lies
delays: By how much a movie's sound begins later than its picture, from the head of its file
entries: What a folder shows, and where a link leads
folders: The allowed folders by their names, and the one way from a name to a file in them
file_kinds: Which files are media, by ending and by content
pictures: The size of an image, from the first bytes of its file
runs: Image sequences: numbered files of one name
shelf: What the folders hold: lists of names, facts of files
"""

"""The wishes of the person: those of a file, and those of this computer.

own_secret: The secret by which chats and wishes are known as one's own
scene_wishes: The wishes that a scene keeps: one's own hold, those of others once accepted
wish_dialogs: The dialogs in which a wish is added and edited
wish_file: The file of wishes that hold in all files: JSON, readable by its owner only (0600)
wish_operators: Operators on wishes: switch, remove, move, accept; and what all of them share
wishes_port: The wishes of a scene as functions, plain commands and requests reach them
"""

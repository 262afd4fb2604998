"""What the person has permitted: what the chat may spend, and which folders it may use.

caps: The caps of the preferences, in money and tokens, each with a switch of its own
media_folders: The folders from which movies, sounds and images may be added
spent: What was spent: in this scene's file, since Blender was started, and today
"""

"""What the chat may spend, and has spent.

caps: The caps of the preferences, in money and tokens, each with a switch of its own
spent: What was spent: in this scene's file, since Blender was started, and today
"""

"""Registration, undo and menus.

menus: The Sequence Maker menu in the Sequencer's menu bar, through which F3 finds every operator
registration: What Blender is told when the add-on is enabled, and told again when it is disabled
undo: Undo: one step per turn, and nothing of the conversation is ever undone
"""

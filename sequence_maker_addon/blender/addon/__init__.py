"""Registration, properties, undo and menus.

menu_words: What stands in the add-on's menus, in which order, and in which words
menus: The Sequence Maker menu in the Sequencer's menu bar, through which F3 finds every operator
overlay_popover: What the add-on draws over the Sequencer, among Blender's own overlays in ...
properties: What the scene keeps: the conversation and the figures of the chat
registration: What Blender is told when the add-on is enabled, and told again when it is disabled
undo: Undo: one step per turn, and nothing of the conversation is ever undone
"""

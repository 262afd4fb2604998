"""The second world: timelines, strips and states in memory, with Blender's rules.

list_scene: Strips of any kind and other states in memory, with Blender's rules
list_timelines: Timelines in memory, with Blender's rules and none of Blender
"""

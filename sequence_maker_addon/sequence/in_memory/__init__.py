"""The second world: timelines, strips and states in memory, with Blender's rules.

list_connections: Which strips in memory are connected once a change is written
list_scene: Strips of any kind and other states in memory, with Blender's rules
list_timelines: Timelines in memory, with Blender's rules and none of Blender
plain_settings: What strips in memory have where nothing was set, by Blender's names and defaults
scene_states: What a scene in memory has beside its strips: markers, channels and a range
"""

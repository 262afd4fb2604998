"""Strips, segments on them, and markers.

fades: Fades on colour strips: two LINEAR keys on each component of `strip.color`
markers: Markers that we wrote, told from the user's by name and frame; kept in the scene
placing: Putting strips of any kind somewhere without one ending up on another channel
segment_ids: Segment ids on strips: unique per scene, kept through copies and undo, never reused
strip_facts: What is told of a strip of any kind beside its place
strips: The timelines as COLOR strips of the scene that the Sequencer edits
writer: Writing a change to the strips, in the order that keeps Blender from moving any
"""

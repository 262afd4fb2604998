"""Strips, segments on them, and markers.

color_management: What of a scene's color management makes colors look other than asked, and
fades: Colors of strips over time: what their curves show at a frame, and fades of two keys
made_here: Which strips we made: their ids, kept in the scene. The limit counts these and no ...
markers: Markers that we wrote, told from the user's by name and frame; kept in the scene
segment_ids: Ids on strips, segments or not: unique per scene, kept through undo, never reused
segment_places: Bringing the strips of segments to their places without one ending up on another
segment_strips: A segment as its strip shows it, and what the strip is beyond that
setting_values: What functions may set of a strip: read as plain data, and written
settable: What of a strip, or of a part of it, can be set, as plain data; only what is no default
strip_facts: What is told of a strip of any kind beside its place
strip_keys: The F-curves of strips, as plain data and as what they show at a frame
strip_modifiers: The modifiers of a strip as plain data
strip_reading: All strips of a scene as plain data, in one pass over columns
strips: The timelines as COLOR strips of the scene that the Sequencer edits
whole: What a strip is beside its place and name, as plain data that it can be given again
writer: Writing the segments of a change to the strips; whatever else a strip has stays with it
"""

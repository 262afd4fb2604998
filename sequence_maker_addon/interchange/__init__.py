"""Timelines as files that other programs read, and back: exact in every frame's color.

step_grid: Times as whole steps of a fraction of a second, with the offset for late props
timeline_rows: Rows as they are compared and carried: on frames, keyed colors in few pieces
timelines_json: Timelines as JSON, in the form that props' programs read
timelines_reader: Timelines of JSON, checked entry by entry
timelines_csv: Timelines as CSV, a row a segment, written and read
json_values: Numbers, colors and texts of a file, each refused with its place
timeline_paths: Which files timelines are written to and read from, within bounds
bringing_in: Timelines of a file into a scene, as one change that the policies hold
"""

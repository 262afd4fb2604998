"""What a plan would do, drawn over the strips.

ghost_levels: Boxes as far as they can be told apart and seen, so that a large plan costs no ...
ghost_overlay: Draws the plan that waits over the Sequencer's strips, and its sum at the playhead
ghost_shader: The shader of the boxes: each kind has its own hatch, whatever the zoom
ghost_shapes: A change as boxes: new, changed, removed, moved from where to where
"""

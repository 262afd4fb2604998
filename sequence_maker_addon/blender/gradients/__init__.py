"""Fades and other animated colors, drawn over the strips that have them.

gradient_overlay: Draws the animated colors of strips over the Sequencer
gradient_shapes: Animated colors of strips as stretches: frames, and the color at each
"""

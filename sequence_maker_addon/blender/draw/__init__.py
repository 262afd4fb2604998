"""Text, icons and pictures to draw with.

charting: Bar charts as NumPy arrays, for the figures of the last turns
icons: Icons drawn by ourselves: color swatches, a ring, signs, color bars and charts
markdown: Markdown and emoji as a label can show them: labels have one weight, one color, one ...
over_sequencer: What is drawn over the Sequencer with each redraw, from a place in the add-on's ...
painting: Small pictures as NumPy arrays: `(height, width, 4)`, sRGB 0-1, the first row at the top
sequencer_view: How the Sequencer shows frames and channels, and what the graphics card needs ...
unit_face: The height of a button and the interface's font, asked of Blender once in a redraw
wrap: Text for labels: measured, wrapped and clipped, since Blender's labels only have one line
"""

"""What was made, as pictures: a page of the whole show, and lamps; plain data in, files out.

show: The show as plain data: rows of segments, the song, its words
svg: Elements of an SVG file, with every text made safe
page_layout: Where on the page a time lies: systems like a score's, the ruler, heights of rows
page_style: The colors of the page, on light and on dark
song_track: What of the song stands over the rows: sections, bars, waveform, words, markers
channel_rows: The rows of the channels: segments and fades in their colors, other strips
page: The whole page as one SVG file
lamp_grid: Where each lamp stands, and its name
lamp_light: The lamps as pixels, exact in their colors
frame_png: Pixels as a PNG file, quickly
"""

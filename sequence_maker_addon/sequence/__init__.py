"""What lies in the Sequencer and how it changes, as plain data; no Blender here.

change: Everything that one call writes, as plain data
clock: A clock that stands for Blender's playback where no window plays
color: Colors as people and models write them, turned into sRGB triples and back
css_colors: The 148 named colors of CSS Color Level 4, as `name -> (red, green, blue)`, each 0-255
draft: Planning a change: overlaps are cut on a snapshot, nothing is written
effects: Where effects lie: over their inputs, whatever becomes of these
errors: The one exception for mistakes that the model, or the person, can mend
flashing: Finds flashing that may harm people with photosensitive epilepsy
frames: Where seconds and frames meet: one value with one rounding rule
ledger: What a turn wrote, kept so that it can be reverted later without harming newer work
numerals: Words into numbers, for times and ordinals, and amounts of things in words
rules: What a change must not do, whoever asks for it: checked before anything is written
segment: A segment: one stretch of one color, or of a fade, on one timeline
snapshot: What is seen of the timelines in one step: read once, handed along, never written
strip: A strip of any kind as plain data, and what a call changes of it
strip_draft: The part of a draft that is about strips of any kind and other states
timelines: What functions may ask of timelines and scene, and the rules that every backend keeps
times: Times as people and models write them, turned into seconds and back
"""

"""The functions for how strips look and sound, and for what lies beside them.

animating: Sets keys on the volume or the opacity of strips
captioning: Shows the words of the song or the speech as captions
channel_settings: Names, mutes and locks channels
fading: Fades the picture and the sound of strips in and out
frame_ranges: Sets the frame range and the preview range
key_rows: Keys of one property as plain rows: set, read at a time, and fades among them
marking: Adds, renames, moves and deletes markers
cuts: Cuts between strips of a channel, and where the strips beside them go for a transition
strip_settings: Sets what strips of any kind have: name, mute, lock, color tag, opacity, volume
text_looks: How texts look: styles, places in the picture and what stands behind the letters
titles: Puts texts over the picture, and changes them
transitions: Lays transitions over cuts, and crossfades sounds
unlocking: Locks are the user's: which a function may take off, and what they keep
"""

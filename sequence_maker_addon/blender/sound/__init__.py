"""Sound strips, their samples, and how they lie on the timeline.

audible: What of a strip is heard: the frames that the metas around it show, and whether it is ...
blocks: Reads a sound by aud in pieces short enough to keep Blender alive
contents: The strips of a scene by what they play: which of them are pieces of one song
decode: Opens sound files, whatever they are, as blocks of mono samples; or says why it cannot
lateness: How much later than it lies in its file Blender plays a sound: the one table ...
mapping: Seconds of a sound to seconds of the timeline and back: start, trim, offset, ...
mono: Several channels of samples as one, so that whatever is heard in any of them is there
mp3: Cuts an .mp3 into short files of whole frames
picture_tracks: Whether a file has pictures, whose length it promises: its sound may end before, ...
player: Playback: the screen's own in a window, a transport clock without one
resample: Lowers the sampling rate of a sound that comes in blocks, without a seam between them
retiming: What retiming keys say: which frame of a sound is played at which frame of the timeline
source: Which sound is meant, where its file lies and by which key its content is known
vorbis: Where a player that jumps into an Ogg Vorbis file lands, and how much it loses there
wav: Reads uncompressed .wav files by NumPy: aud takes 50 ms for each piece of one, however short
"""

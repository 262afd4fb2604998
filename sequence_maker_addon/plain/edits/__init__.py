"""Plain commands about strips of any kind, one file for each subject.

meant: Which strips a part of a request is about, as functions take them
quoting: Words that are said of a title or a marker without quotes
read_colorless: Frame: of flashes on the music no color is said, which is asked
read_corrected: Frames: what was just done is corrected: `no, only on channel 4`, `a bit earlier`
read_fades: Frames: strips fade, cross into each other, become louder or softer over time
read_heard: Frames: the beats are told to be otherwise: `the beat is off by half a beat`
read_lengths: Frames: strips are trimmed, split and deleted, gaps are closed
read_marks: Frames: markers of the person's own, and the frame range
read_media: Frames: files come from the allowed folders; what is there is listed
read_metronome: Frame: clicks on the beats of the song
read_places: Frames: strips move in time and to other channels, and are duplicated
read_song_facts: Frames: questions about the song: its key, how many beats it has, the metronome
read_song_places: Frames: the playhead goes by beats, bars, sections and drops
read_switches: Frames: strips and channels are muted, locked, and made less opaque
read_titles: Frames: titles, lower thirds and captions are made, and say something else
"""

"""Songs without Blender: the second implementation of the songs, for scripts, workers and tests.

fresh_world: A session on a fresh Video Editing file in memory, with one song that was heard
list_music: `SongsPort` on a list of sounds
list_player: A player without Blender: a clock that moves the playhead of timelines in memory
scene_music: The one song of a scene in memory, wherever its strips lie by now
"""

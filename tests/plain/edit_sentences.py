"""Sentences about strips of any kind, with the calls that they mean; and some that mean none."""

SAME = {
    "move_strips": [
        ("move Movie to 10 seconds", {"strips": ["Movie"], "to": 10}),
        ("please move the photo 2 seconds later", {"strips": ["Photo"], "by": 2}),
        ("shift the selected strips 3 s earlier", {"strips": ["selected"], "by": -3}),
        ("move all images on channel 21 to channel 25",
         {"strips": ["all images on channel 21"], "channel": 25}),
        ("move Photo to channel 21 at 30 s", {"strips": ["Photo"], "channel": 21, "to": 30}),
        ("move Photo to 5 s and close the gap",
         {"strips": ["Photo"], "to": 5, "ripple": "channel"}),
    ],
    "trim_strips": [
        ("trim Movie to end at 30 s", {"strips": ["Movie"], "end_time": 30}),
        ("trim 2 seconds off the end of Movie", {"strips": ["Movie"], "end_by": -2}),
        ("trim the start of Photo by half a second", {"strips": ["Photo"], "start_by": 0.5}),
    ],
    "split_strips": [
        ("split Movie at 12 s", {"strips": ["Movie"], "times": [12]}),
        ("could you split the movie at the playhead?", {"strips": ["Movie"], "times": [16]}),
        ("split everything at 12 s", {"strips": ["all strips"], "times": [12]}),
    ],
    "duplicate_strips": [
        ("duplicate the selected strips", {"strips": ["selected"]}),
        ("duplicate Logo at 20 s", {"strips": ["Logo"], "start_time": 20}),
    ],
    "delete_strips": [
        ("delete Photo and Logo", {"strips": ["Photo", "Logo"]}),
        ("remove the title", {"strips": ["Title"]}),
        ("delete the selected strips", {"strips": ["selected"]}),
        ("delete all texts on channel 23", {"strips": ["all texts on channel 23"]}),
        ("delete Photo and close the gap", {"strips": ["Photo"], "ripple": "channel"}),
    ],
    "close_gaps": [
        ("close all gaps", {}),
        ("close the gaps on channel 20", {"channels": [20]}),
    ],
    "set_strips": [
        ("mute Movie", {"strips": ["Movie"], "mute": True}),
        ("unmute the movie", {"strips": ["Movie"], "mute": False}),
        ("mute all sounds", {"strips": ["all sounds"], "mute": True}),
        ("lock Photo", {"strips": ["Photo"], "lock": True}),
        ("set Photo to 50% opacity", {"strips": ["Photo"], "opacity": 0.5}),
    ],
    "set_channels": [
        ("mute channel 5", {"channels": [5], "mute": True}),
        ("lock channels 1 to 3", {"channels": [1, 2, 3], "lock": True}),
        ("unlock ball 2", {"channels": [2], "lock": False}),
    ],
    "fade_strips": [
        ("fade in the music over 2 s", {"strips": ["Song"], "fade_in": 2}),
        ("fade out Movie over 1 second", {"strips": ["Movie"], "fade_out": 1}),
        ("fade Movie in and out over 1 s", {"strips": ["Movie"], "fade_in": 1, "fade_out": 1}),
        ("fade in all images over half a second", {"strips": ["all images"], "fade_in": 0.5}),
    ],
    "add_transition": [
        ("crossfade the clips on channel 20 over 1 second",
         {"kind": "cross", "channel": 20, "length": 1}),
        ("add a cross dissolve of 2 seconds at 12 s", {"kind": "cross", "at": 12, "length": 2}),
    ],
    "set_markers": [
        ("add a marker at 10 s", {"add": [{"time": 10, "name": "Marker"}]}),
        ("Add a marker called The Drop at 32 s", {"add": [{"time": 32, "name": "The Drop"}]}),
        ('put a marker named "Verse" at 8 s', {"add": [{"time": 8, "name": "Verse"}]}),
        ('move the marker "Verse" to 9 s', {"move": [{"marker": "Verse", "time": 9}]}),
        ('delete the marker "Verse"', {"delete": ["Verse"]}),
    ],
    "set_frame_range": [
        ("set the frame range to the end", {"end": "the end"}),
        ("set the end frame to 30 s", {"end": 30}),
        ("set the frame range from 5 to 20 s", {"start": 5, "end": 20}),
    ],
    "add_text": [
        ("Add a title Hello World at 3 s",
         {"texts": [{"text": "Hello World", "start_time": 3}], "style": "title"}),
        ('make a title "Intro" for the first 5 seconds',
         {"texts": [{"text": "Intro", "start_time": 0, "end_time": 5}], "style": "title"}),
        ("add a lower third Jane Doe from 10 to 15 s",
         {"texts": [{"text": "Jane Doe", "start_time": 10, "end_time": 15}],
          "style": "lower_third"}),
        ('add a caption "one two" on channel 40 from 2 to 4 s',
         {"texts": [{"text": "one two", "start_time": 2, "end_time": 4}], "channel": 40,
          "style": "caption"}),
    ],
    "set_text": [
        ('change the text of Title to "Welcome"', {"strips": ["Title"], "text": "Welcome"}),
    ],
    "add_media": [
        ('add the file "Trip/waves.mp4" at 10 s',
         {"files": ["Trip/waves.mp4"], "start_time": 10}),
        ('append the files "Trip/a.mp4" and "Trip/b.mp4"',
         {"files": ["Trip/a.mp4", "Trip/b.mp4"], "mode": "append"}),
    ],
}  # fmt: skip
"""By function, sentences that are certain, and its arguments."""

NEVER_DONE = (
    "don't delete Photo",
    "do not mute Movie",
    "delete everything but Photo",
    "delete Movie at 10 s",
    "channel 5 is locked",
    "should I trim Movie?",
    "why is Movie muted?",
    "move Photo to 5 s or to 7 s",
    "fade Movie in over 2 s unless it is dark",
    "never lock channel 3",
    "split Movie at 12 s, or maybe not",
    "if Photo is muted, delete it",
    "move Movie somewhere else",
    "trim Movie",
    "add a marker",
    "the marker Drop is wrong",
)
"""Sentences of which nothing may be done at once."""

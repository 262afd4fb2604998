"""What the gallery of editing shows: a request, the call that it becomes, and the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """One row: its title, what is said in the chat, a sentence, and the call."""

    title: str
    request: str
    text: str
    function: str
    call: dict[str, Any]

    @property
    def name(self) -> str:
        """The picture's file name without its ending."""
        return self.title.casefold().replace(",", "").replace(" ", "-")


SUBJECTS: dict[str, tuple[Case, ...]] = {
    "Where strips lie": (
        Case("Move", "move Drone 2 seconds later",
             "Whatever moves takes its sound, its effects and its keys along.",
             "move_strips", {"strips": ["Drone"], "by": 2}),
        Case("Move to a marker", "move the photo to the marker Drop",
             "A time is seconds, text such as 1:05, or the name of a marker.",
             "move_strips", {"strips": ["Photo"], "to": "Drop"}),
        Case("Make room", "move Beach 1.5 s later, the rest of the channel too",
             "A ripple takes along what begins later: on the channel, or on all unlocked ones.",
             "move_strips", {"strips": ["Beach"], "by": 1.5, "ripple": "channel"}),
        Case("Duplicate", "copy the title to 9 seconds",
             "Copies keep their distances; what is connected is copied, too.",
             "duplicate_strips", {"strips": ["Title"], "start_time": 9}),
    ),
    "How long they are": (
        Case("Trim", "trim one second off the end of Waves",
             "Movies and sounds reach as far as their file does, no farther.",
             "trim_strips", {"strips": ["Waves"], "end_by": -1}),
        Case("Trim and close up", "trim a second off the end of Waves and close the gap",
             "With a ripple nothing stays empty behind it.",
             "trim_strips", {"strips": ["Waves"], "end_by": -1, "ripple": "channel"}),
        Case("Split", "split Drone at 9 and at 10.5 s",
             "At times, at markers, or on the beats of the music.",
             "split_strips", {"strips": ["Drone"], "times": [9, 10.5]}),
        Case("Delete", "delete Beach and close the gap",
             "Transitions and other effects that need a strip go with it, and come back with it.",
             "delete_strips", {"strips": ["Beach"], "ripple": "channel"}),
        Case("Delete a range", "cut out 5 to 6.5 s everywhere",
             "On all unlocked channels, or on some; what reaches in is cut.",
             "delete_strips", {"ranges": [[5, 6.5]], "channels": [2, 3, 4], "ripple": "all"}),
        Case("Close gaps", "close the gaps on channel 2",
             "Each strip moves up to the one before it.", "close_gaps", {"channels": [2]}),
    ),
    "How they look and sound": (
        Case("Fade", "fade the photo in and out over half a second",
             "Keys on opacity and volume, in the place of earlier fades.",
             "fade_strips", {"strips": ["Photo"], "fade_in": 0.5, "fade_out": 0.5}),
        Case("Crossfade", "crossfade the clips on channel 2 over a second",
             "Strips are extended into each other; where there is no more of a clip, it is said.",
             "add_transition", {"channel": 2, "length": 1}),
        Case("Animate", "bring the opacity of Drone down to half in its middle",
             "Keys with times and values, for opacity or volume.",
             "animate_strips", {"strips": ["Drone"], "what": "opacity", "keys": [
                 {"time": 8, "value": 1}, {"time": 10, "value": 0.5}, {"time": 12, "value": 1}]}),
        Case("Mute and tag", "mute all movies on channel 2 after 4 s",
             "Strips go by name, by id, or by a rule such as this one.",
             "set_strips", {"strips": ["all movies on channel 2 after 4 s"], "mute": True}),
    ),
    "Titles, markers, range": (
        Case("Titles", "a lower third Jane Doe from 8.5 to 11.5 s",
             "Titles, lower thirds and captions, on the lowest free channel above all strips.",
             "add_text", {"texts": [{"text": "Jane Doe", "start_time": 8.5, "end_time": 11.5}],
                          "style": "lower_third"}),
        Case("Markers", "a marker Start at 1 s and one Finale at 8 s",
             "Your own markers are touched only where you name them.",
             "set_markers", {"add": [{"time": 1, "name": "Start"}, {"time": 8, "name": "Finale"}]}),
        Case("Frame range", "play and render only up to 12 s",
             "What lies beyond is dark in the picture.", "set_frame_range", {"end": 12}),
    ),
}  # fmt: skip

"""A plan tells what becomes of strips of every kind, by fate, kind and channel."""

from dataclasses import replace

from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sequence.strip import Strip, StripChange
from bl_ext.user_default.sequence_maker.toolkit.plan_words import notes_of, plan_rows

RED = Segment(1, 4, 0.0, 2.0, (255, 0, 0), None, None, "Segment 1")


def strip(kind: str, channel: int, start: float, name: str = "") -> Strip:
    return Strip(name or f"{kind} {start:g}", kind, channel, start, start + 2, start)


def moved(found: Strip, by: float) -> StripChange:
    place = {"start": found.start + by, "end": found.end + by, "content": found.content + by}
    return StripChange(found, replace(found, **place))


def test_each_fate_kind_and_channel_has_a_row_with_its_icon():
    clip = strip("movie", 2, 0)
    changes = (
        StripChange(clip, replace(clip, end=1.0)),
        StripChange(None, replace(clip, name="movie 0.001", start=1.0), cut_from="movie 0"),
        StripChange(strip("sound", 1, 5), None),
        StripChange(strip("sound", 1, 9), None),
        StripChange(None, strip("text", 3, 0)),
        moved(strip("movie", 2, 10), 1.5),
        StripChange(strip("image", 5, 0), replace(strip("image", 5, 0), end=1.5)),
        StripChange(strip("cross", 6, 0), replace(strip("cross", 6, 0), settings={"mute": True})),
    )
    rows = plan_rows(Change(added=(RED,), strips=changes))
    assert [(sign, text, kind) for sign, text, _, kind in rows] == [
        ("add", "Add 1 segment on channel 4", ""),
        ("remove", "Remove 2 sounds from channel 1", "sound"),
        ("change", "Cut 1 movie on channel 2", "movie"),
        ("change", "Trim 1 image on channel 5", "image"),
        ("change", "Move 1 movie of channel 2", "movie"),
        ("change", "Change 1 effect on channel 6", "cross"),
        ("add", "Add 1 text strip on channel 3", "text"),
    ]
    assert rows[0][2] == ("#ff0000",)
    told = notes_of(Change(strips=changes))
    assert "add 1 other strip" in told and "remove 2 other strips" in told

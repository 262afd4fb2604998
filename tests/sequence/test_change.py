"""What a change says of itself: where it alters the picture, and what goes along."""

from dataclasses import replace

import pytest

from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sequence.snapshot import Snapshot
from bl_ext.user_default.sequence_maker.sequence.strip import Move, Strip
from bl_ext.user_default.sequence_maker.sequence.strip_draft import StripDraft

RED = Segment(1, 3, 2.0, 8.0, (255, 0, 0))


@pytest.mark.parametrize(
    ("after", "spans"),
    [
        ({"end": 5.0}, [(3, 5.0, 8.0)]),
        ({"start": 4.0}, [(3, 2.0, 4.0)]),
        ({"start": 4.0, "end": 5.0}, [(3, 2.0, 4.0), (3, 5.0, 8.0)]),
        ({"color": (0, 0, 255)}, [(3, 2.0, 8.0), (3, 2.0, 8.0)]),
        ({"end": 9.0}, [(3, 2.0, 8.0), (3, 2.0, 9.0)]),
        ({"channel": 4}, [(3, 2.0, 8.0), (4, 2.0, 8.0)]),
    ],
)
def test_a_trim_alters_only_what_goes_and_anything_else_both_places(after, spans):
    change = Change(changed=((RED, replace(RED, **after)),))
    assert list(change.spans()) == spans


def test_a_connected_strip_goes_along_with_both_handles():
    scene = ListScene(
        ListTimelines(),
        [Strip("Picture", "movie", 2, 1.0, 5.0, 1.0), Strip("Sound", "sound", 3, 2.0, 9.0, 2.0)],
    )
    scene.joined = [{"Picture", "Sound"}]
    draft = StripDraft(scene, Snapshot(scene.timelines, scene))
    draft.move([Move("Picture", 4.0, 8.0)])
    after = {found.name: found.after.place for found in draft.changes()}
    assert after == {"Picture": (2, 4.0, 8.0, 4.0), "Sound": (3, 5.0, 12.0, 5.0)}
    assert draft.along == ["Sound"]
    trimmed = StripDraft(scene, Snapshot(scene.timelines, scene))
    trimmed.move([Move("Picture", 1.0, 4.0, False)], without=["Sound"])
    assert [found.name for found in trimmed.changes()] == ["Picture"]

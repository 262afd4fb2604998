"""Files that earlier code saved: all that was in them is there, and goes on as it did."""

import importlib.util
import shutil
from pathlib import Path

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, scene_metrics
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from playback_server import PlaybackServer
from timeline_help import call, picture, strips_of
from turn_help import ask, place

FILES = Path(__file__).resolve().parents[1] / "data" / "files"
PARTS = ("timelines", "panel", "safety", "music", "medley")
PROMPTS = {
    "timelines": ["three lights", "the last one green, the second away", "and now?"],
    "panel": [
        "blue, with a fade",
        "a hole in the blue",
        "white beside",
        "where it is protected",
    ],
    "safety": ["red", "and again", "green"],
    "music": [
        "every second beat",
        "the title on a beat, the film cut, markers",
        "the beats are half as fast",
    ],
    "medley": ["light each word", "bars of three from the second beat", "markers, too"],
}
SEGMENTS = {
    "timelines": [
        (2, 1, 0.0, 2.0, "#ff0000", None, 12),
        (4, 2, 1.0, 3.0, "#008000", None, None),
        (1, 4, 0.0, 2.0, "#808080", None, None),
    ],
    "panel": [
        (2, 1, 0.0, 1.0, "#0000ff", None, 8),
        (5, 1, 1.0, 2.0, "#ffff00", None, None),
        (4, 1, 2.0, 4.0, "#0000ff", None, 8),
        (3, 2, 0.0, 3.0, "#ff0000", "#400000", None),  # a fade to black at 4 s, trimmed by hand
        (1, 6, 4.0, 5.0, "#808080", None, None),
    ],
    "safety": [(1, 1, 0.0, 1.0, "#ff0000", None, None), (2, 2, 0.0, 1.0, "#008000", None, None)],
    "music": [
        (n, 1, n - 0.5, min(n + 0.5, 12.0), ("#ff0000", "#ffffff")[n % 2], None, None)
        for n in range(1, 13)
    ],
    "medley": [
        (2, 1, 1.0, 2.0, "#ffd700", None, None),
        (3, 1, 4.0, 6.0, "#ffd700", None, None),
        (4, 2, 2.0, 4.0, "#ffd700", None, None),
        (1, 6, 8.0, 9.0, "#808080", None, None),
    ],
}
NEXT_ID = {"timelines": 5, "panel": 7, "safety": 3, "music": 13, "medley": 5}
REQUESTS = {"timelines": 6, "panel": 8, "safety": 3, "music": 6, "medley": 6}
PROTECTED = {"panel": [(0, 4.0, 5.0)], "medley": [(0, 8.0, 9.0)]}
TITLE = ("Title", 3, 25, 73)
CUT = [("Film", 4, 97, 121), ("Film.001", 4, 121, 145)]
CUT += [("Film.002", 4, 145, 169), ("Film.003", 4, 169, 193)]
SONG, MEDLEY = ("Song", 9, 1, 289), ("Medley", 10, 1, 961)
CLIPS = {
    "timelines": [TITLE],
    "panel": [TITLE],
    "safety": [],
    "music": [TITLE, *CUT, SONG],
    "medley": [SONG, MEDLEY],
}
WORDS = [[1.0, 2.0, "one"], [2.0, 4.0, "two"], [4.0, 6.0, "three"]]
RED = {"channel": 20, "start_time": 0, "end_time": 1, "color": "red"}

pytestmark = pytest.mark.usefixtures("forgetful")


def _songs():
    spec = importlib.util.spec_from_file_location("kept_songs", FILES / "songs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def server():
    with PlaybackServer() as running:
        yield running


@pytest.fixture
def opened(tmp_path):
    """Open a copy of a file, its sounds beside it."""

    def open_part(part):
        if part in ("music", "medley"):
            _songs().make(tmp_path)
        shutil.copy(FILES / f"{part}.blend", tmp_path)
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / f"{part}.blend"))
        return bpy.context.scene

    return open_part


def saved_and_opened(scene):
    """Save over the opened file and open it again."""
    path = bpy.data.filepath
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    bpy.ops.wm.open_mainfile(filepath=path)
    return bpy.context.scene


def segments(scene):
    """Return (id, channel, start, end, color, end color, pixels) of every segment."""
    rows = []
    for segment in session_for(scene).timelines.segments():
        shown = segment.described()
        span = shown["start_time"], shown["end_time"]
        colors = shown["color"], shown.get("end_color")
        rows.append((segment.id, segment.channel, *span, *colors, segment.pixels))
    return sorted(rows, key=lambda row: row[1:3])


def clips(scene):
    """Return (name, channel, first frame, end frame) of everything but color strips."""
    rows = [s for s in strips_of(scene) if s.type != "COLOR"]
    return sorted(
        ((s.name, s.channel, *compat.frames(s)) for s in rows), key=lambda row: (row[1], row[2])
    )


def markers(scene):
    return sorted((marker.frame, marker.name) for marker in scene.timeline_markers)


def told(scene, what, sound=None):
    """Return what the functions tell of the music."""
    result = call(session_for(scene), "get_music", what=what, **({"sound": sound} if sound else {}))
    assert result["ok"], result
    return result["rows"]


def turns(scene):
    return chats.chat_of(scene).conversation.turns


def reverted(scene, index):
    """Revert a turn; return whether something was done."""
    uid = scene.session_uid
    done = bpy.ops.sequence_maker.take_back(index=index)
    assert compat.scene_by_uid(uid) is not None
    return done == {"FINISHED"}


def everything(scene, part):
    """Check all that a part's file had when it was saved."""
    assert [turn.prompt for turn in turns(scene)] == PROMPTS[part]
    assert segments(scene) == SEGMENTS[part]
    assert clips(scene) == CLIPS[part]
    kept = scene.sequence_maker
    shown = [(p.channel, p.start_time, p.end_time) for p in kept.protections]
    assert shown == PROTECTED.get(part, [])
    assert scene_metrics.read(kept.totals).requests == REQUESTS[part]


@pytest.mark.parametrize("part", PARTS)
def test_what_was_saved_is_there(scene, opened, part):
    everything(opened(part), part)


@pytest.mark.parametrize("part", PARTS)
def test_a_next_turn_goes_on_and_all_is_kept(scene, opened, server, part):
    found = opened(part)
    server.will_call("create_segment", **RED)
    server.will_say("Red.")
    turn = ask(place(server), found, "one more")
    assert turn.status == "complete" and turn.calls[0].result["ok"], turn.error or turn.calls
    assert turn.calls[0].result["created"][0]["segment_id"] == NEXT_ID[part] + len(
        CLIPS[part]
    )  # ids go to all strips
    sent = server.requests[0]["messages"]
    # prompts that were not answered stand in one message, for roles alternate
    asked = [p for row in sent if row["role"] == "user" for p in row["content"].split("\n\n")]
    assert asked[-2] == "one more" and asked[-1].startswith("<state>")
    assert set(asked[:-2]) <= set(PROMPTS[part])
    found = saved_and_opened(found)
    assert [turn.prompt for turn in turns(found)] == [*PROMPTS[part], "one more"]
    assert scene_metrics.read(found.sequence_maker.totals).requests == REQUESTS[part] + 2
    assert reverted(found, -1)
    assert segments(found) == SEGMENTS[part] and clips(found) == CLIPS[part]


def test_the_first_conversations_are_readable_and_hold_nothing_to_revert(scene, opened):
    found = opened("timelines")
    first, second, third = turns(found)
    assert [c.name for c in second.calls] == ["modify_segment", "create_segment", "delete_segment"]
    assert [c.result["ok"] for c in second.calls] == [True, False, True]
    assert second.text.strip() == "The second is gone." and first.status == "complete"
    assert (third.status, third.error["code"]) == ("failed", "key_refused")
    assert not any(reverted(found, index) for index in range(3))
    assert segments(found) == SEGMENTS["timelines"]


@pytest.mark.parametrize("again", [False, True], ids=["opened", "saved-again"])
def test_turns_of_the_panel_are_reverted_as_they_were(scene, opened, again):
    found = opened("panel")
    if again:
        found = saved_and_opened(found)
    assert not reverted(found, 3) and not reverted(found, 2)  # refused; reverted before it was kept
    assert reverted(found, 1)
    whole = (2, 1, 0.0, 4.0, "#0000ff", None, 8)
    others = [row for row in SEGMENTS["panel"] if row[1] > 1]
    assert segments(found) == [whole, *others]
    assert reverted(found, 0)
    assert segments(found) == others  # the user made the fade shorter: it stays
    assert found.sequence_editor.channels[5].lock


def test_a_turn_that_ran_while_the_file_was_saved_is_closed_and_reverted(scene, opened):
    found = opened("safety")
    done, cut, ran = turns(found)
    assert [turn.status for turn in (done, cut, ran)] == ["complete", "incomplete", "incomplete"]
    assert ran.error["code"] == "interrupted" and ran.calls[0].result["ok"]
    assert done.text == "Red ❤️." and done.metrics.retries == 1
    assert (done.metrics.prompt_tokens, done.metrics.cached_tokens) == (130, 64)
    assert not chats.running()
    assert reverted(found, 2) and reverted(found, 0) and not reverted(found, 1)
    assert segments(found) == []


def test_corrected_beats_words_and_markers_are_there(scene, opened):
    found = opened("music")
    assert told(found, "words") == WORDS
    beats = told(found, "beats")
    assert [row[0] for row in beats] == pytest.approx([n + 0.49 for n in range(12)], abs=0.01)
    assert [row[1] for row in beats] == [1, 2, 3, 4] * 3
    bars = [(13 + 48 * n, f"Bar {n + 1}") for n in range(6)]
    assert markers(found) == sorted([*bars, (5, "Mine")])


@pytest.mark.parametrize("again", [False, True], ids=["opened", "saved-again"])
def test_music_is_reverted_as_it_was(scene, opened, again):
    found = opened("music")
    if again:
        found = saved_and_opened(found)
    assert reverted(found, 2)
    assert len(told(found, "beats")) == 23
    assert reverted(found, 1)
    before = [("Title", 3, 30, 78), ("Film", 4, 97, 193), SONG]
    if clips(found) != before:
        # The file tells by a digest of properties whether a strip was edited since: where another
        # Blender has others, or this version looks at others, nothing of it is touched.
        before = CLIPS["music"]
    assert clips(found) == before
    assert markers(found) == [(5, "Mine")]
    assert reverted(found, 0) and segments(found) == [] and told(found, "words") == WORDS


def test_the_chosen_song_its_bars_and_the_settings_are_there(scene, opened):
    found = opened("medley")
    kept = found.sequence_maker
    assert kept.song == "Song" and not kept.show_beats
    assert [grid.bpm for grid in kept.grids] == [120.0]
    beats = told(found, "beats")
    assert [row[1] for row in beats][:7] == [3, 1, 2, 3, 1, 2, 3] and beats[1][0] < 1.0
    assert told(found, "words") == WORDS
    call(session_for(found), "analyze_music", sound="Medley")
    tempos = told(found, "beats", "Medley")
    periods = [round(b[0] - a[0], 2) for a, b in zip(tempos, tempos[1:], strict=False)]
    assert periods[3] == 0.6 and periods[-4] == 0.43
    assert len(markers(found)) == 20


def test_turns_on_a_medley_are_reverted_in_any_order(scene, opened):
    found = opened("medley")
    assert reverted(found, 0)
    assert [row[1] for row in segments(found)] == [6]
    assert reverted(found, 2) and markers(found) == []
    assert reverted(found, 1)
    assert [row[1] for row in told(found, "beats")][:5] == [1, 2, 3, 4, 1]
    assert [grid.bpm for grid in found.sequence_maker.grids] == [120.0]


def test_a_file_opens_without_its_sounds(scene, opened, tmp_path):
    shutil.copy(FILES / "medley.blend", tmp_path / "alone.blend")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "alone.blend"))
    everything(bpy.context.scene, "medley")
    assert reverted(bpy.context.scene, 0)
    assert picture(session_for(bpy.context.scene)) == [(6, 8.0, 9.0, "#808080")]

"""What a call did to strips of any kind has an icon in its row, and Show Strips selects it."""

import json

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.draw import icons
from bl_ext.user_default.sequence_maker.blender.panel import call_rows, question, turn_view
from bl_ext.user_default.sequence_maker.chat.conversation import Call
from bl_ext.user_default.sequence_maker.kept.turn_file import row_of, turn_of
from bl_ext.user_default.sequence_maker.toolkit.jobs import Confirm
from bl_ext.user_default.sequence_maker.toolkit.plan_words import NOUNS
from drawn import Context, Drawn
from playback_server import PlaybackServer
from timeline_help import strips_of
from turn_help import ask, place


def text(scene, name, channel, first, end):
    where = {"length": end - first} if bpy.app.version >= (5, 0, 0) else {"frame_end": end}
    return strips_of(scene).new_effect(
        name=name, type="TEXT", channel=channel, frame_start=first, **where
    )


def turn(scene, *calls):
    with PlaybackServer() as server:
        server.will_call_all(*calls)
        server.will_say("Done.")
        return ask(place(server), scene)


@pytest.fixture
def moved(scene):
    """A turn that moved a title and made a segment; another title stayed."""
    text(scene, "Title", 3, 1, 49)
    text(scene, "Other", 5, 1, 49)
    segment = {"channel": 7, "start_time": 0, "end_time": 1, "color": "red"}
    return turn(scene, ("move_strips", {"strips": ["Title"], "by": 2}), ("create_segment", segment))


def test_a_call_remembers_the_strips_that_it_moved(scene, moved):
    move, made = moved.calls
    assert move.result["ok"] and move.kinds == ["text"] and len(move.touched) == 1
    assert made.kinds == [] and set(made.touched).isdisjoint(move.touched)
    row = turn_view.rows_of(moved, {})[0]
    assert row.kinds == ["text"] and row.colors == []


def test_show_strips_selects_a_strip_of_any_kind(scene, moved):
    for entry, wanted in ((0, {"Title"}), (1, {"Segment"})):
        places = [at for at, e in enumerate(moved.entries) if isinstance(e, Call)]
        done = bpy.ops.sequence_maker.show_strips("EXEC_DEFAULT", index=0, entry=places[entry])
        chosen = {s.name.split(" ")[0] for s in strips_of(scene) if s.select}
        assert done == {"FINISHED"} and chosen == wanted


def test_what_a_call_removed_has_its_icon_and_nothing_to_show(scene):
    text(scene, "Title", 3, 1, 49)
    (call,) = turn(scene, ("delete_strips", {"strips": ["Title"]})).calls
    assert call.result["ok"] and call.kinds == ["text"] and call.touched == []


def test_kinds_are_kept_in_the_file(scene, moved):
    kept = turn_of(json.loads(row_of(moved)), lambda frame: frame / 24)
    assert [call.kinds for call in kept.calls] == [["text"], []]


@pytest.mark.parametrize("kind", [*NOUNS, "cross", "wipe", "speed", "color"])
def test_every_kind_has_an_icon_that_this_blender_knows(kind):
    known = bpy.types.UILayout.bl_rna.functions["label"].parameters["icon"].enum_items
    assert icons.of_strip(kind) in known


@pytest.mark.parametrize("width", [200, 379, 700])
def test_rows_of_calls_and_of_plans_draw_the_icon_of_the_kind(scene, moved, width):
    layout = Drawn()
    for row in turn_view.rows_of(moved, {}):
        if row.calls:
            call_rows.draw(layout, Context(width), row, (0, 0), {})
    drawn = [options.get("icon") for kind, _, options in layout.kept if kind == "label"]
    assert "FILE_FONT" in drawn or width < 300
    plan = Confirm("x", (("change", "Move 2 movies of channel 2", (), "movie"),) * 2, total="y")
    layout = Drawn()
    question.draw(layout, Context(width), plan)
    assert [o.get("icon") for _, _, o in layout.kept].count("FILE_MOVIE") == 2

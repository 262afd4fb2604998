"""Strips of every kind that were removed, copied or moved come back as they were."""

import json

import bpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.making import (
    capturing,
    connecting,
    connection_memory,
    connections,
)
from bl_ext.user_default.sequence_maker.blender.making.placing import place_of
from bl_ext.user_default.sequence_maker.blender.timeline import segment_ids
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.sequence.strip import Move
from bl_ext.user_default.sequence_maker.toolkit.policies import respect_the_user
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from kinds_help import files, filled  # noqa: F401
from timeline_help import effect, strips_of

SHARED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def picture(scene):
    """All that strips are, in metas, too; keys as exact as Blender's floats move them."""
    found = {}
    for strip in compat.all_strips(scene.sequence_editor):
        data = capturing.capture(scene, strip)
        outside = strips_of(scene).get(strip.name) is not None
        joined = connections.connected(scene, strip.name) if outside else []
        masks = [getattr(m, "input_mask_strip", None) for m in strip.modifiers]
        row = (strip.type, repr(place_of(strip)), strip.lock, data, joined)
        row += ([mask.name if mask else "" for mask in masks],)
        found[strip.name] = json.loads(
            json.dumps(row), parse_float=lambda text: round(float(text), 2)
        )
    return found


def write(session, plan):
    draft = session.draft()
    plan(draft.strips)
    change = draft.change()
    respect_the_user(session, change)
    return session.apply(change)


def undone(session):
    change, left = merged(session.take_written()).revert(session.draft(), session.scene)
    assert left == []
    session.apply(change)


@SHARED
@given(st.data())
def test_what_was_removed_comes_back_whole(scene, files, data):  # noqa: F811
    names = filled(scene, files, data)
    session = session_for(scene, Limits("never"))
    session.timelines.mark()
    before = picture(scene)
    ids = {strip.name: strip[segment_ids.KEY] for strip in strips_of(scene)}
    going = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=5, unique=True))
    colors = {segment.name for segment in session.seen.segments}
    gone = []
    write(session, lambda strips: gone.extend(strips.remove([n for n in going if n not in colors])))
    left = {strip.name for strip in strips_of(scene)}
    assert left.isdisjoint(gone) and left.isdisjoint(set(going) - colors)
    undone(session)
    assert picture(scene) == before
    assert {strip.name: strip[segment_ids.KEY] for strip in strips_of(scene)} == ids


@SHARED
@given(st.data())
def test_a_copy_is_what_it_was_copied_from(scene, files, data):  # noqa: F811
    names = filled(scene, files, data)
    session = session_for(scene, Limits("never"))
    session.timelines.mark()
    before = picture(scene)
    alone = [s.name for s in session.seen.strips if not s.inputs and s.kind != "color"]
    name = data.draw(st.sampled_from(alone))
    strip = session.seen.by_name[name]
    stored = write(session, lambda strips: strips.copy(name, strip.start + 200.0, strip.channel))
    (made,) = stored.strips
    session.look_again()
    assert made.after.id not in {s.id for s in session.seen.strips if s.name != made.name}
    assert (made.after.start, made.after.end) == (strip.start + 200.0, strip.end + 200.0)
    copy = strips_of(scene)[made.name]
    one, other = (capturing.capture(scene, s) for s in (strips_of(scene)[name], copy))
    for data_of in (one, other):
        data_of.pop("content"), data_of.pop("properties", None), data_of.pop("inside", None)
        curves = [[p["co"][1] for p in row["keys"]] for row in data_of.pop("curves", ())]
        data_of["curves"] = curves
    assert one == other and names
    undone(session)
    assert picture(scene) == before


@SHARED
@given(st.data())
def test_effects_follow_where_they_were_planned(scene, files, data):  # noqa: F811
    filled(scene, files, data)
    session = session_for(scene, Limits("never"))
    session.timelines.mark()
    before = picture(scene)
    free = [s for s in session.seen.strips if not s.inputs and s.kind != "color"]
    moved = data.draw(
        st.lists(st.sampled_from(free), min_size=1, max_size=4, unique_by=lambda s: s.name)
    )
    by = data.draw(st.integers(-3, 40)) / 24

    def plan(strips):
        strips.move([Move(s.name, s.start + by, s.end + by) for s in moved])

    try:
        stored = write(session, plan)
    except ToolError as error:
        assert error.code in ("effect_broken", "clip_in_the_way", "invalid_time", "out_of_range")
        assert picture(scene) == before
        return
    there = {strip.name: place_of(strip) for strip in strips_of(scene)}
    base = session.timelines.timebase
    for found in stored.strips:
        after, place = found.after, there[found.name]
        assert (after.channel, base.frame_of(after.start)) == (place.channel, place.first)
        assert base.frame_of(after.end) == place.end
    assert [c.name for c in stored.strips if c.after.inputs] or moved
    undone(session)
    assert picture(scene) == before


@pytest.mark.skipif(not compat.HAS_CONNECTIONS, reason="strips cannot be connected in this Blender")
def test_connections_are_read_without_a_copy_of_the_scene(scene, monkeypatch):
    for channel, name in enumerate(("A", "B", "C", "D"), 1):
        effect(scene, "TEXT", channel, 0, 5, name)
    connecting.connect(scene, [("A", "B", "D")])
    monkeypatch.setattr(connections, "_probed", None)
    assert connections.connected(scene, "A") == ["B", "D"]
    assert connections.connected(scene, "C") == []
    if compat.connections_of(strips_of(scene)["A"]) is None:
        assert sorted(connection_memory.names(strips_of(scene)["D"])) == ["A", "B"]


def test_a_strip_that_cannot_come_back_is_not_removed(scene):
    session = session_for(scene, Limits("never"))
    if compat.has_textbox():
        other = bpy.data.scenes.new("Other")
        strip = strips_of(scene).new_scene(name="S", scene=other, channel=2, frame_start=1)
        strip.retiming_keys.add(timeline_frame=20)
    else:
        pytest.skip("scene strips have no speed here")
    with pytest.raises(ToolError) as refused:
        write(session, lambda strips: strips.remove(["S"]))
    assert refused.value.code == "cannot_come_back" and "speed" in str(refused.value)
    assert "S" in strips_of(scene)

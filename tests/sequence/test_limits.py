"""The limit on strips counts what functions made, the turn's limit what a change is about."""

from dataclasses import replace

import bpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.ledger import Ledger
from bl_ext.user_default.sequence_maker.sequence.segment import IdSpans
from bl_ext.user_default.sequence_maker.sequence.strip import Strip, StripChange
from bl_ext.user_default.sequence_maker.sequence.timelines import LIMIT
from timeline_help import FREE, call, create, refused


@given(st.lists(st.lists(st.integers(1, 60), max_size=8), max_size=8))
def test_spans_of_ids_are_a_set_of_ids(batches):
    spans, wanted = IdSpans(), set()
    for batch in batches:
        spans.add(batch)
        wanted |= set(batch)
        assert {number for number in range(70) if number in spans} == wanted
        assert spans.row == sorted(set(spans.row)) and len(spans.row) % 2 == 0
        assert IdSpans(spans.row).row == spans.row, "as it is kept and read again"


@pytest.mark.parametrize("row", [[1], [3, 2], [1, 1], ["1", 2], [1.0, 2], [True, 2]])
def test_a_damaged_row_of_spans_stands_for_nothing(row):
    assert IdSpans(row).row == [] and 1 not in IdSpans(row)


def _by_hand(scene, count):
    for number in range(count):
        first = scene.frame_start + 4 * number
        compat.new_color_strip(scene.sequence_editor, "Own", 60, first, first + 4)


def test_strips_of_the_users_own_never_use_up_the_limit(scene):
    _by_hand(scene, LIMIT + 10)
    session = session_for(scene, FREE)
    assert session.timelines.room() == LIMIT
    create(session, 1, 0, 4)
    create(session, 60, 0, 1)
    assert session.timelines.room() == LIMIT - 2


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["hand", "make", "remove", "revert"]), st.integers(0, 9))
    )
)
def test_what_is_removed_and_comes_back_is_whose_it_was(addon, steps):
    scene = bpy.data.scenes.new("Example")
    scene.sequence_editor_create()
    session, back = session_for(scene, FREE), []
    ours: set[int] = set()
    for number, (step, which) in enumerate(steps):
        there = [segment.id for segment in session.timelines.segments()]
        if step == "hand":
            first = scene.frame_start + 10 * number
            compat.new_color_strip(scene.sequence_editor, "Own", 5, first, first + 10)
        elif step == "make":
            create(session, 1, number, number + 1)
            ours |= {segment.id for segment in session.take_written()[-1].added}
        elif step == "remove" and there:
            call(session, "delete_segment", segment_id=there[which % len(there)])
            back += session.take_written()
        elif step == "revert" and back:
            ledger = Ledger()
            ledger.add(back.pop())
            session.look_again()
            change, _ = ledger.revert(session.draft(), session.scene)
            session.apply(change)
            session.take_written()
        session.look_again()
        present = {segment.id for segment in session.timelines.segments()}
        assert session.timelines.made() == ours & present
    bpy.data.scenes.remove(scene)


def test_the_limit_is_told_with_what_counts(scene, monkeypatch):
    from bl_ext.user_default.sequence_maker.blender.timeline import strips
    from bl_ext.user_default.sequence_maker.sequence import rules

    for place in (strips, rules):
        monkeypatch.setattr(place, "LIMIT", 2)
    _by_hand(scene, 5)
    session = session_for(scene, FREE)
    create(session, 1, 0, 1)
    create(session, 2, 0, 1)
    result = refused(
        call(session, "create_segment", channel=3, start_time=0, end_time=1, color="red"),
        "too_many_segments",
    )
    assert "the user's own do not count" in result["allowed"]
    call(session, "delete_segment", channel=60, segment_index=1)
    assert session.timelines.room() == 0, "what the user had makes no room"
    call(session, "delete_segment", channel=1, segment_index=1)
    assert session.timelines.room() == 1


def test_what_a_ripple_takes_along_does_not_count_for_the_turn():
    strips = [Strip(f"T{n}", "text", 2, float(n), n + 1.0, float(n)) for n in range(3000)]
    changes = tuple(StripChange(s, replace(s, start=s.start + 2, end=s.end + 2)) for s in strips)
    names = frozenset(strip.name for strip in strips[1:])
    assert Change(strips=changes, rippled=names).size == 1
    assert Change(strips=changes).size == 3000

"""An edit of strips in Blender: undone, done again, saved and loaded, markers taken along."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from sound_help import add_sound, beats, needs_sound
from timeline_help import FREE, call, create, effect
from turn_help import redo, step, undo


@pytest.fixture
def cut(scene):
    """Titles on channels 1 and 2 that a cross joins on 3, colors on 4, a marker at 8 s."""
    bpy.context.preferences.edit.use_global_undo = True
    scene.render.fps, scene.render.fps_base = 25, 1.0
    one = effect(scene, "TEXT", 1, 0, 5, "One")
    two = effect(scene, "TEXT", 2, 4, 10, "Two")
    effect(scene, "CROSS", 3, 4, 5, "Cross", input1=one, input2=two)
    effect(scene, "TEXT", 1, 12, 14, "Three")
    create(session_for(scene, FREE), 4, 6, 9)
    scene.timeline_markers.new("Here", frame=scene.frame_start + 200)
    return scene


def places(scene):
    strips = session_for(scene, FREE).scene.strips()
    return {s.name: (s.channel, round(s.start, 6), round(s.end, 6)) for s in strips}


def test_a_ripple_deletion_is_undone_saved_and_loaded(cut, tmp_path):
    uid = cut.session_uid
    step("before")
    before = places(cut)
    session = session_for(cut, FREE)
    result = call(
        session, "delete_strips", ranges=[[0, 1], [10.5, 11.5]], ripple="all", markers=True
    )
    assert result["ok"], result
    after = places(cut)
    assert after["One"] == (1, 0, 4) and after["Cross"] == (3, 3, 4)
    assert after["Three"] == (1, 10, 12) and (4, 5, 8) in after.values()
    assert cut.timeline_markers["Here"].frame == cut.frame_start + 175
    step("after")
    undo()
    assert places(compat.scene_by_uid(uid)) == before
    redo()
    scene = compat.scene_by_uid(uid)
    assert places(scene) == after
    path = str(tmp_path / "edit.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    assert places(next(s for s in bpy.data.scenes if s.sequence_editor)) == after


def test_what_a_turn_edited_is_taken_back_with_its_effects(cut):
    session = session_for(cut, FREE)
    before = places(cut)
    for name, given in (
        ("move_strips", {"strips": "One, Two", "by": 1, "ripple": "all"}),
        ("trim_strips", {"strips": "One", "end_by": -0.2, "ripple": "all"}),
        ("duplicate_strips", {"strips": ["Cross", "segments"], "start_time": 30}),
        ("delete_strips", {"strips": "Two", "ripple": "channel"}),
        ("close_gaps", {}),
    ):
        result = call(session, name, **given)
        assert result["ok"], (name, result)
        session.look_again()
    assert len(places(cut)) == 7
    change, left = merged(session.take_written()).revert(session.draft(), session.scene)
    assert not left
    session.apply(change)
    assert places(cut) == before


@needs_sound
def test_a_sound_slips_and_is_trimmed_as_far_as_it_reaches(scene, tmp_path):
    scene.render.fps, scene.render.fps_base = 25, 1.0
    name = add_sound(scene, beats(tmp_path / "a.wav", 10), 2).name
    session = session_for(scene, FREE)
    assert call(session, "trim_strips", strips=name, start_by=2, end_by=-3)["ok"]
    session.look_again()
    content = session.scene.strips()[0].content
    assert call(session, "trim_strips", strips=name, slip_by="10 frames")["ok"]
    session.look_again()
    (strip,) = session.scene.strips()
    assert strip.content == pytest.approx(content + 0.4) and strip.start == 2
    result = call(session, "trim_strips", strips=name, end_by=60)
    assert result["code"] == "invalid_time" and "frames" in result["message"]

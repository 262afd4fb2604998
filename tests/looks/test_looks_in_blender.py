"""What the user made by hand in Blender stays as it was: keys, cameras, selection, ranges."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.host.scene import NOT_KEPT
from bl_ext.user_default.sequence_maker.blender.timeline import strip_keys
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.kept import ledger_file
from bl_ext.user_default.sequence_maker.kept.plain_json import parsed
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from looks_help import BlenderLooks, looks, take_back
from playback_server import PlaybackServer
from sound_help import add_sound, beats, needs_sound
from timeline_help import FREE, call, create, strips_of
from turn_help import ask, place


@pytest.fixture
def world(scene):
    return BlenderLooks(scene)


def keyed(scene, strip, prop, *pairs):
    """Let the user key a property by hand, with free handles and easing."""
    path = f"{strip_keys.path_of(strip.name)}.{prop}"
    curve = compat.fcurves(scene, create=True).new(path)
    for frame, value in pairs:
        point = curve.keyframe_points.insert(frame, value)
        point.handle_left_type = point.handle_right_type = "FREE"
        point.handle_left = frame - 3.25, value - 0.1
        point.handle_right = frame + 2.5, value + 0.05
        point.easing = "EASE_OUT"
    curve.update()
    return curve


def test_the_users_own_keys_come_back_with_handles_and_easing(scene, world):
    curve = keyed(scene, world.strips["A"], "blend_alpha", (10, 0.5), (40.5, 0.9), (60, 0.2))
    curve.keyframe_points[1].interpolation = "BOUNCE"
    keyed(scene, world.strips["A"], "transform.rotation", (1, 0)).modifiers.new("CYCLES")
    before = strip_keys.capture(scene, "A"), looks(world.scene)
    for given in ({"fade_in": 1, "fade_out": 0.4}, {"fade_in": 2}):
        assert call(world.session(), "fade_strips", strips=["A"], **given)["count"] == 1
    keys = [{"time": 1.5, "value": 1}, {"time": 2, "value": 0.5}]
    call(world.session(), "animate_strips", strips=["A"], what="opacity", keys=keys)
    call(world.session(), "move_strips", strips=["A"], by=20)
    call(world.session(), "set_strips", strips=["A"], name="Else", mute=True)
    call(world.session(), "fade_strips", strips=["Else"], fade_in=0, fade_out=0)
    assert take_back(world.session()) == []
    assert (strip_keys.capture(scene, "A"), looks(world.scene)) == before
    curves = [c for c in compat.fcurves(scene) if c.data_path.endswith("transform.rotation")]
    assert [len(c.modifiers) for c in curves] == [1]


def test_a_curve_with_modifiers_is_left_to_the_user(scene, world):
    keyed(scene, world.strips["A"], "blend_alpha", (10, 0.5)).modifiers.new("CYCLES")
    before = looks(world.scene)
    result = call(world.session(), "fade_strips", strips=["A"], fade_in=1)
    assert result["skipped"][0]["reason"] == "its curve has modifiers"
    assert looks(world.scene) == before


def test_cameras_stay_bound_and_chosen_markers_chosen(scene, world):
    world.mark(1, "mine")
    world.mark(2, "camera")
    first, second = scene.timeline_markers
    first.select, second.select = False, True
    second.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    given = {"add": [{"time": 3, "name": "New"}], "move": [{"marker": "camera", "time": 5}]}
    assert call(world.session(), "set_markers", rename=[{"marker": "1", "name": "A"}], **given)
    rows = {m.name: (m.frame, m.select, m.camera) for m in scene.timeline_markers}
    start = scene.frame_start
    assert rows["A"][:2] == (start + 25, False) and rows["New"][:2] == (start + 75, False)
    assert rows["camera"] == (start + 125, True, second.camera)
    assert take_back(world.session()) == []
    rows = {m.name: (m.frame, m.select) for m in scene.timeline_markers}
    assert rows == {"mine": (start + 25, False), "camera": (start + 50, True)}


@pytest.mark.parametrize("first", [0, 1, 101])
def test_a_later_start_of_the_range_leaves_0_s_where_it_was(scene, first):
    scene.frame_start = first
    world = BlenderLooks(scene)
    create(world.session(), 7, 1, 2)
    before = looks(world.scene)
    call(world.session(), "set_frame_range", start=2, end=6, preview_start=3, preview_end=4)
    assert (scene.frame_start, scene.frame_end) == (first + 50, first + 149)
    assert scene.use_preview_range
    preview = scene.frame_preview_start, scene.frame_preview_end
    assert preview == (first + 75, first + 99)
    create(world.session(), 7, 4, 5)
    assert {s.start for s in world.session().timelines.segments()} == {1, 4}
    call(world.session(), "set_frame_range", start=0)
    assert scene.sequence_maker.first_frame == NOT_KEPT and scene.frame_start == first
    call(world.session(), "set_frame_range", start=1)
    call(world.session(), "clear_timeline", channel=7)
    create(world.session(), 7, 1, 2)
    assert take_back(world.session()) == []
    assert looks(world.scene)[1] == before[1]
    assert scene.sequence_maker.first_frame == NOT_KEPT


def test_what_a_turn_did_is_kept_with_the_file(scene, world):
    world.mark(1, "mine")
    before = looks(world.scene)
    call(world.session(), "set_strips", strips=["A"], name="Else", lock=True)
    call(world.session(), "set_channels", channels=[4], mute=True)
    call(world.session(), "set_markers", delete=["mine"])
    call(world.session(), "set_frame_range", end=20)
    call(world.session(), "fade_strips", strips=["B"], fade_in=1)
    call(world.session(), "add_transition", strips=["B", "C"])
    call(world.session(), "add_text", texts=[{"text": "Hi", "start_time": 1}])
    session = world.session()
    import json

    written = json.dumps(ledger_file.as_json(merged(session.take_written())))
    ledger = ledger_file.from_json(parsed(written))
    change, left = ledger.revert(session.draft(), session.scene)
    assert left == []
    session.apply(change)
    assert looks(world.scene) == before


def test_a_turn_is_one_undo_step_and_is_taken_back(scene, world):
    uid = scene.session_uid
    before = looks(world.scene)
    with PlaybackServer() as server:
        server.will_call("fade_strips", strips=["A", "B"], fade_out=1)
        server.will_call("add_transition", channel=2, length=1)
        server.will_call("set_strips", strips=["Alone"], opacity=0.5, color_tag="blue")
        server.will_say("Done.")
        turn = ask(place(server), scene, "soften it")
    assert all(call_.result["ok"] for call_ in turn.calls), [c.result for c in turn.calls]
    scene = compat.scene_by_uid(uid)
    assert strips_of(scene)["Alone"].color_tag == "COLOR_05"
    assert bpy.ops.sequence_maker.take_back(index=0) == {"FINISHED"}
    found = session_for(compat.scene_by_uid(uid), FREE).scene
    assert looks(found) == before


@needs_sound
def test_sounds_fade_by_volume_and_crossfade_over_their_handles(scene, tmp_path):
    scene.render.fps, scene.render.fps_base = 25, 1.0
    file = beats(tmp_path / "a.wav", 10)
    for name, channel in (("One", 2), ("Two", 3)):
        add_sound(scene, file, channel, name=name)
    session = session_for(scene, FREE)
    call(session, "trim_strips", strips=["One"], end_time=4)
    call(session, "trim_strips", strips=["Two"], start_time=4)
    result = call(session, "move_strips", strips=["Two"], channel=2)
    assert result["ok"], result
    before = looks(session.scene)
    session.take_written()
    result = call(session, "add_transition", channel=2, length=1)
    assert result["transitions"][0]["crossfade"], result
    one, two = (session.scene.closely(["One", "Two"])[name] for name in ("One", "Two"))
    assert (one.end, two.start) == (pytest.approx(4.52), pytest.approx(3.52))
    assert one.channel == 2 and two.channel == 3
    volume = {}
    for strip in (one, two):
        (row,) = strip.settings["curves"]
        volume[strip.name] = [(round(k["co"][0], 2), k["co"][1]) for k in row["keys"]]
        assert row["path"] == ".volume" and "volume" not in strip.settings
    assert volume == {"One": [(3.52, 1), (4.52, 0)], "Two": [(3.52, 0), (4.52, 1)]}
    told = call(session, "set_strips", strips=["One"], volume=0.5, pan=0.5)
    assert "keys" in told["skipped"][0]["reason"]
    assert call(session, "set_strips", strips=["One"], pan=-1)["count"] == 1
    assert take_back(session) == [] and looks(session.scene) == before

"""Segments as Blender's strips: frames, keys, locks, undo, files and what is rendered."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.timeline import fades, segment_ids
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from timeline_help import FREE, call, create, effect, picture, refused, strips_of
from turn_help import redo, step, undo

RED = "#ff0000"


@pytest.fixture
def session(scene):
    return session_for(scene, FREE)


def again(uid):
    """Return a session on the scene, looked up anew as undo demands."""
    return session_for(compat.scene_by_uid(uid), FREE)


def strip_of(scene, number):
    return next(strip for strip in strips_of(scene) if strip.get(segment_ids.KEY) == number)


def color(strip):
    return tuple(round(part * 255, 3) for part in strip.color)


def test_a_strip_stands_on_the_exact_frames_with_its_values_as_written(scene, session):
    one = create(session, 3, 1, 2.5, "#ff8001", pixels=9, name="Ball")
    strip = strip_of(scene, one)
    assert (strip.type, strip.channel, strip.name) == ("COLOR", 3, "Ball")
    assert compat.frames(strip) == (scene.frame_start + 24, scene.frame_start + 60)
    assert color(strip) == (255, 128, 1)


@pytest.mark.parametrize("first", [1, 0, 101, -50])
def test_times_count_from_the_first_frame_of_the_scene(scene, session, first):
    scene.frame_start = first
    first = scene.frame_start
    one = create(session, 1, 0, 2, end_color="blue")
    assert compat.frames(strip_of(scene, one)) == (first, first + 48)
    assert picture(session) == [(1, 0.0, 2.0, "#ff0000>#0000ff")]


def test_ntsc_frame_rates_keep_frames_and_times_in_step(scene, session):
    scene.render.fps, scene.render.fps_base = 30, 1.001
    for at in range(0, 3000, 250):
        result = call(
            session, "create_segment", channel=1, start_time=at, end_time=at + 10, color="red"
        )
        told = result["created"][0]
        frames = compat.frames(strip_of(scene, told["segment_id"]))
        rate = 30 / scene.render.fps_base
        assert frames == (1 + round(at * rate), 1 + round((at + 10) * rate))
        assert told["start_time"] == pytest.approx(at, abs=0.5 / 29.97 + 1e-6)
        assert result["rounding_ms"] <= 16.7
        same = call(session, "modify_segment", segment_id=told["segment_id"], color="blue")
        after = same["changed"][0]
        assert (after["start_time"], after["end_time"]) == (told["start_time"], told["end_time"])
    assert len(session.timelines.segments()) == 12


def test_strips_that_the_user_made_are_segments(scene, session):
    mine = effect(scene, "COLOR", 4, 1, 3, "Mine")
    mine.color = (1, 0, 0)
    mine.select = True
    assert picture(session) == [(4, 1.0, 3.0, RED)]
    number = session.timelines.segments()[0].id
    assert session.timelines.selected() == [number] and segment_ids.KEY not in mine
    session.timelines.mark()
    assert mine[segment_ids.KEY] == number
    call(session, "modify_segment", channel=4, segment_index=1, start_time=2)
    assert compat.frames(mine) == (49, 73) and mine.name == "Mine"
    create(session, 4, 2.5, 9)
    assert compat.frames(mine) == (49, 61)


def test_a_strip_before_the_first_frame_can_be_changed_and_cleared(scene, session):
    effect(scene, "COLOR", 1, -4, -1, "Early")
    call(session, "modify_segment", channel=1, segment_index=1, color="red")
    assert picture(session) == [(1, -4.0, -1.0, RED)]
    call(session, "clear_timeline", channel=1)
    assert picture(session) == []


def test_a_copy_gets_an_id_of_its_own_wherever_it_lies(scene, session):
    one = create(session, 1, 4, 6)
    copy = effect(scene, "COLOR", 1, 8, 10, "Copy")
    copy[segment_ids.KEY] = one
    later = {s.start: s.id for s in session.timelines.segments()}
    assert later[4.0] == one and later[8.0] not in (one, None)
    copy[segment_ids.KEY] = one
    compat.shift(copy, -24 * 8)
    earlier = {s.start: s.id for s in session.timelines.segments()}
    assert earlier[4.0] == one and earlier[0.0] != one
    assert len(set(earlier.values())) == 2


def test_a_users_split_keeps_the_id_on_the_left(scene, session):
    one = create(session, 1, 0, 4)
    right = strip_of(scene, one).split(frame=49, split_method="SOFT")
    assert right is not None
    found = session.timelines.segments()
    assert [(s.start, s.end) for s in found] == [(0.0, 2.0), (2.0, 4.0)]
    assert found[0].id == one and found[1].id != one


def test_a_strip_pasted_with_a_high_id_does_not_meet_a_new_one(scene, session):
    create(session, 1, 0, 1)
    effect(scene, "COLOR", 1, 2, 3, "Pasted")[segment_ids.KEY] = 4
    numbers = [create(session, 2, at, at + 1) for at in range(5)]
    assert 4 not in numbers
    assert len({s.id for s in session.timelines.segments()}) == 7


@pytest.mark.parametrize("value", ["x", 0, -3, True, 1.5, [1, 2]])
def test_a_spoilt_id_is_replaced(scene, session, value):
    effect(scene, "COLOR", 1, 2, 3, "Odd")[segment_ids.KEY] = value
    assert session.timelines.segments()[0].id == 1


@pytest.mark.parametrize("value", ["many", 0.5, [1, 2]])
def test_spoilt_pixels_count_as_none(scene, session, value):
    from bl_ext.user_default.sequence_maker.blender.timeline.writer import PIXELS

    one = create(session, pixels=4)
    strip_of(scene, one)[PIXELS] = value
    assert call(session, "list_segments")["segments"][0]["pixels"] is None


def test_other_strips_are_never_touched(scene, session):
    def look(strip):
        return strip.name, strip.type, strip.channel, *compat.frames(strip), strip.mute

    others = [
        effect(scene, "TEXT", 1, 0, 2, "Title"),
        effect(scene, "ADJUSTMENT", 2, 0, 9, "Look"),
    ]
    before = [look(strip) for strip in others]
    create(session, 1, 2, 9)
    one = create(session, 3, 0, 9)
    for name, given in (
        ("create_segment", {"channel": 2, "start_time": 3, "end_time": 4, "color": "red"}),
        ("modify_segment", {"segment_id": one, "to_channel": 1}),
        ("modify_segment", {"channel": 1, "segment_index": 1, "start_time": 1}),
    ):
        refused(call(session, name, **given), "channel_occupied")
    call(session, "clear_timeline")
    assert [look(strip) for strip in others] == before
    assert len(strips_of(scene)) == 2


def test_a_segment_that_an_effect_uses_is_protected(scene, session):
    one, two, free = (create(session, c, 0, 4) for c in (1, 2, 3))
    inputs = {f"input{n}": strip_of(scene, x) for n, x in ((1, one), (2, two))}
    effect(scene, "CROSS", 4, 0, 4, "Blend", **inputs)
    for number in (one, two):
        for name in ("modify_segment", "delete_segment"):
            given = {"segment_id": number} | ({"color": "blue"} if "modify" in name else {})
            result = refused(call(session, name, **given), "segment_protected")
            assert "'Blend'" in result["message"]
    place = {"channel": 1, "start_time": 1, "end_time": 2, "color": "blue"}
    refused(call(session, "create_segment", **place), "segment_protected")
    refused(call(session, "clear_timeline", channel=1), "segment_protected")
    assert call(session, "delete_segment", segment_id=free)["ok"]
    assert len(strips_of(scene)) == 3


def test_a_locked_strip_is_protected(scene, session):
    one = create(session)
    strip_of(scene, one).lock = True
    result = refused(call(session, "delete_segment", segment_id=one), "segment_protected")
    assert "locked" in result["message"]


def test_strips_inside_a_meta_strip_are_left_alone(scene, session):
    one = create(session, 1, 0, 4)
    meta = strips_of(scene).new_meta("Group", 2, 1)
    strip_of(scene, one).move_to_meta(meta)
    assert picture(session) == []
    assert [other.name for other in session.timelines.obstacles()] == ["Group"]
    assert session.timelines.next_id() > one


def test_a_fade_shows_the_mixed_color_half_way(scene, session):
    one = create(session, 1, 1, 3, "#000000", end_color="#c86400")
    for at, expected in ((1, (0, 0, 0)), (1.5, (50, 25, 0)), (2, (100, 50, 0))):
        scene.frame_set(scene.frame_start + round(at * 24))
        assert color(strip_of(scene, one)) == pytest.approx(expected, abs=0.1)
    assert picture(session) == [(1, 1.0, 3.0, "#000000>#c86400")]


def test_a_cut_fade_shows_the_same_colors_as_before(scene, session):
    create(session, 1, 0, 4, "#000000", end_color="#c8c8c8")
    create(session, 1, 1, 2, "red")
    for at in (0.5, 2, 3, 3.5):
        scene.frame_set(scene.frame_start + round(at * 24))
        seconds = round(at * 24)
        shown = [s for s in strips_of(scene) if compat.frames(s)[0] <= 1 + seconds]
        last = max(shown, key=lambda strip: compat.frames(strip)[0])
        assert color(last) == pytest.approx((at * 50,) * 3, abs=0.6)


def test_a_moved_fade_takes_its_keys_along(scene, session):
    one = create(session, 1, 0, 2, "#000000", end_color="#c80000")
    call(session, "modify_segment", segment_id=one, start_time=10, end_time=14, to_channel=5)
    scene.frame_set(scene.frame_start + 12 * 24)
    assert color(strip_of(scene, one)) == pytest.approx((100, 0, 0), abs=0.1)


def curve_paths(scene):
    return sorted({curve.data_path for curve in compat.fcurves(scene) or ()})


def test_the_keys_go_with_the_strip_and_with_the_fade(scene, session):
    one = create(session, 1, 0, 2, end_color="blue")
    create(session, 2, 0, 2, end_color="blue")
    assert len(curve_paths(scene)) == 2
    call(session, "modify_segment", segment_id=one, end_color="none")
    assert len(curve_paths(scene)) == 1
    scene.frame_set(scene.frame_start + 24)
    assert color(strip_of(scene, one)) == (255, 0, 0)
    call(session, "clear_timeline")
    assert curve_paths(scene) == []


def test_a_new_strip_with_an_old_name_has_no_fade_of_the_old_one(scene, session):
    one = create(session, 1, 0, 2, end_color="blue", name="Ball")
    call(session, "delete_segment", segment_id=one)
    create(session, 1, 0, 2, "lime", name="Ball")
    scene.frame_set(scene.frame_start + 24)
    assert picture(session) == [(1, 0.0, 2.0, "#00ff00")]


def test_a_color_that_the_user_animated_is_replaced_by_the_one_that_is_asked_for(scene, session):
    one = create(session)
    strip = strip_of(scene, one)
    for frame, red in ((1, 0.0), (10, 1.0), (20, 0.0)):
        strip.color = (red, 0, 0)
        strip.keyframe_insert("color", frame=frame)
    call(session, "modify_segment", segment_id=one, color="blue")
    scene.frame_set(5)
    assert picture(session) == [(1, 0.0, 4.0, "#0000ff")]


def test_animation_of_other_things_stays(scene, session):
    one = create(session, 1, 0, 2, end_color="blue")
    strip = strip_of(scene, one)
    strip.keyframe_insert("blend_alpha", frame=1)
    call(session, "modify_segment", segment_id=one, end_color="none")
    assert [path.rpartition(".")[2] for path in curve_paths(scene)] == ["blend_alpha"]


def test_a_wrong_view_transform_is_told_once(scene, session):
    scene.view_settings.view_transform = "AgX"
    place = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}
    assert "AgX" in call(session, "create_segment", **place)["warnings"][0]
    assert call(session, "create_segment", **{**place, "channel": 2})["warnings"] == []


def test_no_strip_ever_jumps_to_another_channel(scene, session):
    import random

    dice = random.Random(7)
    for number in range(60):
        start = dice.randrange(0, 200) / 8
        place = {"start_time": start, "end_time": start + dice.randrange(1, 60) / 8}
        known = [s.id for s in session.timelines.segments()]
        if number % 3 and known:
            target = dice.choice(known)
            place |= {"segment_id": target, "to_channel": dice.randrange(1, 4)}
            result = call(session, "modify_segment", **place)
            told = next((s for s in result["changed"] if s["segment_id"] == target), None)
            wanted = place["to_channel"]
        else:
            wanted = dice.randrange(1, 4)
            fade = dice.choice([None, "blue"])
            result = call(
                session, "create_segment", channel=wanted, color="red", end_color=fade, **place
            )
            told = result["created"][0]
        assert result["ok"], result
        if told:
            assert told["channel"] == wanted
            assert (told["start_time"], told["end_time"]) == (
                pytest.approx(place["start_time"], abs=0.03),
                pytest.approx(place["end_time"], abs=0.03),
            )
        rows = session.timelines.segments()
        for one, other in zip(rows, rows[1:], strict=False):
            assert one.channel != other.channel or one.end <= other.start


def test_ids_and_segments_survive_saving_and_loading(scene, session, tmp_path):
    create(session, 1, 0, 2, end_color="blue", pixels=5, name='A "name"')
    gone = create(session, 2, 0, 2)
    call(session, "delete_segment", segment_id=gone)
    before = session.timelines.segments()
    path = str(tmp_path / "file.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    later = session_for(compat.sequencer_scene(), FREE)
    assert later.timelines.segments() == before
    assert create(later, 3) > gone


def test_ids_survive_undo_and_redo_and_are_never_given_twice(scene, session):
    uid = scene.session_uid
    step()
    first = create(session, 1, 0, 2, end_color="blue")
    step()
    before = session.timelines.segments()
    undo()
    assert again(uid).timelines.segments() == []
    redo()
    assert again(uid).timelines.segments() == before
    undo()
    assert create(again(uid), 1, 0, 2) > first


def test_ids_are_not_used_again_after_undo_saving_and_loading(scene, session, tmp_path):
    step()
    first = create(session)
    step()
    undo()
    path = str(tmp_path / "file.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    assert create(session_for(compat.sequencer_scene(), FREE)) > first


def test_a_users_strip_keeps_its_id_through_undo(scene, session):
    uid = scene.session_uid
    effect(scene, "COLOR", 1, 0, 2, "Mine")
    step()
    number = session.timelines.segments()[0].id
    effect(scene, "TEXT", 2, 0, 2, "Later")
    step()
    undo()
    assert again(uid).timelines.segments()[0].id == number


FAULTS = [
    (fades, "write"),
    (compat, "new_color_strip"),
    (compat, "set_end"),
    (compat, "set_first"),
    (compat, "shift"),
]


@pytest.mark.parametrize("after", [1, 2, 3])
@pytest.mark.parametrize(("module", "name"), FAULTS, ids=[name for _, name in FAULTS])
def test_a_write_that_breaks_half_way_leaves_everything_as_it_was(
    scene, session, monkeypatch, module, name, after
):
    create(session, 1, 0, 8, "#000000", end_color="#c80000", pixels=3, name="Long")
    create(session, 2, 0, 4, "lime")
    moved = create(session, 3, 0, 4, "blue", end_color="red")
    before = session.timelines.segments()
    shown = [(s.name, color(s)) for s in sorted(strips_of(scene), key=lambda s: s.channel)]
    real, count = getattr(module, name), [0]

    def breaking(*args, **kwargs):
        count[0] += 1
        if count[0] == after:
            raise RuntimeError("out of luck")
        return real(*args, **kwargs)

    calls = [
        ("create_segments_batch", {"segments": [
            {"channel": c, "start_time": 2, "end_time": 3, "color": "tan", "end_color": "red"}
            for c in (1, 2, 3)
        ]}),
        ("modify_segment", {"segment_id": moved, "to_channel": 1, "start_time": 3, "end_time": 9}),
        ("modify_segment", {"segment_id": moved, "start_time": 20, "end_time": 22}),
    ]  # fmt: skip
    for tool, given in calls:
        count[0] = 0
        monkeypatch.setattr(module, name, breaking)
        result = call(session, tool, **given)
        monkeypatch.setattr(module, name, real)
        if count[0] < after:
            assert result["ok"]
            return
        refused(result, "internal_error")
        assert session.timelines.segments() == before
        after_all = [(s.name, color(s)) for s in sorted(strips_of(scene), key=lambda s: s.channel)]
        assert after_all == shown


def test_a_failed_write_gives_back_what_the_user_set_on_a_strip(scene, session, monkeypatch):
    one = create(session, 1, 0, 2)
    strip = strip_of(scene, one)
    strip.blend_alpha, strip.mute, strip["mine"] = 0.25, True, "kept"

    def breaking(*args):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(compat, "new_color_strip", breaking)
    place = {"channel": 1, "start_time": 0, "end_time": 4, "color": "red"}
    refused(call(session, "create_segment", **place), "internal_error")
    strip = strip_of(scene, one)
    assert (strip.blend_alpha, strip.mute, strip.get("mine")) == (0.25, True, "kept")


def rendered(scene, path):
    """Return the color of the middle of the rendered frame as bytes."""
    render = scene.render
    render.resolution_x, render.resolution_y, render.resolution_percentage = 64, 36, 50
    compat.set_image_format(render, "PNG")
    render.filepath = str(path)
    with bpy.context.temp_override(scene=scene):
        bpy.ops.render.render(write_still=True, scene=scene.name)
    image = bpy.data.images.load(str(path))
    width, height = image.size
    place = (height // 2 * width + width // 2) * image.channels
    pixel = image.pixels[place : place + 3]
    bpy.data.images.remove(image)
    return "#" + "".join(f"{round(part * 255):02x}" for part in pixel)


def test_the_rendered_pixel_has_exactly_the_color_of_the_segment(scene, session, tmp_path):
    create(session, 1, 0, 2, "#ff8000")
    create(session, 1, 2, 4, "#000000", end_color="#c86432")
    scene.frame_set(scene.frame_start + 12)
    assert rendered(scene, tmp_path / "plain.png") == "#ff8000"
    scene.frame_set(scene.frame_start + 72)
    assert rendered(scene, tmp_path / "fade.png") == "#643219"


def test_a_sound_strip_is_an_obstacle_and_stays(scene, session, tmp_path):
    if not compat.sound_has_engine():
        pytest.skip("this Blender is built without audio")
    import wave

    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(32_000))
    strips_of(scene).new_sound("Song", str(path), 1, scene.frame_start)
    place = {"channel": 1, "start_time": 1, "end_time": 3, "color": "red"}
    result = refused(call(session, "create_segment", **place), "channel_occupied")
    assert "'Song'" in result["message"] and 1 not in result["allowed"]
    create(session, 1, 2, 3)
    call(session, "clear_timeline")
    assert [strip.type for strip in strips_of(scene)] == ["SOUND"]


def test_every_operator_does_its_work_and_reports_mistakes(scene):
    operators = bpy.ops.sequence_maker
    assert operators.create_segment(channel=2, start_time=0, end_time=2) == {"FINISHED"}
    assert operators.modify_segment(segment_id=1, end_time=4) == {"FINISHED"}
    assert operators.modify_segment(segment_id=1, end_time=4) == {"CANCELLED"}
    assert operators.create_segments_batch(
        segments='[{"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}]'
    ) == {"FINISHED"}
    assert operators.list_segments() == {"FINISHED"}
    assert operators.delete_segment(channel=2, segment_index=1) == {"FINISHED"}
    for wrong in ("[", "{}", "[1]"):
        with pytest.raises(RuntimeError, match="Error"):
            operators.create_segments_batch(segments=wrong)
    with pytest.raises(RuntimeError, match="no segment 77"):
        operators.delete_segment(segment_id=77)
    assert operators.play_audio() == {"FINISHED"}, "without a sound, too"
    assert operators.clear_timeline() == {"FINISHED"}
    assert len(strips_of(scene)) == 0

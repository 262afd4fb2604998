"""A strip stays itself: cut, moved, recolored, removed and reverted, it keeps all it had."""

import json

import bpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.making import connections
from bl_ext.user_default.sequence_maker.blender.timeline import strip_keys, whole
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.sequence.strip import Move
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from strip_hands import StripHands
from timeline_help import call, effect, strips_of

SHARED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MODIFIERS = ("BRIGHT_CONTRAST", "COLOR_BALANCE", "CURVES", "TONEMAP", "WHITE_BALANCE", "MASK")


def fresh(scene):
    for strip in list(strips_of(scene)):
        strips_of(scene).remove(strip)
    scene.render.fps, scene.render.fps_base = 24, 1.0
    return session_for(scene, Limits("never"))


def own(scene, name="Mine", channel=1, start=0, end=10):
    """A color strip as a user makes it."""
    return effect(scene, "COLOR", channel, start, end, name)


LOOK = st.fixed_dictionaries(
    {
        "blend_type": st.sampled_from(["ADD", "ALPHA_OVER", "MULTIPLY"]),
        "blend_alpha": st.sampled_from([0.25, 0.5, 1.0]),
        "mute": st.booleans(),
        "color_tag": st.sampled_from(["NONE", "COLOR_03", "COLOR_07"]),
        "use_flip_x": st.booleans(),
        "color_multiply": st.sampled_from([1.0, 2.5]),
        "color": st.sampled_from([(0.2, 0.3, 0.7), (1.0, 0.0, 0.5)]),
    }
)
KEYED = st.lists(
    st.tuples(
        st.sampled_from(["blend_alpha", "color", "transform.offset_x"]),
        st.lists(st.integers(1, 240), min_size=1, max_size=4, unique=True),
    ),
    max_size=3,
    unique_by=lambda row: row[0],
)
MODS = st.lists(st.sampled_from(MODIFIERS), max_size=3, unique=True)


def dressed(scene, strip, look, keyed, modifiers):
    for name, value in look.items():
        setattr(strip, name, value)
    strip.transform.offset_x, strip.crop.min_x = 12, 3
    strip["note"], strip["list"] = "kept", [1, 2.5]
    for kind in modifiers:
        modifier = strip.modifiers.new(f"my {kind}", kind)
        if kind == "BRIGHT_CONTRAST":
            modifier.bright = 0.3
            modifier.keyframe_insert("bright", frame=30)
        elif kind == "COLOR_BALANCE":
            modifier.color_balance.gain = (1.5, 1.0, 0.5)
        elif kind == "CURVES":
            modifier.curve_mapping.curves[0].points.new(0.4, 0.7)
            modifier.curve_mapping.update()
    for path, frames in keyed:
        owner, _, name = path.rpartition(".")
        target = strip.transform if owner else strip
        for number, frame in enumerate(sorted(frames)):
            if name == "color":
                strip.color = (number / 4, 0.1, 0.9)
            else:
                setattr(target, name, number / 4 if name == "blend_alpha" else number)
            target.keyframe_insert(name, frame=frame)


def about(scene, name):
    """Everything of a strip but its place; keys as exact as Blender's floats move them."""
    data = whole.capture(scene, strips_of(scene)[name])
    return json.loads(json.dumps(data), parse_float=lambda text: round(float(text), 3))


def without_id(data):
    data.get("properties", {}).pop("sequence_maker_id", None)
    return data


@SHARED
@given(LOOK, KEYED, MODS)
def test_the_rest_of_a_cut_strip_keeps_all_it_had(scene, look, keyed, modifiers):
    session = fresh(scene)
    dressed(scene, own(scene), look, keyed, modifiers)
    before = without_id(about(scene, "Mine"))
    call(session, "create_segment", channel=1, start_time=4, end_time=6, color="red", name="New")
    parts = [strip for strip in strips_of(scene) if strip.name != "New"]
    assert sorted(compat.frames(strip)[0] for strip in parts) == [1, 145]
    for strip in parts:
        assert without_id(about(scene, strip.name)) == before


@SHARED
@given(
    LOOK,
    KEYED,
    MODS,
    st.sampled_from(
        [
            ("delete_segment", {"segment_id": 1}),
            ("clear_timeline", {}),
            ("modify_segment", {"segment_id": 1, "color": "lime"}),
            ("modify_segment", {"segment_id": 1, "color": "lime", "end_color": "red"}),
            ("modify_segment", {"segment_id": 1, "start_time": 2, "end_time": 12}),
            ("modify_segment", {"segment_id": 1, "to_channel": 4}),
            ("modify_segment", {"segment_id": 1, "start_time": 30, "end_time": 35}),
            ("create_segment", {"channel": 1, "start_time": 3, "end_time": 5, "color": "red"}),
            ("create_segment", {"channel": 1, "start_time": 0, "end_time": 99, "color": "red"}),
            ("clear_timeline", {"start_time": 2, "end_time": 4}),
        ]
    ),
)
def test_what_a_call_did_to_a_strip_comes_back_whole(scene, look, keyed, modifiers, made):
    session = fresh(scene)
    dressed(scene, own(scene), look, keyed, modifiers)
    session.timelines.mark()
    number = session.timelines.segments()[0].id
    before, place = about(scene, "Mine"), compat.frames(strips_of(scene)["Mine"])
    name, arguments = made
    arguments = arguments | ({"segment_id": number} if "segment_id" in arguments else {})
    assert call(session, name, **arguments)["ok"]
    change, left = merged(session.take_written()).revert(session.draft(), session.scene)
    assert left == []
    session.apply(change)
    assert [strip.name for strip in strips_of(scene)] == ["Mine"]
    assert compat.frames(strips_of(scene)["Mine"]) == place
    assert about(scene, "Mine") == before


@pytest.mark.parametrize("kind", ["COLOR", "TEXT"])
def test_a_move_takes_the_keys_along_and_a_trim_leaves_them(scene, kind):
    session = fresh(scene)
    strip = effect(scene, kind, 2, 1, 5, "S")
    strip.blend_alpha = 0.5
    strip.keyframe_insert("blend_alpha", frame=30)
    hands = StripHands(session)

    def key():
        return strip_keys.of_strip(scene, "S")[0].keyframe_points[0].co[0]

    if kind == "COLOR":
        one = session.timelines.segments()[0].id
        call(session, "modify_segment", segment_id=one, start_time=1.5, end_time=5.5)
        assert key() == 42
        call(session, "modify_segment", segment_id=one, start_time=2)
        assert key() == 42
    else:
        hands.move([Move("S", 1.5, 5.5)])
        assert key() == 42
        hands.move([Move("S", 2.0, 5.5, False)])
        assert key() == 42


def test_an_animated_color_is_told_and_stays_until_a_color_is_asked_for(scene):
    session = fresh(scene)
    strip = own(scene)
    for frame, red in ((1, 0.0), (60, 1.0), (200, 0.5)):
        strip.color = (red, 0, 0)
        strip.keyframe_insert("color", frame=frame)
    told = []
    for frame in (1, 60, 120):
        scene.frame_set(frame)
        told.append(call(session, "list_segments")["segments"][0])
    assert told[0] == told[1] == told[2]
    assert told[0]["animated"] is True and told[0]["color"] == "#000000"
    number = told[0]["segment_id"]
    before = strip_keys.capture(scene, "Mine")
    call(session, "modify_segment", segment_id=number, name="Other", pixels=3)
    assert strip_keys.capture(scene, "Other") == before
    result = call(session, "modify_segment", segment_id=number, color="blue")
    assert "animated" not in result["changed"][0] and not strip_keys.capture(scene, "Other")


def connect(scene, *names):
    window = bpy.context.window_manager.windows[0]
    areas = (a for a in window.screen.areas if a.type == "SEQUENCE_EDITOR")
    area = next(a for a in areas if "SEQUENCER" in a.spaces.active.view_type)
    region = next(r for r in area.regions if r.type == "WINDOW")
    for strip in strips_of(scene):
        strip.select = strip.name in names
    scene.sequence_editor.active_strip = strips_of(scene)[names[0]]
    with bpy.context.temp_override(window=window, area=area, region=region):
        bpy.ops.sequencer.connect(toggle=False)


@pytest.mark.skipif(not compat.HAS_CONNECTIONS, reason="strips cannot be connected in this Blender")
def test_connected_strips_move_and_are_cut_together_and_the_probe_leaves_nothing(scene):
    session = fresh(scene)
    for channel, name in enumerate(("Picture", "Sound", "Apart"), 2):
        effect(scene, "TEXT", channel, 1, 5, name)
    strips_of(scene)["Picture"].blend_alpha = 0.5
    strips_of(scene)["Picture"].keyframe_insert("blend_alpha", frame=30)
    connect(scene, "Picture", "Sound")
    scenes, actions = len(bpy.data.scenes), len(bpy.data.actions)
    strips_of(scene)["Sound"].lock = True
    assert connections.connected(scene, "Picture") == ["Sound"]
    strips_of(scene)["Sound"].lock = False
    assert connections.connected(scene, "Apart") == []
    assert (len(bpy.data.scenes), len(bpy.data.actions)) == (scenes, actions)
    assert len(strip_keys.of_strip(scene, "Picture")) == 1 and len(strips_of(scene)) == 3
    hands, before = StripHands(session), StripHands(session).places()
    session.take_written()
    hands.move([Move("Picture", 2, 6)])
    places = hands.places()
    assert places["Picture"][1:] == places["Sound"][1:] == (2, 6) and places["Apart"][1:] == (1, 5)
    hands.split("Picture", [3.0, 4.0])
    spans = [place for name, place in hands.places().items() if name != "Apart"]
    assert sorted(spans) == [(c, *s) for c in (2, 3) for s in ((2, 3), (3, 4), (4, 6))]
    change, left = merged(session.take_written()).revert(session.draft(), session.scene)
    assert left == []
    session.apply(change)
    assert hands.places() == before
    assert connections.connected(scene, "Picture") == ["Sound"]


def test_the_users_selection_and_active_strip_stay(scene):
    session = fresh(scene)
    mine = effect(scene, "TEXT", 3, 0, 2, "Mine")
    other = own(scene, "Other", 1, 0, 8)
    mine.select, other.select = True, False
    scene.sequence_editor.active_strip = mine
    call(session, "create_segment", channel=1, start_time=2, end_time=4, color="red")
    call(
        session,
        "create_segment",
        channel=5,
        start_time=2,
        end_time=4,
        color="red",
        end_color="lime",
    )
    call(session, "clear_timeline", channel=5)
    StripHands(session).move([Move("Mine", 1, 3)])
    assert [strip.name for strip in strips_of(scene) if strip.select] == ["Mine"]
    assert scene.sequence_editor.active_strip.name == "Mine"


def test_the_mask_of_a_modifier_is_as_safe_as_the_input_of_an_effect(scene):
    session = fresh(scene)
    masked, mask = own(scene), own(scene, "Shape", 2)
    modifier = masked.modifiers.new("m", "MASK")
    modifier.input_mask_type, modifier.input_mask_strip = "STRIP", mask
    number = next(s.id for s in session.timelines.segments() if s.name == "Shape")
    result = call(session, "delete_segment", segment_id=number)
    assert result["code"] == "segment_protected" and "mask of 'Mine'" in result["message"]

"""An id belongs to its strip for as long as it lives, whatever the user does meanwhile."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.timeline.segment_ids import KEY
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from timeline_help import FREE, call, effect, strips_of


def fresh(scene):
    for strip in list(strips_of(scene)):
        strips_of(scene).remove(strip)
    return session_for(scene, Limits("never"))


def test_a_read_writes_nothing(scene):
    session = fresh(scene)
    effect(scene, "COLOR", 1, 4, 6, "Mine")
    told = [segment.id for segment in session.timelines.segments()]
    session.timelines.selected(), session.timelines.protected(session.timelines.segments())
    assert KEY not in strips_of(scene)["Mine"] and "sequence_maker_next_id" not in scene
    session.timelines.mark()
    assert [segment.id for segment in session.timelines.segments()] == told
    assert strips_of(scene)["Mine"][KEY] == told[0]


def test_a_strip_drawn_between_the_request_and_the_call_stays(scene):
    session = fresh(scene)
    session.take_snapshot()
    effect(scene, "COLOR", 9, 0, 4, "Mine").color = (0, 1, 0)
    given = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}
    job = TOOLS["create_segment"].start(session, given)
    while not job.step():
        pass
    mine = strips_of(scene)["Mine"]
    assert list(mine.color) == [0, 1, 0] and mine.channel == 9 and len(strips_of(scene)) == 2
    assert len({strip[KEY] for strip in strips_of(scene)}) == 2


def test_a_strip_pasted_with_a_spent_id_gets_its_own(scene):
    session = fresh(scene)
    call(session, "create_segment", channel=1, start_time=0, end_time=1, color="red")
    call(session, "delete_segment", segment_id=1)
    effect(scene, "COLOR", 2, 0, 1, "Pasted")[KEY] = 1
    assert [segment.id for segment in session.timelines.segments()] == [2]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["draw", "copy", "copy before", "move", "rename", "remove", "ours", "look"]
        ),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=14,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_living_id_changes_its_strip_and_none_is_given_twice(scene, steps):
    session = fresh(scene)
    owners, spent, channel = {}, set(), 0
    for number, (step, which) in enumerate(steps):
        strips = list(strips_of(scene))
        chosen = strips[which % len(strips)] if strips else None
        channel = channel % 100 + 1
        if step == "draw":
            effect(scene, "COLOR", channel, which, which + 1, f"drawn {number}")
        elif step.startswith("copy") and chosen is not None:
            start = -5 if step == "copy before" else 20
            copy = effect(scene, "COLOR", channel, start, start + 1, chosen.name)
            if KEY in chosen:
                copy[KEY] = chosen[KEY]
        elif step == "move" and chosen is not None:
            compat.shift(chosen, 24 * (which - 5))
        elif step == "rename" and chosen is not None:
            chosen.name = f"renamed {number}"
        elif step == "remove" and chosen is not None:
            strips_of(scene).remove(chosen)
        elif step == "ours":
            session.look_again()
            place = {"start_time": 30, "end_time": 31, "color": "red"}
            assert call(session, "create_segment", channel=channel, **place)["ok"]
        session.timelines.mark()
        now = {strip[KEY]: strip.as_pointer() for strip in strips_of(scene)}
        assert len(now) == len(strips_of(scene)), "each has an id of its own"
        living = {strip.as_pointer() for strip in strips_of(scene)}
        for known, pointer in owners.items():
            if pointer in living:
                assert now.get(known) == pointer, (step, known)
            else:
                spent.add(known)
        assert not spent & now.keys()
        owners = now


@pytest.mark.parametrize("name", ["create_segment", "clear_timeline", "write_markers"])
def test_a_linked_scene_is_refused_in_words_and_stays(scene, tmp_path, name):
    import bpy

    call(session_for(scene), "create_segment", channel=1, start_time=0, end_time=1, color="red")
    scene.name = "Linked"
    path = str(tmp_path / "other.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    with bpy.data.libraries.load(path, link=True) as (_, wanted):
        wanted.scenes = ["Linked"]
    linked = wanted.scenes[0]
    arguments = {
        "create_segment": {"channel": 2, "start_time": 0, "end_time": 1, "color": "red"},
        "clear_timeline": {},
        "write_markers": {"what": "none"},
    }[name]
    session = session_for(linked, Limits("never"))
    result = call(session, name, **arguments)
    assert result["code"] == "linked_scene" and "linked" in result["message"]
    assert len(session.timelines.segments()) == 1
    with pytest.raises(ToolError, match="linked"):
        chats.chat_of(linked).send("go", Endpoint("t", "http://127.0.0.1:9/v1", "m"), None, FREE)
    chats.chat_of(linked).store()


def test_an_open_meta_strip_is_told_once(scene):
    import bpy

    session = fresh(scene)
    effect(scene, "COLOR", 1, 0, 4, "Inside")
    window = bpy.context.window_manager.windows[0]
    areas = (a for a in window.screen.areas if a.type == "SEQUENCE_EDITOR")
    area = next(a for a in areas if "SEQUENCER" in a.spaces.active.view_type)
    region = next(r for r in area.regions if r.type == "WINDOW")
    strips_of(scene)[0].select = True
    with bpy.context.temp_override(window=window, area=area, region=region):
        bpy.ops.sequencer.meta_make()
        strips_of(scene)[0].select = True
        scene.sequence_editor.active_strip = strips_of(scene)[0]
        bpy.ops.sequencer.meta_toggle()
    told = [
        call(session, "create_segment", channel=5, start_time=n, end_time=n + 1, color="red")
        for n in range(2)
    ]
    texts = [[text for text in result["warnings"] if "is open" in text] for result in told]
    assert [len(found) for found in texts] == [1, 0] and "outside" in texts[0][0]
    assert len(scene.sequence_editor.meta_stack) == 1, "it stays open"

"""What makes colors look other than asked is told, each once, and one click sets it right."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.timeline import color_management
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from timeline_help import call
from turn_help import BLUE, RED, ask, place

pytest_plugins = ["client_fixtures"]

CASES = {
    "exposure": lambda s: setattr(s.view_settings, "exposure", 1.0),
    "gamma": lambda s: setattr(s.view_settings, "gamma", 2.0),
    "curves": lambda s: setattr(s.view_settings, "use_curve_mapping", True),
    "view_transform": lambda s: setattr(s.view_settings, "view_transform", "AgX"),
    "display_device": lambda s: setattr(s.display_settings, "display_device", "Display P3"),
}


def warnings(session):
    place = {"channel": 1, "start_time": 0, "end_time": 1, "color": "#ff8000"}
    return [text for text in call(session, "create_segment", **place)["warnings"] if "look" in text]


@pytest.mark.parametrize("name", CASES)
def test_each_is_told_once_and_one_click_mends_it(scene, name):
    assert color_management.notices(scene) == {}
    CASES[name](scene)
    assert name in color_management.notices(scene)
    session = session_for(scene)
    assert warnings(session) and not warnings(session)
    assert bpy.ops.sequence_maker.use_standard_view() == {"FINISHED"}
    assert color_management.notices(scene) == {}


def test_what_is_so_again_after_it_was_mended_is_told_again(scene):
    session = session_for(scene)
    CASES["gamma"](scene)
    assert warnings(session)
    scene.view_settings.gamma = 1.0
    assert not warnings(session)
    CASES["gamma"](scene)
    assert warnings(session)


def test_another_chat_is_told_again_for_its_model_has_not_heard_of_it(scene, server):
    CASES["gamma"](scene)
    for told in (True, False):
        server.will_call("create_segment", **RED)
        server.will_say("Red.")
        result = ask(place(server), scene).calls[0].result
        assert bool(result["warnings"]) is told
    chats.chat_of(scene).clear()
    server.will_call("create_segment", **BLUE)
    server.will_say("Blue.")
    assert ask(place(server), scene).calls[0].result["warnings"]


def test_raw_is_exact_before_five(scene):
    scene.view_settings.view_transform = "Raw"
    assert (color_management.notices(scene) == {}) == compat.RAW_IS_EXACT

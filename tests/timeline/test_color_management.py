"""What makes colors look other than asked is told, each once, and one click sets it right."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.timeline import color_management
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from timeline_help import call

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


def test_raw_is_exact_before_five(scene):
    scene.view_settings.view_transform = "Raw"
    assert (color_management.notices(scene) == {}) == compat.RAW_IS_EXACT

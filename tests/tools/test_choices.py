"""Dialogs offer lists to choose from, by what an argument names, and show what matters first."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.tools import choices, fields
from bl_ext.user_default.sequence_maker.blender.tools.operators import CLASSES
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.tools import TOOLS
from drawn import Drawn
from timeline_help import create, strips_of

LISTED = [
    (tool.name, parameter)
    for tool in TOOLS.values()
    for parameter in tool.parameters
    if parameter.value.of
]


def offered(what: str, typed: str = "", several: bool = False) -> list[str]:
    search = choices.search_of(what, several)["search"]
    return [name for name, _ in search(None, bpy.context, typed)]


def test_strips_are_offered_by_rule_and_by_name_in_the_order_of_the_timeline(scene):
    create(session_for(scene), 3, 0, 1)
    create(session_for(scene), 2, 4, 5)
    create(session_for(scene), 2, 1, 2)
    names = [s.name for s in sorted(strips_of(scene), key=lambda s: (s.channel, s.frame_start))]
    assert offered("strips") == [*(name for name, _ in choices.RULES), *names]
    assert len(names) == 3


def test_a_further_choice_is_added_behind_the_comma(scene):
    create(session_for(scene), 3, 0, 1)
    found = offered("strips", "Song, Segm", several=True)
    assert "Song, selected" in found and "Song, Segment 1" in found
    assert "selected" in offered("strips", "Segm", several=True)


def test_channels_are_offered_with_their_names(scene):
    scene.sequence_editor.channels[5].name = "Ball 1"
    found = choices.search_of("channels", True)["search"](None, bpy.context, "")
    assert len(found) == 128 and found[4] == ("5", "Ball 1") and found[5] == ("6", "")


def test_markers_and_fonts_are_offered(scene):
    scene.timeline_markers.new("Drop", frame=30)
    assert offered("markers") == ["Drop"]
    bpy.data.fonts.load("<builtin>")
    assert offered("fonts") == [font.name for font in bpy.data.fonts]


def test_without_a_sequence_no_list_breaks(scene):
    scene.sequence_editor_clear()
    for what in choices.LISTS:
        assert isinstance(offered(what), list), what


@pytest.mark.parametrize(
    ("name", "parameter"), LISTED, ids=lambda value: getattr(value, "name", value)
)
def test_what_an_argument_names_has_a_list(name, parameter):
    assert parameter.value.of in choices.LISTS, (name, parameter.name)


def test_arguments_that_name_something_of_the_scene_offer_it():
    found = {(name, parameter.name): parameter.value.of for name, parameter in LISTED}
    assert found["create_pattern", "section"] == "sections"
    assert found["cut_on_beats", "strip"] == "strips"
    assert found["analyze_music", "sound"] == "sounds"
    assert found["create_pattern", "channels"] == "channels"


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.bl_idname)
def test_a_dialog_shows_five_arguments_and_the_rest_when_it_is_wanted(scene, cls):
    names = [parameter.name for parameter in cls.tool.parameters]
    for more in (False, True):
        layout = Drawn()
        fake = {name: getattr(cls, name, None) for name in ("tool", "_draw_one", "_beside_name")}
        values = {name: 1 for name in names} | {f"use_{name}": True for name in names}
        one = type("One", (), {**fake, **values, "layout": layout, "more": more})()
        cls.draw(one, bpy.context)
        shown = [what for kind, what, _ in layout.kept if kind == "prop"]
        wanted = names if more else names[: fields.FIRST]
        assert [name for name in shown if name in names] == wanted
        assert ("more" in shown) == (len(names) > fields.FIRST)

"""Flashes, a rainbow and colors by energy at one press: on a channel of their own, undoable."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.song import shown
from sound_help import add_sound, beats, needs_sound

NAMES = ("flash_on_beats", "rainbow_on_bars", "color_by_energy")


def colors(scene, channel):
    return [
        tuple(round(part, 2) for part in strip.color)
        for strip in sorted(compat.strips(scene.sequence_editor), key=lambda s: compat.frames(s))
        if strip.type == "COLOR" and strip.channel == channel
    ]


@pytest.mark.parametrize("name", NAMES)
def test_without_a_song_they_are_grey_with_a_reason(scene, name):
    operator = getattr(bpy.ops.sequence_maker, name)
    assert not operator.poll()
    with pytest.raises(RuntimeError, match="Add a sound to the Sequencer first"):
        operator()


@needs_sound
def test_a_song_is_lit_on_free_channels(scene, tmp_path, forgetful):
    add_sound(scene, beats(tmp_path / "beats.wav", 12.0))
    with pytest.raises(RuntimeError, match="Analyze the music first"):
        bpy.ops.sequence_maker.flash_on_beats()
    assert bpy.ops.sequence_maker.song_listen() == {"FINISHED"}
    shown.forget()
    taken = {strip.channel for strip in compat.strips(scene.sequence_editor)}
    made = []
    for name in NAMES:
        assert getattr(bpy.ops.sequence_maker, name)() == {"FINISHED"}
        new = {s.channel for s in compat.strips(scene.sequence_editor)} - taken
        assert len(new) == 1, name
        taken |= new
        made.append(new.pop())
    flashes, rainbow, energy = (colors(scene, channel) for channel in made)
    assert len(flashes) > 12 and set(flashes) == {(1.0, 1.0, 1.0)}
    assert len(rainbow) > 3 and len(set(rainbow)) > 3
    assert energy
    assert bpy.ops.sequence_maker.rainbow_on_bars(channel=40) == {"FINISHED"}
    assert colors(scene, 40) == rainbow


def test_they_are_in_the_undo_history(addon):
    for name in NAMES:
        cls = getattr(bpy.types, f"SEQUENCE_MAKER_OT_{name}")
        assert "UNDO" in cls.bl_options

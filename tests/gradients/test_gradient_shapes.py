"""Animated colors of strips as stretches of frames and colors, which needs no window."""

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.draw.sequencer_view import HIGH, LOW, View
from bl_ext.user_default.sequence_maker.blender.gradients import gradient_overlay
from bl_ext.user_default.sequence_maker.blender.gradients.gradient_shapes import (
    MOST_KEYS,
    STEPS,
    gradients_of,
    triangles,
)
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.timeline.fades import LINEAR
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.tools import TOOLS
from timeline_help import FREE


@pytest.fixture
def strip(scene):
    """A fade from red to blue over the frames [1, 49) on channel 2."""
    return made(scene, channel=2, color="red", end_color="blue")


def made(scene, **given):
    usual = {"start_time": 0, "end_time": 48 / scene.render.fps}
    known = set(compat.strips(scene.sequence_editor))
    assert TOOLS["create_segment"].call(session_for(scene, FREE), **usual | given)["ok"]
    (found,) = set(compat.strips(scene.sequence_editor)) - known
    return found


def curves_of(scene, strip):
    return [c for c in compat.fcurves(scene) if f'"{strip.name}"' in c.data_path]


def shown(scene, strip, frame):
    """The color that Blender itself gives the strip at a frame."""
    scene.frame_set(int(frame), subframe=float(frame) % 1)
    return tuple(strip.color)


def test_a_fade_is_one_stretch_from_its_first_frame_to_its_end(scene, strip):
    made(scene, channel=1, color="orange")
    (gradient,) = gradients_of(scene)
    assert (gradient.channel, gradient.mute) == (2, False)
    assert gradient.places.tolist() == [1, 49]
    assert np.allclose(gradient.colors, [(1, 0, 0), (0, 0, 1)], atol=1e-6)


@pytest.mark.parametrize("kind", ["BEZIER", "CONSTANT", "BOUNCE", "LINEAR"])
@pytest.mark.parametrize("keys", [(1, 30, 49), (-20, 10, 11, 70), (5,)])
def test_colors_are_those_that_blender_shows(scene, strip, kind, keys):
    strip.color = (0.2, 0.4, 0.6)
    rng = np.random.default_rng(len(keys))
    for curve in curves_of(scene, strip):
        curve.keyframe_points.clear()
        for key in keys:
            curve.keyframe_points.insert(key, rng.random()).interpolation = kind
    found = gradients_of(scene)
    if keys == (5,):
        assert not found, "one key is one color"
        return
    (gradient,) = found
    assert np.all(np.diff(gradient.places) >= 0)
    assert (gradient.places[0], gradient.places[-1]) == (1, 49)
    for frame in range(1, 49):
        between = [np.interp(frame, gradient.places, part) for part in gradient.colors.T]
        exact = np.clip(shown(scene, strip, frame), 0, 1)
        assert np.abs(between - exact).max() < (0.1 if kind == "BOUNCE" else 0.02), frame


def test_what_is_not_animated_is_not_drawn(scene, strip):
    curves = curves_of(scene, strip)
    for curve in curves:
        curve.mute = True
    assert gradients_of(scene) == []
    curves[0].mute = False
    (gradient,) = gradients_of(scene)
    assert (
        np.ptp(gradient.colors, axis=0)[0] == 1 and not np.ptp(gradient.colors[:, 1:], axis=0).any()
    )
    strip.mute = True
    assert gradients_of(scene)[0].mute
    scene.animation_data_clear()
    assert gradients_of(scene) == []


def test_a_text_whose_color_is_animated_is_left_alone(scene):
    text = compat.new_text_strip(compat.strips(scene.sequence_editor), "Words", 1, 1, 49)
    text.color = (1, 0, 0, 1)
    text.keyframe_insert("color", frame=1)
    text.color = (0, 0, 1, 1)
    text.keyframe_insert("color", frame=40)
    assert gradients_of(scene) == []


def test_an_open_meta_strip_shows_its_own(scene, strip):
    with bpy.context.temp_override(scene=scene):
        meta = compat.strips(scene.sequence_editor).new_meta("Inside", 4, 1)
    strip.move_to_meta(meta)
    outside = made(scene, channel=3, color="white", end_color="black")
    assert [gradient.channel for gradient in gradients_of(scene)] == [outside.channel]
    scene.sequence_editor.display_stack(meta)
    assert [gradient.channel for gradient in gradients_of(scene)] == [strip.channel]
    scene.sequence_editor.display_stack(None)


def test_very_many_keys_cost_no_more_places(scene, strip):
    for curve in curves_of(scene, strip):
        curve.keyframe_points.clear()
        curve.keyframe_points.add(3000)
        keys = np.stack([np.linspace(1, 49, 3000), np.arange(3000) % 2], 1)
        curve.keyframe_points.foreach_set("co", keys.ravel().astype(np.float32))
        curve.keyframe_points.foreach_set("interpolation", [LINEAR] * len(keys))
        curve.update()
    (gradient,) = gradients_of(scene)
    assert len(gradient.places) <= MOST_KEYS * (STEPS + 1)


def test_corners_are_those_of_the_stretches(scene, strip):
    strip.mute = True
    made(scene, channel=3, color="lime", end_color="black")
    corners, colors = triangles(gradients_of(scene))
    assert corners.tolist() == 2 * [[1, 0], [49, 0], [1, 1], [1, 1], [49, 0], [49, 1]]
    red, blue, lime, black = (1, 0, 0, 0.3), (0, 0, 1, 0.3), (0, 1, 0, 1), (0, 0, 0, 1)
    wanted = [red, blue, red, red, blue, blue, lime, black, lime, lime, black, black]
    assert np.allclose(colors, wanted, atol=1e-6)


@pytest.mark.parametrize(("scale", "channel"), [(1.0, 46.0), (2.0, 46.0), (1.0, 8.0), (1.0, 200.0)])
def test_names_of_strips_stay_readable(scale, channel):
    height = gradient_overlay.height_of_colors(View(0, 1, 800, 300, scale, 0, channel))
    assert 0 < height and (HIGH - LOW - height) * channel == pytest.approx(
        min(20 * scale, 0.4 * channel)
    )

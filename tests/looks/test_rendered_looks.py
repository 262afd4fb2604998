"""What is seen in rendered frames: texts where they should be, fades and transitions half way."""

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from looks_help import BlenderLooks
from timeline_help import call, create, strips_of

WIDE, HIGH = 640, 360


@pytest.fixture
def shown(scene, tmp_path):
    """Return a function that renders a time of the scene, as rows from the top of RGB 0-255."""
    scene.render.fps, scene.render.fps_base = 25, 1.0
    scene.view_settings.view_transform = "Standard"
    render = scene.render
    render.resolution_x, render.resolution_y, render.resolution_percentage = WIDE, HIGH, 100
    compat.set_image_format(render, "PNG")
    render.filepath = str(tmp_path / "frame.png")

    def at(time):
        scene.frame_set(scene.frame_start + round(time * 25))
        bpy.ops.render.render(write_still=True, scene=scene.name)
        image = bpy.data.images.load(render.filepath)
        image.reload()
        pixels = np.empty(WIDE * HIGH * 4, np.float32)
        image.pixels.foreach_get(pixels)
        bpy.data.images.remove(image)
        return np.flipud(pixels.reshape(HIGH, WIDE, 4))[:, :, :3] * 255

    return at


def box_of(found):
    """Return where something is, as shares: left, right, top and bottom."""
    rows, columns = np.any(found, axis=1).nonzero()[0], np.any(found, axis=0).nonzero()[0]
    return columns[0] / WIDE, columns[-1] / WIDE, rows[0] / HIGH, rows[-1] / HIGH


@pytest.mark.parametrize("ground", ["white", "black", "#808080"])
@pytest.mark.parametrize(
    ("style", "low", "high"),
    [("title", 0.25, 0.75), ("lower_third", 0.66, 1.0), ("caption", 0.66, 1.0)],
)
def test_a_text_is_where_its_style_says_and_can_be_read(scene, shown, ground, style, low, high):
    world = BlenderLooks(scene)
    strips = strips_of(scene)
    for strip in list(strips):
        strips.remove(strip)
    create(world.session(), 1, 0, 4, color=ground)
    plain = shown(1)
    texts = {"text": "Ada Lovelace", "start_time": 0, "end_time": 4}
    assert call(world.session(), "add_text", texts=texts, style=style)["ok"]
    now = shown(1)
    left, right, top, bottom = box_of(np.abs(now - plain).max(axis=2) > 12)
    assert low <= top < bottom <= high, (top, bottom)
    assert 0.02 <= left < right <= 0.98 and right - left > 0.15
    letters = now.mean(axis=2)[round(top * HIGH) : round(bottom * HIGH) + 1]
    letters = letters[:, round(left * WIDE) : round(right * WIDE) + 1]
    assert letters.max() > 230 and letters.max() - letters.min() > 90
    assert np.abs(shown(5) - plain).max() > 5 or ground == "black"


def test_words_of_a_place_mean_that_part_of_the_picture(scene, shown):
    world = BlenderLooks(scene)
    for name in ("B", "C", "Alone"):
        strips_of(scene).remove(world.strips[name])
    for place in ("top left", "bottom right"):
        given = {"text": "Hello", "style": "title", "place": place, "shadow": False}
        assert call(world.session(), "set_text", strips=["A"], **given)["count"] == 1
        left, right, top, bottom = box_of(shown(1).max(axis=2) > 100)
        across = (left < 0.1, right < 0.5) if "left" in place else (right > 0.9, left > 0.5)
        up = (top < 0.15, bottom < 0.4) if "top" in place else (bottom > 0.85, top > 0.6)
        assert all((*across, *up)), (place, left, right, top, bottom)


def test_a_faded_segment_is_half_as_bright_in_the_middle_of_its_fade(scene, shown):
    scene.sequence_editor_create()
    world = BlenderLooks(scene)
    for strip in list(strips_of(scene)):
        strips_of(scene).remove(strip)
    create(world.session(), 1, 0, 4, color="white")
    full = shown(2).mean()
    call(world.session(), "fade_strips", strips=["all"], fade_in=2, fade_out=1)
    assert shown(0).mean() < 2 and shown(2).mean() == pytest.approx(full, abs=1)
    assert 0.2 * full < shown(1).mean() < 0.8 * full
    call(world.session(), "fade_strips", strips=["all"], fade_in=0, fade_out=0)
    assert shown(0).mean() == pytest.approx(full, abs=1)


def test_in_the_middle_of_a_cross_both_strips_are_seen(scene, shown):
    world = BlenderLooks(scene)
    for name in ("C", "Alone"):
        strips_of(scene).remove(world.strips[name])
    places = {"A": "top left", "B": "bottom right"}
    for name, place in places.items():
        given = {"text": "HHHHH", "style": "title", "place": place, "shadow": False}
        call(world.session(), "set_text", strips=[name], **given)
    call(world.session(), "add_transition", length=2, channel=2)

    def bright(time):
        picture = shown(time).max(axis=2)
        return picture[: HIGH // 2].max(), picture[HIGH // 2 :].max()

    assert bright(1)[0] > 200 and bright(1)[1] < 20
    assert all(40 < value < 215 for value in bright(4))
    assert bright(7)[0] < 20 and bright(7)[1] > 200

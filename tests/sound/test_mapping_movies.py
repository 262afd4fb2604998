"""What a retimed movie shows at a frame, against Blender's own rendering of it."""

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.sound.mapping import mapping_of
from test_mapping import add_keys, operate
from timeline_help import strips_of

RATE, GREYS, EACH = 25, 10, 10
"""Frames a second; a movie of so many greys, each for so many frames."""
SECONDS = GREYS * EACH / RATE


def small(scene):
    settings = scene.render
    settings.resolution_x = settings.resolution_y = 64
    settings.resolution_percentage, settings.fps, settings.fps_base = 100, RATE, 1.0
    settings.use_file_extension = False
    scene.view_settings.view_transform = "Standard"


@pytest.fixture
def strip(scene, tmp_path):
    """A movie strip whose grey tells which frame is shown."""
    made = bpy.data.scenes.new("Movie")
    small(made)
    editor = made.sequence_editor_create()
    for number in range(GREYS):
        first = 1 + number * EACH
        grey = compat.new_color_strip(editor, f"Grey {number}", 1, first, first + EACH)
        grey.color = [(number + 0.5) / GREYS] * 3
    made.frame_end = GREYS * EACH
    compat.set_movie_format(made.render, "MPEG4")
    made.render.ffmpeg.constant_rate_factor = "HIGH"
    made.render.filepath = str(tmp_path / "greys.mp4")
    bpy.ops.render.render(animation=True, scene=made.name)
    bpy.data.scenes.remove(made)
    small(scene)
    path = str(tmp_path / "greys.mp4")
    return strips_of(scene).new_movie(name="Greys", filepath=path, channel=1, frame_start=11)


def shown(scene, frame, path):
    """Render a frame and return which grey it is."""
    scene.frame_set(frame)
    compat.set_image_format(scene.render, "PNG")
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True, scene=scene.name)
    image = bpy.data.images.load(str(path))
    grey = np.asarray(image.pixels[:]).reshape(64, 64, 4)[32, 32, 0]
    bpy.data.images.remove(image)
    return int(grey * GREYS)


def check(scene, strip, tmp_path):
    """Compare what is shown with what the mapping says, apart from frames beside a change."""
    mapping = mapping_of(strip, scene, SECONDS)
    assert mapping.exact
    first, end = compat.frames(strip)
    frames = np.arange(first, end, 7)
    places = mapping.to_source((frames - scene.frame_start) / RATE) * RATE / EACH
    sure = [(f, p) for f, p in zip(frames, places, strict=True) if 0.15 < p % 1 < 0.85]
    assert len({int(place) for _, place in sure}) >= 5
    found = [shown(scene, int(frame), tmp_path / "shown.png") for frame, _ in sure]
    assert found == [int(place) for _, place in sure]


def test_a_movie_as_it_is_and_trimmed(scene, strip, tmp_path):
    check(scene, strip, tmp_path)
    strip.frame_offset_start = 13
    check(scene, strip, tmp_path)


@pytest.mark.parametrize("speed", [50.0, 80.0, 160.0])
def test_a_movie_at_another_speed(scene, strip, tmp_path, speed):
    operate(scene, strip, "retiming_segment_speed_set", speed=speed)
    check(scene, strip, tmp_path)


@pytest.mark.parametrize("frame", [41, 81])
def test_a_movie_of_two_speeds(scene, strip, tmp_path, frame):
    add_keys(scene, strip, 61)
    strip.retiming_keys[1].timeline_frame = frame
    check(scene, strip, tmp_path)

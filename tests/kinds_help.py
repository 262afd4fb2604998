"""A scene with strips of every kind, with settings, keys, modifiers and effects drawn at random."""

import wave

import bpy
import pytest
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.making import connecting
from timeline_help import strips_of

MODIFIERS = ("BRIGHT_CONTRAST", "CURVES", "COLOR_BALANCE", "MASK")


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """A folder with a sound, three pictures and a movie of two seconds."""
    folder = tmp_path_factory.mktemp("media")
    with wave.open(str(folder / "tone.wav"), "wb") as file:
        file.setnchannels(1), file.setsampwidth(2), file.setframerate(8000)
        file.writeframes(bytes(16000 * 3))
    for number in range(3):
        image = bpy.data.images.new("made", 32, 18)
        image.filepath_raw, image.file_format = str(folder / f"p{number}.png"), "PNG"
        image.save()
        bpy.data.images.remove(image)
    scene = bpy.data.scenes.new("film")
    scene.render.resolution_x, scene.render.resolution_y, scene.render.fps = 32, 18, 24
    scene.frame_start, scene.frame_end = 1, 48
    compat.set_movie_format(scene.render, "MPEG4")
    scene.render.filepath = str(folder / "film.mp4")
    compat.new_color_strip(scene.sequence_editor_create(), "c", 1, 1, 49)
    bpy.ops.render.render(animation=True, scene=scene.name)
    bpy.data.scenes.remove(scene)
    return folder


def filled(scene, files, data):
    """Fill a scene; return the names of its strips outside of metas."""
    while len(strips_of(scene)):
        strips_of(scene).remove(strips_of(scene)[0])
    scene.render.fps, scene.render.fps_base = 24, 1.0
    if scene.animation_data is not None:
        scene.animation_data_clear()
    strips, draw = strips_of(scene), data.draw
    made = _plain(scene, files)
    pairs = [("film", "words"), ("shot", "words"), ("film", "shot")]
    for number, kind in enumerate(
        draw(st.lists(st.sampled_from(("CROSS", "WIPE", "ADD")), max_size=3))
    ):
        one, other = (strips[name] for name in pairs[number])
        made.append(
            compat.new_effect(strips, f"two {number}", kind, 20 + number, 1, 2, [one, other])
        )
    for number, name in enumerate(
        draw(st.lists(st.sampled_from([s.name for s in made if s.type != "SOUND"]), max_size=2))
    ):
        kind = draw(st.sampled_from(("GAUSSIAN_BLUR", "GLOW", "SPEED")))
        made.append(
            compat.new_effect(strips, f"one {number}", kind, 30 + number, 1, 2, [strips[name]])
        )
    for strip in made:
        _dress(strip, draw, strips["words"])
    if compat.HAS_CONNECTIONS and compat.sound_has_engine() and draw(st.booleans()):
        connecting.connect(scene, [("film", "tone")])
    return [strip.name for strip in strips]


def _plain(scene, files):
    strips = strips_of(scene)
    film = strips.new_movie(
        name="film", filepath=str(files / "film.mp4"), channel=1, frame_start=11
    )
    compat.set_first(film, 14), compat.set_end(film, 50)
    shot = strips.new_image(name="shot", filepath=str(files / "p0.png"), channel=2, frame_start=21)
    compat.set_end(shot, 60)
    still = strips.new_image(
        name="still", filepath=str(files / "p0.png"), channel=3, frame_start=200
    )
    for number in (1, 2):
        still.elements.append(f"p{number}.png")
    words = compat.new_text_strip(strips, "words", 4, 31, 90)
    other = bpy.data.scenes.get("Inner") or bpy.data.scenes.new("Inner")
    mask = bpy.data.masks.get("Mask") or bpy.data.masks.new("Mask")
    made = [film, shot, still, words]
    made.append(strips.new_scene(name="set", scene=other, channel=5, frame_start=3))
    made.append(strips.new_mask(name="mask", mask=mask, channel=6, frame_start=5))
    if compat.HAS_CONNECTIONS:
        clip = bpy.data.movieclips.load(str(files / "film.mp4"), check_existing=True)
        made.append(strips.new_clip(name="clip", clip=clip, channel=7, frame_start=9))
    if compat.sound_has_engine():
        made.append(
            strips.new_sound(
                name="tone", filepath=str(files / "tone.wav"), channel=8, frame_start=11
            )
        )
        compat.set_end(made[-1], 50)
    meta = strips.new_meta(name="meta", channel=9, frame_start=20)
    inside = compat.strips(meta)
    one = compat.new_effect(inside, "inner", "COLOR", 1, 20, 70, [])
    two = inside.new_movie(
        name="inner film", filepath=str(files / "film.mp4"), channel=2, frame_start=30
    )
    compat.new_effect(inside, "inner cross", "CROSS", 3, 1, 2, [one, two])
    deep = inside.new_meta(name="deep", channel=4, frame_start=25)
    compat.new_text_strip(compat.strips(deep), "deepest", 1, 25, 45)
    one.lock, meta.channels[2].name, meta.channels[3].mute = True, "Pictures", True
    one.color = (0.25, 0.5, 1.0)
    compat.set_first(meta, 26), compat.set_end(meta, 66)
    made.append(compat.new_effect(strips, "all", "ADJUSTMENT", 10, 1, 300, []))
    made.append(compat.new_effect(strips, "red", "COLOR", 11, 10, 40, []))
    return [*made, meta]


def _dress(strip, draw, mask):
    """Give a strip drawn settings, custom properties, keys and modifiers."""
    strip.mute, strip.color_tag = draw(st.booleans()), draw(st.sampled_from(("NONE", "COLOR_04")))
    if draw(st.booleans()):
        strip["note"], strip["rows"] = "mine", [1, 2.5]
    if strip.type == "SOUND":
        strip.volume, strip.pan = draw(st.sampled_from((0.25, 1.0))), 0.0
        keyed = "volume"
    else:
        strip.blend_alpha, keyed = draw(st.sampled_from((0.25, 1.0))), "blend_alpha"
        strip.blend_type = draw(st.sampled_from(("ALPHA_OVER", "ADD")))
        for kind in draw(st.lists(st.sampled_from(MODIFIERS), max_size=2, unique=True)):
            modifier = strip.modifiers.new(kind.title(), kind)
            if kind == "MASK" and strip != mask and strip.name not in ("two 0", "two 1"):
                modifier.input_mask_type, modifier.input_mask_strip = "STRIP", mask
    for number, frame in enumerate(sorted(draw(st.sets(st.integers(1, 120), max_size=3)))):
        setattr(strip, keyed, number / 4)
        strip.keyframe_insert(keyed, frame=frame)
    if strip.type == "TEXT":
        strip.text, strip.font_size = "Good morning", draw(st.sampled_from((30.0, 60.0)))
    if strip.type in ("MOVIE", "IMAGE", "SCENE"):
        strip.transform.offset_x, strip.crop.max_y = draw(st.sampled_from((0.0, 12.0))), 2

"""Sheet and lamps of a real scene: exact, whole or not at all, and the user's file as it was."""

import os
import signal
import wave
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.command import files
from bl_ext.user_default.sequence_maker.blender.host import compat, memory
from bl_ext.user_default.sequence_maker.blender.show import (
    lamp_files,
    lamp_film,
    lamp_job,
    lamp_names,
    show_operators,
    show_reader,
)
from bl_ext.user_default.sequence_maker.sheet.frame_png import encoded
from bl_ext.user_default.sequence_maker.sheet.lamp_grid import grid_of
from timeline_help import StripWorld, call, create, effect

SIZE = (320, 180)


@pytest.fixture
def world(scene) -> StripWorld:
    """Two channels: red that fades to blue, then green on the second; a name of somebody's."""
    made = StripWorld(scene)
    session = made.session()
    create(session, 1, 0, 2, "red", end_color="blue")
    create(session, 2, 1, 3, "lime")
    made.rename(2, "Lamp <b>&")
    return made


def pixels_of(path: Path) -> np.ndarray:
    """Return a picture as bytes, the top row first."""
    image = bpy.data.images.load(str(path))
    width, height = image.size
    found = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(found)
    bpy.data.images.remove(image)
    return np.round(found.reshape(height, width, 4)[::-1, :, :3] * 255).astype(int)


def shown(path: Path, count: int) -> list[tuple[int, ...]]:
    """Return the colors in the middles of the lamps."""
    pixels = pixels_of(path)
    grid = grid_of(count, pixels.shape[1], pixels.shape[0])
    return [tuple(pixels[y, x].tolist()) for x, y in map(grid.middle, range(count))]


def _ask_to_end(_: float) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def frames_of(movie: Path, folder: Path, frames: list[int]) -> list[Path]:
    """Return frames of a movie as pictures, counted from 1."""
    scene = bpy.data.scenes.new("Reader")
    strip = compat.strips(scene.sequence_editor_create()).new_movie("m", str(movie), 1, 1)
    render = scene.render
    render.resolution_x, render.resolution_y = strip.elements[0].orig_width, SIZE[1]
    render.resolution_percentage, scene.view_settings.view_transform = 100, "Standard"
    scene.frame_start, scene.frame_end = 1, frames[-1]
    compat.set_image_format(render, "PNG")
    render.filepath = str(folder / "read_")
    bpy.ops.render.render(scene=scene.name, animation=True)
    assert strip.frame_duration >= frames[-1]
    compat.remove_scene(scene)
    return [folder / f"read_{frame:04}.png" for frame in frames]


def values(data: Any) -> dict[str, Any]:
    """Return the plain values of some data of Blender's."""
    names = (
        p.identifier for p in data.bl_rna.properties if p.type not in ("POINTER", "COLLECTION")
    )
    return {name: repr(getattr(data, name)) for name in names}


def everything(scene: Any) -> list[Any]:
    """Return all that the user has: settings, strips, keys and what else is in the file."""
    kinds = ("scenes", "sounds", "actions", "texts", "movieclips", "worlds")
    kept: list[Any] = [[block.name for block in getattr(bpy.data, kind)] for kind in kinds]
    kept.append([image.name for image in bpy.data.images if image.type != "RENDER_RESULT"])
    kept += [values(scene), values(scene.render), values(scene.render.image_settings)]
    kept += [values(scene.render.ffmpeg), values(scene.view_settings)]
    kept.append(sorted(map(repr, map(values, compat.strips(scene.sequence_editor)))))
    for curve in compat.fcurves(scene) or ():
        kept.append((curve.data_path, [tuple(key.co) for key in curve.keyframe_points]))
    return [*kept, bpy.context.scene.name, len(bpy.app.handlers.render_pre)]


def test_a_still_shows_every_channel_in_its_exact_color(world: StripWorld, tmp_path: Path) -> None:
    lamp_files.still(world.scene, tmp_path / "a.png", 1.5)
    fade = world.timelines.segments(1)[0].color_at(1.5)
    assert shown(tmp_path / "a.png", 2) == [fade, (0, 255, 0)]
    lamp_files.still(world.scene, tmp_path / "a.jpg", 2.5)
    (dark, green) = shown(tmp_path / "a.jpg", 2)
    assert max(dark) < 40 and np.abs(np.array(green) - (0, 255, 0)).max() < 6
    files.render(world.scene, tmp_path / "b.png")  # when both are lit
    assert min(map(max, shown(tmp_path / "b.png", 2))) > 100


def test_a_movie_shows_each_frame_and_leaves_the_users_file_as_it_was(
    world: StripWorld, tmp_path: Path
) -> None:
    scene = world.scene
    scene.frame_start, scene.frame_end = 1, 48
    scene.frame_set(7)
    scene.render.use_stamp = scene.render.use_border = True
    scene.render.resolution_percentage = 33
    scene.view_settings.exposure = 2.0
    before = everything(scene)
    told: list[float] = []
    path = tmp_path / "a.mp4"
    lamp_files.movie(scene, path, "MPEG4", SIZE, told=told.append)
    assert everything(scene) == before
    assert os.listdir(tmp_path) == ["a.mp4"] and told[-1] == 1.0 and told == sorted(told)
    rate = world.timelines.frame_rate
    wanted = [1, 13, 30, 37, 48]
    for frame, picture in zip(wanted, frames_of(path, tmp_path, wanted), strict=True):
        time = rate.time_of(frame - 1)
        lit = [
            next(
                (s.color_at(time) for s in world.timelines.segments(n) if s.start <= time < s.end),
                (15, 15, 15),
            )
            for n in (1, 2)
        ]
        assert np.abs(np.array(shown(picture, 2)) - lit).max() <= 5, frame


def test_a_movie_has_the_sound(world: StripWorld, tmp_path: Path) -> None:
    if not compat.sound_has_engine():
        pytest.skip("this build of Blender has no audio")
    with wave.open(str(tmp_path / "song.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes((b"\0\x40" * 8 + b"\0\xc0" * 8) * 1000)
    strips = compat.strips(world.scene.sequence_editor)
    strips.new_sound("song", str(tmp_path / "song.wav"), 128, 1)
    before = everything(world.scene)
    world.scene.frame_end = 24
    lamp_files.movie(world.scene, tmp_path / "a.mkv", "MKV", SIZE)
    world.scene.frame_end = 250
    assert everything(world.scene) == before
    import aud

    heard = aud.Sound(str(tmp_path / "a.mkv")).data()
    assert len(heard) > 10_000 and np.abs(heard).max() > 0.2
    levels = show_reader.show_of(world.scene).levels
    assert levels and levels.start == 0 and max(levels.values) == 1.0


def test_what_is_muted_is_dark_and_other_pictures_are_rendered_as_they_are(
    world: StripWorld, tmp_path: Path
) -> None:
    scene = world.scene
    assert not show_reader.has_pictures(scene)
    text = effect(scene, "TEXT", 5, 0, 3, "Title")
    assert show_reader.has_pictures(scene)
    files.render(scene, tmp_path / "picture.png")
    assert pixels_of(tmp_path / "picture.png")[2, 2].max() > 100  # a full frame of color
    files.render(scene, tmp_path / "lamps.png", lamps=True)
    assert pixels_of(tmp_path / "lamps.png")[2, 2].max() == 0
    text.mute = True
    assert not show_reader.has_pictures(scene)
    files.render(scene, tmp_path / "flat.png", lamps=False)
    assert pixels_of(tmp_path / "flat.png")[2, 2].max() > 100
    scene.sequence_editor.channels[1].mute = True
    lamp_files.still(scene, tmp_path / "muted.png", 1.5)
    assert max(shown(tmp_path / "muted.png", 2)[0]) < 40


def test_a_keyed_color_is_shown_as_it_is_keyed(world: StripWorld) -> None:
    strip = next(s for s in compat.strips(world.scene.sequence_editor) if s.channel == 2)
    for frame, color in ((25, (1, 0, 0)), (49, (0, 0, 1)), (73, (0, 1, 0))):
        strip.color = color
        strip.keyframe_insert("color", frame=frame)
    curves = show_reader.fades.color_curves(world.scene)[strip.name]
    row = next(row for row in lamp_files.lit_rows(world.scene) if row.channel == 2)
    base = world.timelines.timebase
    for frame in range(25, 73):
        wanted = show_reader.bytes_of(curves.at(frame, strip.color))
        assert row.color_at(base.time_of(frame)) == wanted
    few = next(r for r in show_reader.rows_of(world.scene, 8) if r.channel == 2)
    assert len(few.segments) <= 9 and few.count == 1


def test_names_stand_below_their_lamps_and_fit(world: StripWorld) -> None:
    grid = grid_of(3, *SIZE)
    ink = lamp_names.names_of(grid, ["Left", "a" * 300, ""])
    assert ink.shape == (180, 320) and ink.max() > 0.9
    for place, cell in enumerate(grid.cells):
        columns = slice(cell.left, cell.left + grid.cell_width)
        below = ink[cell.top + grid.light : cell.top + grid.cell_height, columns]
        assert bool(below.max() > 0.5) is (place < 2)
        assert ink[:, columns].sum() == pytest.approx(below.sum())
    assert lamp_names.fitting("a" * 300, grid).endswith("a…")


def test_the_operators_write_the_files_and_say_what_is_wrong(
    world: StripWorld, tmp_path: Path
) -> None:
    before = everything(world.scene)
    sheet, still = tmp_path / "show.svg", tmp_path / "show.png"
    assert bpy.ops.sequence_maker.save_sheet(filepath=str(tmp_path / "show")) == {"FINISHED"}
    assert "2 · Lamp &lt;b&gt;&amp;" in sheet.read_text(encoding="utf-8")
    first = sheet.read_bytes()
    bpy.ops.sequence_maker.save_sheet(filepath=str(sheet))
    assert sheet.read_bytes() == first
    world.scene.frame_set(37)
    made = bpy.ops.sequence_maker.render_lamps(filepath=str(still), kind="STILL")
    world.scene.frame_set(1)
    assert made == {"FINISHED"}
    fade = world.timelines.segments(1)[0].color_at(1.5)
    assert shown(still, 2) == [fade, (0, 255, 0)]
    with pytest.raises(RuntimeError, match="cannot be written: No such file or directory"):
        bpy.ops.sequence_maker.save_sheet(filepath=str(tmp_path / "no" / "show.svg"))
    with pytest.raises(RuntimeError, match="Choose a file"):
        bpy.ops.sequence_maker.render_lamps(filepath=" ")
    call(world.session(), "clear_timeline", channel=1)
    call(world.session(), "clear_timeline", channel=2)
    with pytest.raises(RuntimeError, match="there is no strip to show yet"):
        bpy.ops.sequence_maker.save_sheet(filepath=str(sheet))
    assert sheet.read_bytes() == first and sorted(os.listdir(tmp_path)) == ["show.png", "show.svg"]
    assert everything(world.scene)[:6] == before[:6]


def test_the_sheet_is_in_the_language_of_the_interface_and_the_commands_in_the_one_named(
    world: StripWorld, tmp_path: Path, german: None
) -> None:
    paths = [tmp_path / f"{number}.svg" for number in range(4)]
    bpy.ops.sequence_maker.save_sheet(filepath=str(paths[0]))
    for path, language in zip(paths[1:], ("de", "en", "en"), strict=True):
        files.save_sheet(world.scene, path, language)
    texts = [path.read_text(encoding="utf-8") for path in paths]
    assert texts[0] == texts[1] and texts[2] == texts[3]
    assert "Kanal 1" in texts[0] and "2 Segmente" in texts[0] and "Channel 1" not in texts[0]
    assert "Channel 1" in texts[2] and "2 segments" in texts[2]


def test_a_fault_while_encoding_leaves_the_old_file_and_no_rest(
    world: StripWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"old")
    before, calls = everything(world.scene), []

    def full(pixels: Any, effort: int = 1) -> bytes:
        calls.append(effort)
        if len(calls) > 3:
            raise OSError(28, "No space left on device")
        return encoded(pixels, effort)

    monkeypatch.setattr(lamp_film, "encoded", full)
    with pytest.raises(OSError, match="No space left"):
        lamp_files.movie(world.scene, path, "MPEG4", SIZE, (1, 48))
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.mp4"]
    assert everything(world.scene) == before


@pytest.mark.parametrize("how", ["signal", "raised", "stopped"])
def test_an_interrupted_movie_leaves_the_old_file_and_no_rest(
    world: StripWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path, told, drawn = tmp_path / "a.mp4", [], []
    path.write_bytes(b"old")
    before = everything(world.scene)
    monkeypatch.setattr(lamp_film, "encoded", lambda *all: drawn.append(all) or encoded(*all))
    films = []
    make = lamp_files.film_of
    monkeypatch.setattr(lamp_files, "film_of", lambda *all: films.append(make(*all)) or films[0])

    def interrupt(share: float) -> None:
        told.append(share)
        if len(told) == 5 and how == "signal":
            os.kill(os.getpid(), signal.SIGINT)
        elif len(told) == 5 and how == "raised":
            raise KeyboardInterrupt
        elif len(told) == 5:
            films[0].stop()

    with pytest.raises(KeyboardInterrupt):
        lamp_files.movie(world.scene, path, "MPEG4", SIZE, (1, 2000), interrupt)
    assert 5 <= len(told) < 100 and len(drawn) < 20
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.mp4"]
    assert everything(world.scene) == before


def test_who_hears_a_signal_while_a_movie_is_made_decides_about_the_next(
    world: StripWorld, tmp_path: Path
) -> None:
    usual = {number: signal.getsignal(number) for number in lamp_film.SIGNALS}

    def once(number: int, frame: Any) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, once)
    try:
        lamp_files.movie(world.scene, tmp_path / "a.mp4", "MPEG4", SIZE, (1, 3))
        assert signal.getsignal(signal.SIGTERM) is once
        with pytest.raises(KeyboardInterrupt):
            lamp_files.movie(world.scene, tmp_path / "b.mp4", "MPEG4", SIZE, (1, 200), _ask_to_end)
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is usual[signal.SIGINT]
        assert os.listdir(tmp_path) == ["a.mp4"]
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def test_a_movie_that_is_left_before_it_is_rendered_leaves_nothing(
    world: StripWorld, tmp_path: Path
) -> None:
    before = everything(world.scene)
    job = lamp_job.LampJob(world.scene, tmp_path / "a.mp4", "MPEG4")
    assert len(bpy.data.scenes) == len(before[0]) + 1
    job.end(memory.Why.FILE)
    assert not job.is_running and os.listdir(tmp_path) == []
    assert everything(world.scene) == before
    with pytest.raises(FileNotFoundError):
        lamp_job.LampJob(world.scene, tmp_path / "no" / "a.mp4", "MPEG4")
    assert everything(world.scene) == before


@pytest.mark.parametrize(
    ("typed", "kind", "wanted"),
    [
        ("a", "MOVIE", "a.mp4"),
        ("a.PNG", "MOVIE", "a.mp4"),
        ("a.mkv", "MOVIE", "a.mkv"),
        ("a.b", "STILL", "a.b.png"),
        ("a.mp4", "STILL", "a.png"),
        ("a.jpg", "STILL", "a.jpg"),
    ],
)
def test_a_file_gets_the_ending_of_its_kind(typed: str, kind: str, wanted: str) -> None:
    good = (*show_operators.MOVIES,) if kind == "MOVIE" else show_operators.STILLS
    known = (*show_operators.MOVIES, *show_operators.STILLS)
    assert show_operators.ending(typed, good[0], known, good) == wanted

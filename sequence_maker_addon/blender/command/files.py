"""The files of the command: what it opens, saves and renders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import bpy

from ..host import compat, languages
from ..host.recognized import said_in
from ..host.scene import timebase_of
from ..permits import media_folders
from ..show import lamp_files, show_operators, show_reader
from ..timeline.strips import StripTimelines
from . import paths
from .paths import FileError as FileError

SOUND_CHANNEL = 128
ENGLISH = "en"
STILLS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
MOVIES = {".mp4": "MPEG4", ".mkv": "MKV", ".mov": "QUICKTIME"}


def check(
    sound: Path | None,
    blend: Path | None,
    save: Path | None,
    render: Path | None,
    sheet: Path | None = None,
) -> None:
    """Refuse wrong files before anything is sent.

    Raises:
        FileError: Naming the option and the path.
    """
    for option, path in (("--sound", sound), ("--blend", blend)):
        if path is not None:
            paths.readable(option, path)
    for option, path in (("--save", save), ("--render", render), ("--sheet", sheet)):
        if path is not None:
            paths.writable(option, path)
    if save is not None and save.suffix != ".blend":
        raise FileError(f"--save {save}: the name must end in .blend")
    if sheet is not None and sheet.suffix.lower() != ".svg":
        raise FileError(f"--sheet {sheet}: the name must end in .svg")
    if render is not None and render.suffix.lower() not in STILLS | MOVIES:
        kinds = ", ".join([*STILLS, *MOVIES])
        raise FileError(f"--render {render}: the name must end in one of {kinds}")


def allow(folders: Sequence[Path]) -> None:
    """Let functions use folders in this run.

    Raises:
        FileError: If one is not there.
    """
    for folder in folders:
        if not folder.is_dir():
            raise FileError(f"--media {folder}: there is no such folder")
    media_folders.allow_for_this_run(paths.absolute(folder) for folder in folders)


def languages_here() -> list[str]:
    """Return the languages in which a page can be drawn, English first."""
    return [ENGLISH, *languages.locales()]


def open_scene(blend: Path | None, sound: Path | None) -> Any:
    """Open the file, or a fresh Video Editing one, add the song and return the scene.

    Raises:
        FileError: If a file cannot be read.
    """
    with paths.told("--blend", blend):
        if blend is not None:
            bpy.ops.wm.open_mainfile(filepath=paths.absolute(blend))
        else:
            bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    scene = compat.sequencer_scene()
    if scene is None:
        scene = bpy.context.scene
        compat.set_sequencer_scene(bpy.context, scene)
    if scene.sequence_editor is None:
        scene.sequence_editor_create()
    if sound is not None:
        _add_sound(scene, sound)
    return scene


def save(path: Path) -> None:
    """Save the open file.

    Raises:
        FileError: If it cannot be written, or not to its end.
    """
    with paths.told("--save", path):
        bpy.ops.wm.save_as_mainfile(filepath=paths.absolute(path), check_existing=False)
        if not _is_whole(path):  # 5.2 calls a file saved for which the disk was too small
            raise FileError(f"--save {path}: the file was cut, the disk may be full")


def _is_whole(path: Path) -> bool:
    """Tell whether a .blend, packed or not, was written to its end."""
    with path.open("rb") as file:
        packed = file.read(7) != b"BLENDER"
        file.seek(-min(path.stat().st_size, 256), os.SEEK_END)
        end = file.read()
    return end.endswith(b"\xb1\xea\x92\x8f") if packed else b"ENDB" in end


def save_sheet(scene: Any, path: Path, language: str = ENGLISH, title: str = "") -> None:
    """Draw the whole show on one page.

    Args:
        scene: The scene with the sequence.
        path: The file.
        language: In which the page's own words are, one of `languages_here()`.
        title: What the show is called; the file's name if empty.

    Raises:
        FileError: If there is nothing to show, or if it cannot be written.
    """
    with paths.told("--sheet", path):
        if not show_reader.rows_of(scene):
            raise FileError(f"--sheet {path}: nothing to show, the sequence is empty")
        known = None if language == ENGLISH else languages.catalog(language)
        say = str if known is None else partial(said_in, known)
        show_operators.save_sheet(scene, path, say, title)


def render(scene: Any, path: Path, fresh: bool = False, lamps: bool | None = None) -> None:
    """Render a movie or a still: of lamps, one per channel, or of the picture as it is.

    Args:
        scene: The scene with the sequence.
        path: The file to write.
        fresh: The file has no settings of the user's: a movie gets all of the sequence, and is
            small, which takes a fraction of the time.
        lamps: Whether lamps are rendered; None where the sequence has no pictures of its own.

    Raises:
        FileError: If there is nothing to show, or if the file cannot be written.
    """
    with paths.told("--render", path):
        seen = any(strip.type != "SOUND" for strip in compat.strips(scene.sequence_editor))
        if lamps or (lamps is None and seen and not show_reader.has_pictures(scene)):
            _render_lamps(scene, path, fresh)
            return
    _render_picture(scene, path, fresh)


def _render_lamps(scene: Any, path: Path, fresh: bool) -> None:
    """Render the moment when the most lamps are lit, or all of the show."""
    suffix = path.suffix.lower()
    if suffix in STILLS:
        lamp_files.still(scene, path)
        return
    if not fresh:
        lamp_files.movie(scene, path, MOVIES[suffix])
        return
    ends = (compat.frames(strip)[1] for strip in compat.strips(scene.sequence_editor))
    frames = scene.frame_start, max(max(ends) - 1, scene.frame_start)
    lamp_files.movie(scene, path, MOVIES[suffix], lamp_files.SMALL, frames)


def _render_picture(scene: Any, path: Path, fresh: bool) -> None:
    """Render a movie of the sequence, or a still from the middle of its first segment.

    Args:
        scene: The scene with the sequence.
        path: The file to write.
        fresh: The file has no settings of the user's: a movie gets all of the sequence, at a
            quarter of the size, which takes a fraction of the time.

    Raises:
        FileError: If there is nothing but sound (Blender would render the 3D scene instead), or
            if the file cannot be written.
    """
    strips = compat.strips(scene.sequence_editor)
    if all(strip.type == "SOUND" for strip in strips):
        raise FileError(f"--render {path}: nothing to show, the sequence holds no picture")
    settings = scene.render
    suffix = path.suffix.lower()
    with paths.told("--render", path):
        settings.filepath = paths.absolute(path)
    settings.use_file_extension = False
    if suffix in STILLS:
        compat.set_image_format(settings, STILLS[suffix])
        segments = StripTimelines(scene).segments()
        if segments:
            first = min(segments, key=lambda segment: (segment.start, -segment.channel))
            scene.frame_set(int(timebase_of(scene).place_of((first.start + first.end) / 2)))
        _write(scene, path, write_still=True)
        return
    compat.set_movie_format(settings, MOVIES[suffix])
    if fresh:
        settings.resolution_percentage = 25
        scene.frame_end = max(compat.frames(strip)[1] for strip in strips) - 1
    _write(scene, path, animation=True)


def _write(scene: Any, path: Path, **how: bool) -> None:
    with paths.told("--render", path):
        bpy.ops.render.render(scene=scene.name, **how)
    if not path.is_file():
        raise FileError(f"--render {path}: Blender wrote no such file")


def timeline(scene: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the segments by channel, as they are stored."""
    channels: dict[str, list[dict[str, Any]]] = {}
    for segment in StripTimelines(scene).segments():
        row = segment.described()
        channels.setdefault(str(row.pop("channel")), []).append(row)
    return channels


def _add_sound(scene: Any, sound: Path) -> None:
    strips = compat.strips(scene.sequence_editor)
    if not compat.sound_has_engine():
        raise FileError(f"--sound {sound}: this build of Blender has no audio")
    with paths.told("--sound", sound):
        place = paths.absolute(sound)
        strip = strips.new_sound(sound.stem, place, SOUND_CHANNEL, scene.frame_start)
    first, end = compat.frames(strip)
    if end - first <= 1:
        strips.remove(strip)
        raise FileError(f"--sound {sound}: Blender cannot read this as sound")
    scene.frame_end = max(end - 1, scene.frame_start)
    scene.sync_mode = "AUDIO_SYNC"

"""A metronome over the beats: a sound strip of clicks, by which the ear can check the grid."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.types import Operator

from ... import __package__ as ADDON_ID
from ...music.clicks import RATE, clicked, clicks, mark
from ...music.song import Song
from ...sequence.timelines import CHANNELS
from ..host import compat, pump
from ..host.memory import PerScene
from ..host.scene import scene_to_edit, timebase_of
from ..song import shown
from ..song.shown import needs_song
from ..sound.source import METRONOME

NAME = "Metronome"
_FOLDER = "metronome"
_LONGEST = 4 * 3600.0
_KEPT = ("name", "volume", "pan", "mute", "color_tag", "select", "channel")
"""What a person may have set on clicks, and finds on those that take their place."""
_files = PerScene[set[Path]](lambda scene: set())
"""The files of clicks that were written for a scene."""


def add(scene: Any, songs: Sequence[Song]) -> Any:
    """Lay clicks over songs; the .blend holds their sound.

    Clicks that are there get the new sound where they lie as the new ones would: they stay as
    they were trimmed, faded and connected. Else one strip takes their place, as loud and on the
    channel of the first.

    Raises:
        ValueError: If there is no free channel or no beat; a sentence.
    """
    base, grid = timebase_of(scene), clicked(songs)
    if not grid.beats:
        raise ValueError("no beat is known that could click")
    begin, last = max(min(s.start for s in songs), 0.0), max(s.end for s in songs)
    first, end = base.frame_of(begin), base.frame_of(min(last, begin + _LONGEST))
    start, now = base.time_of(first), _every(scene)
    samples = clicks(grid.beats, grid.positions, start, base.time_of(end) - start)
    fits = bool(now) and all(_lies(strip, first, end) for strip in now)
    kept = {} if fits else _taken_away(scene)
    path = _written(samples.astype("<i2").tobytes())
    if not fits:
        channel = _free_channel(scene, first, end, kept.pop("channel", 0))
        now = [compat.strips(scene.sequence_editor).new_sound(NAME, str(path), channel, first)]
        for name, value in kept.items():
            setattr(now[0], name, value)
    sound = bpy.data.sounds.load(str(path), check_existing=True)
    sound.name = NAME
    if sound.packed_file is None:
        sound.pack()  # it plays wherever the .blend goes; Blender draws it red without the file
    for strip in now:
        _give(strip, sound)
        strip[METRONOME] = mark(grid)
    _files.of(scene).add(path)
    _sweep(scene)
    return now[0]


def _lies(strip: Any, first: int, end: int) -> bool:
    """Tell whether the content of a strip lies at some frames, Blender's rounding aside."""
    length = getattr(strip, compat.PLACE[3])
    return compat.content_start(strip) == first and abs(length - (end - first)) <= 1


def _taken_away(scene: Any) -> dict[str, Any]:
    """Remove all clicks; return how the first of them was set, for those in their place."""
    now = _every(scene)
    kept = {name: getattr(now[0], name) for name in _KEPT} if now else {"select": False}
    remove(scene)
    return kept


def _give(strip: Any, sound: Any) -> None:
    """Let a strip play another sound; the one before goes if nothing else plays it."""
    before = strip.sound
    if before == sound:
        return
    strip.sound = sound
    _let_go(strip.id_data, before)


def _let_go(scene: Any, sound: Any) -> None:
    """Remove a sound of clicks that nothing plays; `_sweep` removes its file."""
    if sound is not None and not sound.users:
        _files.of(scene).add(_file_of(sound))
        bpy.data.sounds.remove(sound)


def lay(scene: Any, songs: Sequence[Song]) -> None:
    """Let there be clicks on the beats of songs as they are now, and none without any.

    Raises:
        ValueError: As `add` does.
    """
    wanted = mark(clicked(songs))
    if not wanted:
        remove(scene)
    elif wanted != there(scene):
        add(scene, songs)


def follow(scene: Any) -> str:
    """Let the clicks of a scene, where it has some, be on the beats as they are now.

    Returns:
        Nothing, or why that could not be: a sentence.
    """
    if not there(scene):
        return ""
    try:
        lay(scene, shown.music_in(scene).every())
    except (ValueError, OSError, RuntimeError) as error:
        return str(error)
    return ""


def _written(data: bytes) -> Path:
    """Write samples into the extension's folder; the same ones have the same file."""
    folder = Path(bpy.utils.extension_path_user(ADDON_ID, path=_FOLDER, create=True))
    path = folder / f"clicks_{hashlib.sha256(data).hexdigest()[:16]}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data)
    return path


def remove(scene: Any) -> int:
    """Remove all clicks with their sounds and files, and return how many strips there were."""
    gone = _every(scene)
    for strip in gone:
        sound = strip.sound
        compat.strips(scene.sequence_editor).remove(strip)
        _let_go(scene, sound)
    _sweep(scene)
    return len(gone)


def _every(scene: Any) -> list[Any]:
    if scene is None or scene.sequence_editor is None:
        return []
    return [strip for strip in compat.strips(scene.sequence_editor) if is_metronome(strip)]


def _sweep(scene: Any) -> None:
    """Remove the files of clicks that were removed, or that an undo took away."""
    files, used = _files.of(scene), {_file_of(sound) for sound in bpy.data.sounds}
    for path in [path for path in files if path not in used]:
        files.discard(path)
        if path.parent.name == _FOLDER and path.name.startswith("clicks_"):
            path.unlink(missing_ok=True)


def _file_of(sound: Any) -> Path:
    return Path(bpy.path.abspath(sound.filepath))


def there(scene: Any) -> str:
    """Return the mark of the clicks of a scene; empty without any."""
    return next((str(strip[METRONOME]) for strip in _every(scene)), "")


def is_metronome(strip: Any) -> bool:
    """Tell whether a strip is one of clicks that were made here."""
    return strip.type == "SOUND" and bool(strip.get(METRONOME))


def _free_channel(scene: Any, first: int, end: int, wanted: int = 0) -> int:
    """Return the wanted channel if it is free, else one above all, else any."""
    taken = set()
    for strip in compat.strips(scene.sequence_editor):
        left, right = compat.frames(strip)
        if left < end and first < right:
            taken.add(strip.channel)
    order = [wanted, max(taken, default=0) + 1, *range(CHANNELS, 0, -1)]
    free = next((n for n in order if 1 <= n <= CHANNELS and n not in taken), None)
    if free is None:
        raise ValueError("no channel is free for the metronome")
    return free


class SEQUENCE_MAKER_OT_metronome_add(Operator):
    """Add a strip that clicks on every beat, higher on the first of a bar; corrections move it"""

    bl_idname = "sequence_maker.metronome_add"
    bl_label = "Add Metronome"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether a song was listened to."""
        return needs_song(cls, context)

    def execute(self, context):
        """Add it, in place of the one that is there."""
        scene = scene_to_edit(context)
        try:
            add(scene, shown.music_in(scene).every())
        except (ValueError, OSError, RuntimeError) as error:
            self.report({"ERROR"}, rpt_(str(error)))
            return {"CANCELLED"}
        shown.forget()
        pump.redraw(("UI", "WINDOW"))
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_metronome_remove(Operator):
    """Remove the metronome and its sound"""

    bl_idname = "sequence_maker.metronome_remove"
    bl_label = "Remove Metronome"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is one."""
        if not there(scene_to_edit(context)):
            cls.poll_message_set("There is no metronome")
            return False
        return True

    def execute(self, context):
        """Remove it."""
        remove(scene_to_edit(context))
        shown.forget()
        pump.redraw(("UI", "WINDOW"))
        return {"FINISHED"}


CLASSES = (SEQUENCE_MAKER_OT_metronome_add, SEQUENCE_MAKER_OT_metronome_remove)

"""Buttons that import words with their times, remove them, and bring them to another sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty, StringProperty
from bpy.types import Operator

from ...music.lyrics_files import CHOICES, ENDINGS, LARGEST, WordsFile, read_file
from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ..host import pump
from ..host.operator_base import SequenceOperator
from ..host.recognized import told
from ..host.scene import scene_to_edit
from ..song import lyrics
from . import word_owners

_FOUND_OUT = "AUTO"
_LETTERS = (
    (_FOUND_OUT, "Find Out", "The file's mark, UTF-8, or what its letters look like"),
    *((name, name, "") for name in CHOICES),
)


class SEQUENCE_MAKER_OT_words_import(SequenceOperator):
    """Read the words of the song with their times from a file: lyrics, captions, transcripts"""

    bl_idname = "sequence_maker.words_import"
    bl_label = "Import Lyrics…"
    bl_options = {"REGISTER", "UNDO"}

    filepath: StringProperty(
        name="File Path", description="A file with timed words", subtype="FILE_PATH"
    )
    filter_glob: StringProperty(
        default=";".join(f"*.{ending}" for ending in ENDINGS), options={"HIDDEN"}
    )
    encoding: EnumProperty(
        name="Letters", description="How the letters of the file are written", items=_LETTERS
    )

    def invoke(self, context, event):
        """Ask for the file."""
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Read it; the times count from the beginning of the longest sound."""
        try:
            found = _read(Path(self.filepath), self.encoding)
        except OSError as error:
            name = Path(self.filepath).name or self.filepath
            text = rpt_("{name} cannot be read: {reason}")
            self.report({"ERROR"}, text.format(name=name, reason=error.strerror or error))
            return {"CANCELLED"}
        except ValueError as error:
            self.report({"ERROR"}, told(str(error)))
            return {"CANCELLED"}
        lyrics.keep(scene_to_edit(context), found.words)
        self.report({"INFO"}, told(f"{counted(len(found.words), 'word')} imported"))
        for note in (*found.notes, *_unheard(scene_to_edit(context), found)):
            self.report({"WARNING"}, told(note))
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_words_remove(SequenceOperator):
    """Remove the imported words; text strips stay"""

    bl_idname = "sequence_maker.words_remove"
    bl_label = "Remove Lyrics"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there are words."""
        scene = scene_to_edit(context)
        if scene is None or not lyrics.count(scene):
            cls.poll_message_set("No words were imported")
            return False
        return True

    def execute(self, context):
        """Remove them."""
        removed = lyrics.remove(scene_to_edit(context))
        self.report({"INFO"}, told(f"{counted(removed, 'word')} removed"))
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_words_bring(SequenceOperator):
    """Use the words of a sound that is gone for the song: it is the same one in another file"""

    bl_idname = "sequence_maker.words_bring"
    bl_label = "Use Lyrics for This Song"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there are words without their sound."""
        scene = scene_to_edit(context)
        if scene is None or not lyrics.count(scene):
            cls.poll_message_set("No words were imported")
            return False
        return True

    def execute(self, context):
        """Bring them."""
        try:
            count = word_owners.bring(scene_to_edit(context))
        except ToolError as error:
            self.report({"ERROR"}, told(error.message))
            return {"CANCELLED"}
        if not count:
            self.report({"ERROR"}, "All words have their sound")
            return {"CANCELLED"}
        self.report({"INFO"}, told(f"{counted(count, 'word')} imported"))
        pump.redraw()
        return {"FINISHED"}


def _unheard(scene: Any, found: WordsFile) -> list[str]:
    """Tell where no word is heard, as where a timeline began at an hour."""
    if lyrics.words_of(scene):
        return []
    return [f"none of the words is heard: the first is at {found.words[0].start:g} s of the sound"]


def _read(path: Path, encoding: str) -> WordsFile:
    """Read a file of words.

    Raises:
        ValueError: If it is far too large for lyrics, or has no timed words; a sentence.
        OSError: If it cannot be read.
    """
    if not path.is_file():
        raise ValueError(f"{path.name or 'this'} is no file of words: choose one")
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path.name} is too large to be a file of words")
    return read_file(path.read_bytes(), path.name, "" if encoding == _FOUND_OUT else encoding)


CLASSES: tuple[type[Operator], ...] = (
    SEQUENCE_MAKER_OT_words_import,
    SEQUENCE_MAKER_OT_words_remove,
    SEQUENCE_MAKER_OT_words_bring,
)

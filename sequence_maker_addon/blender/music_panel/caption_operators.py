"""The button that writes the captions of a scene into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.props import EnumProperty, IntProperty, StringProperty

from ..host.operator_base import ExportOperator, ending
from ..host.scene import scene_to_edit
from ..song import lyrics
from .captions_shown import ENDINGS, captions_shown, text_of


class SEQUENCE_MAKER_OT_export_captions(ExportOperator):
    """Write captions as .srt or .vtt: the text strips, or the imported words laid out in rows"""

    bl_idname = "sequence_maker.export_captions"
    bl_label = "Export Captions…"
    bl_options = {"REGISTER"}

    filter_glob: StringProperty(default="*.srt;*.vtt", options={"HIDDEN"})
    format: EnumProperty(
        name="Format",
        description="How the captions are written",
        items=(
            ("SRT", "SubRip (.srt)", "Understood everywhere"),
            ("VTT", "WebVTT (.vtt)", "For the web; keeps the times of words"),
        ),
    )
    source: EnumProperty(
        name="From",
        description="What is written",
        items=(
            ("AUTO", "What Is There", "Text strips that show the words, else the words"),
            ("TEXTS", "Text Strips", "All text strips that are not muted"),
            ("WORDS", "Imported Words", "The imported words, laid out in rows"),
        ),
    )
    characters: IntProperty(
        name="Characters", description="Of a row, for imported words", default=42, min=8, max=200
    )

    @classmethod
    def poll(cls, context):
        """Tell whether there are words or texts."""
        if not super().poll(context):
            return False
        scene = scene_to_edit(context)
        if not lyrics.count(scene) and not captions_shown(scene, "TEXTS"):
            cls.poll_message_set("Import lyrics or add text strips first")
            return False
        return True

    def usual_name(self) -> str:
        """See `ExportOperator`."""
        return Path(bpy.data.filepath).stem or "captions"

    def with_ending(self, filepath: str) -> str:
        """See `ExportOperator`."""
        return ending(filepath, f".{self.format.lower()}", ENDINGS)

    def text(self, context: Any) -> str | None:
        """See `ExportOperator`."""
        captions = captions_shown(scene_to_edit(context), self.source, self.characters)
        if not captions:
            self.report({"ERROR"}, "There are no words and no texts to write")
            return None
        return text_of(captions, f".{self.format}")


CLASSES = (SEQUENCE_MAKER_OT_export_captions,)

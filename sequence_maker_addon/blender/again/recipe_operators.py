"""The operators that save a turn as a recipe, and apply a recipe to this song."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import StringProperty

from ...kept import recipe_file
from ...kept.recipe_file import Recipe
from ...music.musical_times import musical_times_in
from ...sequence.errors import ToolError
from ...tools import TOOLS
from ..chat import chats, readers, send_operators, turn_step
from ..host import pump
from ..host.compat import scene_by_uid
from ..host.operator_base import ExportOperator, SequenceOperator, ending
from ..host.recognized import told
from ..host.scene import scene_to_edit
from ..song import listening, shown
from ..sound import source
from ..wording.people import for_people
from . import turn_recipes
from .turn_operators import TurnOperator

LARGEST = 16_000_000
"""Bytes of a recipe that is read."""
ENDINGS = (".json", ".jsonl")
LONGEST_TOLD = 3
"""Faults of a recipe that are told."""


class SEQUENCE_MAKER_OT_save_recipe(TurnOperator, ExportOperator):
    """Save what this turn did as a recipe for other songs: times by sections and beats"""

    bl_idname = "sequence_maker.save_recipe"
    bl_label = "Save as Recipe…"
    bl_options = {"REGISTER"}

    filter_glob: StringProperty(default="*.json", options={"HIDDEN"})

    def invoke(self, context, event):
        """Choose the file; meanwhile the song is heard, if it was not yet."""
        if self.turn(context) is None:
            return {"CANCELLED"}
        if _is_unheard(scene_to_edit(context)):
            listening.start(scene_to_edit(context))
        return super().invoke(context, event)

    def usual_name(self) -> str:
        """See `ExportOperator`."""
        return "look"

    def with_ending(self, filepath: str) -> str:
        """See `ExportOperator`."""
        return ending(filepath, ENDINGS[0], (".txt",), ENDINGS[1:])

    def text(self, context: Any) -> str | None:
        """See `ExportOperator`."""
        scene, turn = scene_to_edit(context), self.turn(context)
        if turn is None:
            return None
        if not readers.can_repeat(turn):
            self.report({"WARNING"}, rpt_("This turn did nothing that can be repeated"))
            return None
        if not bpy.app.background and listening.running() and _is_unheard(scene):
            self.report({"WARNING"}, rpt_("The song is still being heard: save it a little later"))
            return None
        try:
            recipe, notes = turn_recipes.told(scene, turn)
        except ToolError as error:
            self.report({"ERROR"}, for_people(error.sentence()))
            return None
        for note in notes:
            self.report({"WARNING"}, for_people(note))
        return recipe_file.text_of(recipe)


class SEQUENCE_MAKER_OT_apply_recipe(SequenceOperator):
    """Do what a recipe says on this song, all of it or nothing; no model is asked"""

    bl_idname = "sequence_maker.apply_recipe"
    bl_label = "Apply Recipe…"
    bl_options = {"REGISTER"}

    filepath: StringProperty(
        name="File Path", description="A recipe, or a list of calls, as JSON", subtype="FILE_PATH"
    )
    filter_glob: StringProperty(default="*.json;*.jsonl", options={"HIDDEN"})

    @classmethod
    def poll(cls, context):
        """Tell whether the assistant is free."""
        return bool(send_operators.SEQUENCE_MAKER_OT_send.poll(context))

    def invoke(self, context, event):
        """Choose the file."""
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Begin the turn; it is shown, asked about and reverted as any other."""
        if not self.filepath.strip():
            self.report({"ERROR"}, "Choose a file to read")
            return {"CANCELLED"}
        path, scene = Path(bpy.path.abspath(self.filepath)), scene_to_edit(context)
        try:
            recipe = _read(path)
        except (OSError, ValueError) as error:
            why = told((isinstance(error, OSError) and error.strerror) or str(error))
            self.report({"ERROR"}, rpt_("{path} cannot be read: {why}").format(path=path, why=why))
            return {"CANCELLED"}
        needs = any(musical_times_in(list(call.arguments.values())) for call in recipe.calls)
        if needs and not bpy.app.background and _is_unheard(scene):
            uid = scene.session_uid
            listening.start(scene, follow=lambda song: _begin(scene_by_uid(uid), recipe))
            self.report({"INFO"}, rpt_("The song is heard first"))
            return {"FINISHED"}
        try:
            _begin(scene, recipe)
        except (ToolError, ValueError, chats.Busy) as error:
            text = error.sentence() if isinstance(error, ToolError) else str(error)
            self.report({"ERROR"}, for_people(text))
            return {"CANCELLED"}
        return self._ended(scene)

    def _ended(self, scene: Any) -> set[str]:
        """Without a window wait for the end, and tell how it was."""
        if not bpy.app.background:
            return {"FINISHED"}
        chat = chats.chat_of(scene)
        turn_step.wait(chat)
        error = chat.conversation.turns[-1].error
        if error is not None:
            self.report({"ERROR"}, for_people(error["message"]))
        return {"CANCELLED"} if error else {"FINISHED"}


def _begin(scene: Any, recipe: Recipe) -> None:
    turn_recipes.begin(chats.chat_of(scene), recipe)
    if not bpy.app.background:
        turn_step.start()
        pump.redraw()


def _read(path: Path) -> Recipe:
    """Return the recipe of a file.

    Raises:
        OSError or ValueError: If it is none, or nothing can be made of it; one sentence.
    """
    if path.stat().st_size > LARGEST:
        raise ValueError("it is too large")
    found = recipe_file.read(path.read_text(encoding="utf-8-sig"), path.suffix)
    if found.prompts:
        raise ValueError("it is made of prompts: send them in the chat")
    faults = recipe_file.problems(found, TOOLS)
    if faults:
        raise ValueError("; ".join(faults[:LONGEST_TOLD]))
    return found if found.name else Recipe(path.stem, found.calls)


def _is_unheard(scene: Any) -> bool:
    """Tell whether there is a song that was not heard yet."""
    try:
        source.song_strip(scene)
    except ToolError:
        return False
    return shown.music_in(scene).known() is None


CLASSES = (SEQUENCE_MAKER_OT_save_recipe, SEQUENCE_MAKER_OT_apply_recipe)

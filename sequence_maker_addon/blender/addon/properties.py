"""What the scene keeps: the conversation and the figures of the chat."""

from __future__ import annotations

from bpy.props import (
    BoolProperty,
    CollectionProperty,
    FloatProperty,
    IntProperty,
    PointerProperty,
    StringProperty,
)
from bpy.types import PropertyGroup

from ..chat.scene_metrics import SequenceMakerMetrics
from ..host import compat, pump
from ..host.scene import NOT_KEPT
from ..keeping import kept_properties
from ..keeping.kept_properties import SequenceMakerKeptChat, SequenceMakerKeptTurn
from ..permits import spent


class SequenceMakerProtection(PropertyGroup):
    """A stretch of the sequence that the assistant must leave as it is."""

    start_time: FloatProperty(name="Start", description="In seconds from the sequence start")
    end_time: FloatProperty(name="End", description="In seconds from the sequence start")
    channel: IntProperty(name="Channel", description="0 is every channel", min=0, max=128)


class SequenceMakerGrid(PropertyGroup):
    """What the user keeps of one sound; `name` is the key of its content."""

    data: StringProperty(
        name="Beat Grid", description="Beats in seconds of the sound, as JSON", options={"HIDDEN"}
    )
    bpm: FloatProperty(
        name="Tempo", description="The tempo that the user knows; 0 is unknown", min=0.0
    )
    words: StringProperty(
        name="Words", description="In seconds of the sound, as JSON", options={"HIDDEN"}
    )


def _sounds(self, context, edit_text):
    """List the sound strips of the scene."""
    editor = self.id_data.sequence_editor
    strips = compat.all_strips(editor) if editor else ()
    return [strip.name for strip in strips if strip.type == "SOUND"]


class SequenceMakerScene(PropertyGroup):
    """The chats of one scene; `conversation` and `ledgers` are those of files of 0.1."""

    kept_turns: CollectionProperty(type=SequenceMakerKeptTurn, name="Turns of All Chats")
    chats: CollectionProperty(type=SequenceMakerKeptChat, name="Chats")
    current_chat: IntProperty(name="Open Chat", description="The number of the chat", min=0)
    conversation: StringProperty(
        name="Conversation", description="The turns of the chat as JSON", options={"HIDDEN"}
    )
    damaged: StringProperty(
        name="Damaged", description="What could not be read, as it came", options={"HIDDEN"}
    )
    wishes: StringProperty(
        name="Wishes", description="Standing wishes for this file, as JSON", options={"HIDDEN"}
    )
    recollections: StringProperty(
        name="Recollections",
        description="What is remembered of turns that no longer go along, as JSON",
        options={"HIDDEN"},
    )
    ledgers: StringProperty(
        name="Ledgers", description="What the turns can revert, as JSON", options={"HIDDEN"}
    )
    standing: StringProperty(
        name="Standing", description="Which turns were not undone", options={"HIDDEN"}
    )
    first_frame: IntProperty(
        name="First Frame",
        description="The frame at 0 seconds, where that is not the first of the scene's range",
        default=NOT_KEPT,
        options={"HIDDEN"},
    )
    protections: CollectionProperty(type=SequenceMakerProtection, name="Protected Stretches")
    grids: CollectionProperty(type=SequenceMakerGrid, name="Beat Grids")
    markers: StringProperty(
        name="Our Markers", description="The markers we wrote, as JSON", options={"HIDDEN"}
    )
    lyrics: StringProperty(
        name="Lyrics", description="Imported words without a sound, as JSON", options={"HIDDEN"}
    )
    song: StringProperty(
        name="Song",
        description="The sound whose beats count; empty for the longest that is not muted",
        search=_sounds,
    )
    show_beats: BoolProperty(
        name="Show Beats",
        description="Draw bars, beats and sections over the Sequencer",
        default=True,
        update=pump.redraw_strips,
    )
    show_fades: BoolProperty(
        name="Show Fades",
        description="Draw fades and other animated colors over the strips that have them",
        default=True,
        update=pump.redraw_strips,
    )
    last_request: PointerProperty(type=SequenceMakerMetrics, name="Last Request")
    last_turn: PointerProperty(type=SequenceMakerMetrics, name="Last Turn")
    session: PointerProperty(type=SequenceMakerMetrics, name="Since the File Was Opened")
    spent: PointerProperty(type=spent.SequenceMakerSpent, name="Spent")
    totals: PointerProperty(type=SequenceMakerMetrics, name="Whole File")


CLASSES = (
    SequenceMakerMetrics,
    SequenceMakerProtection,
    SequenceMakerGrid,
    *spent.CLASSES,
    *kept_properties.CLASSES,
    SequenceMakerScene,
)

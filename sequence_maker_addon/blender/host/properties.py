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

from . import compat

UNKNOWN = -1


def _seconds(name: str, description: str) -> FloatProperty:
    return FloatProperty(
        name=name, description=f"{description}, in seconds; -1 is unknown", default=UNKNOWN
    )


def _count(name: str, description: str, default: int = UNKNOWN) -> IntProperty:
    unknown = "; -1 is unknown" if default == UNKNOWN else ""
    return IntProperty(name=name, description=f"{description}{unknown}", default=default)


class SequenceMakerMetrics(PropertyGroup):
    """Figures of requests; `figures` is their only writer and reader."""

    time_to_first_token: _seconds("Time to First Token", "From sending to the first piece")
    response_time: _seconds("Response Time", "From sending to the end of the answer")
    prompt_tokens: _count("Prompt Tokens", "Tokens that the model read")
    completion_tokens: _count("Completion Tokens", "Tokens that the model wrote")
    cached_tokens: _count("Cached Tokens", "Prompt tokens that came from the server's cache")
    reasoning_tokens: _count("Reasoning Tokens", "Completion tokens spent on thinking")
    cost_usd: FloatProperty(
        name="Cost",
        description="Estimated cost in US dollars; -1 is unknown",
        default=UNKNOWN,
        precision=6,
    )
    tokens_per_second: FloatProperty(
        name="Tokens per Second",
        description="Completion tokens a second while the answer streamed; -1 is unknown",
        default=UNKNOWN,
    )
    characters_per_second: FloatProperty(
        name="Characters per Second",
        description="Characters a second while the answer streamed; -1 is unknown",
        default=UNKNOWN,
    )
    retries: _count("Retries", "How often a request was sent again", 0)
    tool_calls: _count("Function Calls", "Function calls that were carried out", 0)
    tool_time: FloatProperty(
        name="Function Time", description="Time that the function calls took, in seconds"
    )
    requests: _count("Requests", "Requests to the model", 0)
    characters: _count("Characters", "Characters of text, thought and arguments", 0)
    streaming_time: _seconds("Streaming Time", "From the first to the last piece")


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
    """The chat of one scene."""

    conversation: StringProperty(
        name="Conversation", description="The turns of the chat as JSON", options={"HIDDEN"}
    )
    ledgers: StringProperty(
        name="Ledgers", description="What the turns can revert, as JSON", options={"HIDDEN"}
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
    )
    last_request: PointerProperty(type=SequenceMakerMetrics, name="Last Request")
    last_turn: PointerProperty(type=SequenceMakerMetrics, name="Last Turn")
    session: PointerProperty(type=SequenceMakerMetrics, name="Since the File Was Opened")
    totals: PointerProperty(type=SequenceMakerMetrics, name="Whole File")


CLASSES = (
    SequenceMakerMetrics,
    SequenceMakerProtection,
    SequenceMakerGrid,
    SequenceMakerScene,
)

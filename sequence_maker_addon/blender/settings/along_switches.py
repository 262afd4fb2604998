"""What goes along with a prompt: a switch each, kept in the preferences."""

from bpy.props import BoolProperty
from bpy.types import PropertyGroup

NAMES = ("song", "selection", "playhead", "range", "edits")
"""The switches, in the order in which they are drawn."""


class SequenceMakerAlong(PropertyGroup):
    """What the model is told besides the prompt, and what is remembered for it."""

    song: BoolProperty(
        name="Song",
        description="Tell the assistant what was heard of the song: tempo, bars and sections",
        default=True,
    )
    selection: BoolProperty(
        name="Selection", description="Tell the assistant which strips are selected", default=True
    )
    playhead: BoolProperty(
        name="Playhead", description="Tell the assistant where the playhead stands", default=True
    )
    range: BoolProperty(
        name="Range",
        description="Tell the assistant the preview range, or else the time between selected "
        "markers",
        default=True,
    )
    edits: BoolProperty(
        name="Edits by Hand",
        description="Tell the assistant what you changed yourself since its last turn",
        default=True,
    )
    summaries: BoolProperty(
        name="Summarize Earlier Turns",
        description="Where the model's window has no room for all turns, let the model sum up the "
        "oldest ones, by a short request of its own",
        default=True,
    )

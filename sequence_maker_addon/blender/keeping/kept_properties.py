"""What a scene keeps of its chats: their list, and the turns of all of them in one row."""

from __future__ import annotations

from bpy.props import BoolProperty, IntProperty, StringProperty
from bpy.types import PropertyGroup


class SequenceMakerKeptTurn(PropertyGroup):
    """A turn; those of all chats stand in the order in which they were begun.

    A new turn so only adds to the end of what the scene keeps, and undo steps share the rest.
    """

    chat: IntProperty(name="Chat", description="The number of its chat, 0 for a free place")
    size: IntProperty(name="Size", description="Characters of the turn", min=0)
    changes: IntProperty(name="Changes", description="Characters of its ledger", min=0)
    text: StringProperty(name="Text", description="The turn as JSON", options={"HIDDEN"})
    ledger: StringProperty(
        name="Ledger", description="What the turn can revert, as JSON", options={"HIDDEN"}
    )


class SequenceMakerKeptChat(PropertyGroup):
    """A chat in the list; `name` is what the person calls it."""

    number: IntProperty(name="Number", description="By which its turns name it", min=0)
    uid: StringProperty(name="Identity", description="By which it is signed", options={"HIDDEN"})
    title: StringProperty(name="Beginning", description="The beginning of its first prompt")
    pinned: BoolProperty(name="Pinned", description="Stands at the top of the list")
    made: IntProperty(name="Made", description="When it was begun, in minutes since 1970", min=0)
    dropped: IntProperty(
        name="Dropped", description="Turns that earlier versions no longer kept", min=0
    )


CLASSES = (SequenceMakerKeptTurn, SequenceMakerKeptChat)

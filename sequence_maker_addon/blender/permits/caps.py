"""The caps of the preferences, in money and tokens, each with a switch of its own."""

from __future__ import annotations

from typing import Any

from bpy.props import BoolProperty, FloatProperty, IntProperty
from bpy.types import PropertyGroup

from ...chat.spending import SPANS, Cap, Span

LABELS: dict[Span, str] = {
    "turn": "One Prompt",
    "session": "This Session",
    "day": "Today",
    "file": "This File",
}
ABOUT: dict[Span, str] = {
    "turn": "for one prompt",
    "session": "from the start of Blender to its end",
    "day": "in a day, in all files",
    "file": "for the chats of a file",
}
USD, TOKENS = "usd", "tokens"


def _annotations() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for span in SPANS:
        label, about = LABELS[span], ABOUT[span]
        found[f"use_{span}_usd"] = BoolProperty(
            name=f"Limit Cost: {label}", description=f"Stop when more money is spent {about}"
        )
        found[f"{span}_usd"] = FloatProperty(
            name=f"Cost: {label}",
            description=f"Estimated US dollars {about}",
            default=1.0,
            min=0.0,
            soft_max=100.0,
            precision=2,
        )
        found[f"use_{span}_tokens"] = BoolProperty(
            name=f"Limit Tokens: {label}", description=f"Stop when more tokens are spent {about}"
        )
        found[f"{span}_tokens"] = IntProperty(
            name=f"Tokens: {label}",
            description=f"Tokens that are read and written {about}",
            default=500_000,
            min=0,
        )
    found["use_ask"] = BoolProperty(
        name="Ask Before Large Requests",
        description="Say what a large request takes before it is sent",
        default=True,
    )
    found["ask_tokens"] = IntProperty(
        name="Large From",
        description="Tokens from which a request is large",
        default=50_000,
        min=1000,
    )
    return found


SequenceMakerCaps = type(
    "SequenceMakerCaps",
    (PropertyGroup,),
    {"__doc__": "What the chat may spend", "__annotations__": _annotations()},
)


def caps_of(group: Any) -> dict[Span, Cap]:
    """Return the caps that are switched on."""
    found = {}
    for span in SPANS:
        usd = getattr(group, f"{span}_usd") if getattr(group, f"use_{span}_usd") else None
        tokens = getattr(group, f"{span}_tokens") if getattr(group, f"use_{span}_tokens") else None
        if usd is not None or tokens is not None:
            found[span] = Cap(usd, tokens)
    return found


def draw(layout: Any, group: Any) -> None:
    """Draw a row for each span: money and tokens, each behind its switch."""
    for span in SPANS:
        row = layout.row(heading=LABELS[span])
        for unit in (USD, TOKENS):
            part = row.row(align=True)
            part.prop(group, f"use_{span}_{unit}", text="")
            value = part.row(align=True)
            value.active = getattr(group, f"use_{span}_{unit}")
            value.prop(group, f"{span}_{unit}", text="$" if unit == USD else "Tokens")
    row = layout.row(heading="Ask Before Large Requests")
    row.prop(group, "use_ask", text="")
    value = row.row()
    value.active = group.use_ask
    value.prop(group, "ask_tokens", text="Tokens")


CLASSES = (SequenceMakerCaps,)

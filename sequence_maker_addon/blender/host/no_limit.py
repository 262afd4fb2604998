"""Switches for numbers that have a value for "none": nobody has to know that it is 0 or -1."""

from __future__ import annotations

from typing import Any

from bpy.props import BoolProperty


def switch(name: str, number: str, usual: float, none: float, text: str) -> Any:
    """Return a switch for a number: off writes the value for "none", on the usual one.

    Args:
        name: What it is called.
        number: The property that it switches.
        usual: The number that it begins with when it is switched on.
        none: The number that stands for none.
        text: Its tooltip.
    """

    def is_on(owner: Any) -> bool:
        return bool(getattr(owner, number) != none)

    def turn(owner: Any, wanted: bool) -> None:
        if wanted != is_on(owner):
            setattr(owner, number, usual if wanted else none)

    return BoolProperty(name=name, description=text, get=is_on, set=turn)


def draw(layout: Any, owner: Any, number: str, text: str) -> None:
    """Draw switch and number in one row; where it is off, what holds then.

    Args:
        layout: Where it goes.
        owner: Who has both properties.
        number: The number's name; the switch is called `use_` and that.
        text: What is said where it is off.
    """
    shown = owner.bl_rna.properties[number].name
    row = layout.row(heading=shown)
    row.prop(owner, f"use_{number}", text="")
    if getattr(owner, f"use_{number}"):
        row.prop(owner, number, text="")
    else:
        dim = row.row()
        dim.active = False
        dim.label(text=text)

"""Stands in for Blender's layouts: keeps what is drawn, and refuses what Blender would refuse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import bpy

FUNCTIONS = bpy.types.UILayout.bl_rna.functions
PROPERTIES = bpy.types.UILayout.bl_rna.properties
OWN = ("panel", "panel_prop", "menu", "separator", "textbox")


class Button:
    """The properties of an operator's button; only those that the operator has."""

    def __init__(self, operator: str) -> None:
        group, name = operator.split(".")
        self.__dict__["known"] = getattr(getattr(bpy.ops, group), name).get_rna_type().properties
        self.__dict__["given"] = {}

    def __setattr__(self, name: str, value: Any) -> None:
        assert name in self.known, name
        self.given[name] = value


class Drawn:
    """A layout. `open` are the panels that are unfolded: parts of their names, or True for all."""

    def __init__(self, kept: list[tuple[str, Any, dict]] | None = None, open: Any = ()) -> None:
        self.__dict__.update(kept=[] if kept is None else kept, open=open, look={})

    def __setattr__(self, name: str, value: Any) -> None:
        assert name in PROPERTIES, name
        self.look[name] = value

    def _inner(self) -> Drawn:
        made = Drawn(self.kept, self.open)
        made.look.update({k: v for k, v in self.look.items() if k in ("alert", "active")})
        return made

    def panel(self, idname: str, default_closed: bool = False) -> tuple[Drawn, Drawn | None]:
        is_open = self.open is True or any(part in idname for part in self.open)
        return self._inner(), self._inner() if is_open else None

    def panel_prop(self, data: Any, name: str) -> tuple[Drawn, Drawn | None]:
        return self._inner(), self._inner() if getattr(data, name) else None

    def textbox(self, data: Any, name: str, **_: Any) -> None:
        self.kept.append(("prop", name, {}))

    def __getattr__(self, name: str) -> Any:
        if name not in FUNCTIONS:
            raise AttributeError(name)

        def call(*given: Any, **options: Any) -> Any:
            known = FUNCTIONS[name].parameters
            assert set(options) <= set(known.keys()) | {"text"}, (name, options)
            if "icon" in options:
                assert options["icon"] in known["icon"].enum_items, options["icon"]
            if name == "operator":
                button = Button(given[0])
                self.kept.append((name, given[0], {**options, "button": button, **self.look}))
                return button
            if name in ("label", "progress", "menu", "prop", "operator_menu_enum"):
                what = options.get("text", "") if name in ("label", "progress") else given[-1]
                self.kept.append((name, what, {**options, **self.look}))
            return Button(given[0]) if name == "operator_menu_enum" else self._inner()

        return call

    def texts(self) -> list[str]:
        """All that can be read, in order."""
        return [str(o.get("text", w)) for kind, w, o in self.kept if kind != "prop"]

    def operators(self) -> list[str]:
        """The operators of the buttons, in order."""
        return [what for kind, what, _ in self.kept if kind == "operator"]

    def of(self, text: str) -> Iterator[dict]:
        """The options of what shows a text."""
        yield from (o for _, w, o in self.kept if text in str(o.get("text", w)))


class Region:
    """A sidebar's region of a width in pixels."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.view2d = self

    def region_to_view(self, x: float, y: float) -> tuple[float, float]:
        return x, y


class Context:
    """What panels read of a context."""

    def __init__(self, width: int = 379) -> None:
        self.region = Region(width)

    def __getattr__(self, name: str) -> Any:
        return getattr(bpy.context, name)

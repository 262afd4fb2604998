"""The wishes of a scene as functions, plain commands and requests reach them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...chat.memory.wish import Wish, color_word, defaults, in_force, palettes
from ...kept import wishes_file
from ...sequence.color import Rgb, rgb
from ..host import compat
from . import scene_wishes, wish_file
from .own_secret import signer

ARGUMENTS = {"overlap": "on_overlap", "duration": "duration"}
"""Arguments of functions, and of plain commands, by the defaults that fill them."""


class SceneWishes:
    """See `toolkit.world.Wishes`. Holds a scene's uid, never the scene: undo frees it.

    Args:
        scene: Whose wishes, besides those of this computer.
    """

    def __init__(self, scene: Any) -> None:
        self._scene_uid = scene.session_uid

    def holding(self) -> list[Wish]:
        """Return all that hold; those of the file win over those of this computer."""
        scene = compat.scene_by_uid(self._scene_uid)
        return in_force(self.elsewhere(), [] if scene is None else scene_wishes.own(scene))

    def palette(self, name: str) -> Sequence[Rgb] | None:
        """See `Wishes.palette`."""
        return palettes(self.holding()).get(color_word(name[:200]))

    def palettes(self) -> Mapping[str, Sequence[Rgb]]:
        """See `Wishes.palettes`."""
        return {
            wish.name: [rgb(color) for color in wish.colors]
            for wish in self.holding()
            if wish.kind == "palette"
        }

    def defaults(self) -> Mapping[str, Any]:
        """See `Wishes.defaults`."""
        found = defaults(self.holding())
        return {ARGUMENTS[name]: found[name] for name in ARGUMENTS if name in found}

    def asks_always(self) -> bool:
        """Tell whether every change is to be asked about."""
        return defaults(self.holding()).get("confirm") == "always"

    def elsewhere(self) -> list[Wish]:
        """See `Wishes.elsewhere`."""
        return wish_file.of_this_computer().read()

    def read(self, rows: Any) -> list[tuple[Any, dict[str, Any]]]:
        """See `Wishes.read`."""
        return [
            (wishes_file.wish_of(row), row) for row in rows if wishes_file.is_own(row, signer())
        ]

    def row(self, wish: Any) -> dict[str, Any]:
        """See `Wishes.row`."""
        return scene_wishes.row_of(wish)

"""Wishes in memory: the second implementation of what functions ask of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bl_ext.user_default.sequence_maker.chat.memory import wish as wishes
from bl_ext.user_default.sequence_maker.chat.memory.wish import Wish
from bl_ext.user_default.sequence_maker.kept import wishes_file
from bl_ext.user_default.sequence_maker.kept.signatures import Signer
from bl_ext.user_default.sequence_maker.sequence.color import Rgb, rgb

SIGNER = Signer(b"mine")


def row(text: str, **more: Any) -> dict[str, Any]:
    """Return the row of an instruction, signed here."""
    return wishes_file.row_of(Wish("instruction", text, **more), SIGNER)


class ListWishes:
    """See `toolkit.world.Wishes`; `scene` keeps those of the file, `everywhere` the others."""

    def __init__(self, scene: Any, *everywhere: Wish) -> None:
        self.scene, self.everywhere = scene, list(everywhere)

    def holding(self) -> list[Wish]:
        """Return all that hold."""
        own = [wish for wish, _ in self.read(self.scene.state("wishes") or [])]
        return wishes.in_force(self.everywhere, own)

    def palette(self, name: str) -> Sequence[Rgb] | None:
        """See `Wishes.palette`."""
        return wishes.palettes(self.holding()).get(wishes.color_word(name))

    def palettes(self) -> Mapping[str, Sequence[Rgb]]:
        """See `Wishes.palettes`."""
        every = [wish for wish in self.holding() if wish.kind == "palette"]
        return {wish.name: [rgb(color) for color in wish.colors] for wish in every}

    def defaults(self) -> Mapping[str, Any]:
        """See `Wishes.defaults`."""
        found = dict(wishes.defaults(self.holding()))
        overlap = {"on_overlap": found.pop("overlap")} if "overlap" in found else {}
        return {n: v for n, v in found.items() if n == "duration"} | overlap

    def elsewhere(self) -> list[Wish]:
        """See `Wishes.elsewhere`."""
        return self.everywhere

    def read(self, rows: Any) -> list[tuple[Any, dict[str, Any]]]:
        """See `Wishes.read`."""
        own = [row for row in rows if wishes_file.is_own(row, SIGNER)]
        return [(wishes_file.wish_of(row), row) for row in own]

    def row(self, wish: Any) -> dict[str, Any]:
        """See `Wishes.row`."""
        return wishes_file.row_of(wish, SIGNER)

"""Where each lamp stands, and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MARGIN = 0.035
"""Of the picture's height, free at its edges."""
NAME = 0.2
"""Of a cell's height, for the name below the lamp."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One lamp's place in pixels; all cells of a picture are of one size.

    Attributes:
        left: Of the cell.
        top: Of the cell, from the top.
    """

    left: int
    top: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The lamps of a picture.

    Attributes:
        width: Of the picture, in pixels.
        height: Of the picture.
        cell_width: Of a cell.
        cell_height: Of a cell, its name included.
        cells: In order, from left to right and from top to bottom.
    """

    width: int
    height: int
    cell_width: int
    cell_height: int
    cells: tuple[Cell, ...]

    @property
    def light(self) -> int:
        """Height of the part of a cell that the lamp lights; the name is below."""
        return self.cell_height - self.name_height

    @property
    def name_height(self) -> int:
        """Height of the name's line."""
        return max(int(self.cell_height * NAME), 1)

    @property
    def font_size(self) -> float:
        """Of the names, in pixels."""
        return max(min(self.name_height * 0.62, self.cell_width * 0.14, self.height * 0.042), 6.0)

    def middle(self, place: int) -> tuple[int, int]:
        """Return the pixel in the middle of a lamp, from the left and from the top."""
        cell = self.cells[place]
        return cell.left + self.cell_width // 2, cell.top + self.light // 2


def grid_of(count: int, width: int, height: int) -> Grid:
    """Return the grid in which lamps are largest.

    Args:
        count: How many lamps, 1 at least.
        width: Of the picture, in pixels.
        height: Of the picture.

    Raises:
        ValueError: If there is no lamp.
    """
    if count < 1:
        raise ValueError("there is no segment to show")
    edge = int(height * MARGIN)
    columns = max(range(1, count + 1), key=lambda n: (_lamp(n, count, width, height, edge), -n))
    lines = -(-count // columns)
    across, down = (width - 2 * edge) // columns, (height - 2 * edge) // lines
    across, down = min(across, int(down * 1.5)), min(down, int(across * 1.5))
    cells = _cells(count, columns, (width, height), (across, down))
    return Grid(width, height, across, down, cells)


def _lamp(columns: int, count: int, width: int, height: int, edge: int) -> float:
    lines = -(-count // columns)
    return min((width - 2 * edge) / columns, (height - 2 * edge) / lines * (1 - NAME))


def _cells(
    count: int, columns: int, size: tuple[int, int], cell: tuple[int, int]
) -> tuple[Cell, ...]:
    """Center every line, the last one, too."""
    lines = -(-count // columns)
    top = (size[1] - lines * cell[1]) // 2
    made = []
    for place in range(count):
        line, column = divmod(place, columns)
        inside = min(columns, count - line * columns)
        left = (size[0] - inside * cell[0]) // 2
        made.append(Cell(left + column * cell[0], top + line * cell[1]))
    return tuple(made)


def headings(names: Sequence[str]) -> tuple[str, ...]:
    """Return names of lamps, none of them empty."""
    return tuple(name.strip() or "…" for name in names)

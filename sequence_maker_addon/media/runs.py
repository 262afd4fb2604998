"""Image sequences: numbered files of one name, `shot_[0001-0240].png`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST = 8
"""Images in a row from which a list shows them as one."""
MOST = 10_000
"""Images of a sequence."""
_RANGE = re.compile(r"(.*)\[(\d+)-(\d+)\](\.\w+)", re.DOTALL)
_HASHES = re.compile(r"([^#]*)(#+)(\.\w+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """Files that differ in a number of so many digits, `first` to `last`."""

    head: str
    digits: int
    first: int
    last: int
    tail: str

    def __len__(self) -> int:
        """How many images it has."""
        return self.last - self.first + 1

    @property
    def name(self) -> str:
        """Its name in one."""
        first, last = (str(n).zfill(self.digits) for n in (self.first, self.last))
        return f"{self.head}[{first}-{last}]{self.tail}"

    def names(self) -> list[str]:
        """Return the names of its files, the first number first."""
        numbers = range(self.first, self.last + 1)
        return [f"{self.head}{str(n).zfill(self.digits)}{self.tail}" for n in numbers]

    def beginning(self, name: str) -> Run:
        """Return the same sequence as its first file's own name says it."""
        head = name[: len(name) - self.digits - len(self.tail)]
        return Run(head, self.digits, self.first, self.last, name[len(name) - len(self.tail) :])


def run_named(name: str) -> Run | None:
    """Return the sequence that a name such as `shot_[0001-0240].png` stands for."""
    found = _RANGE.fullmatch(name)
    if found is None or max(len(found[2]), len(found[3])) > 9:
        return None
    run = Run(found[1], len(found[2]), int(found[2]), int(found[3]), found[4])
    return run if 0 < len(run) <= MOST else None


def run_in(name: str, others: Iterable[str]) -> Run | None:
    """Return the longest sequence among files for a name such as `shot_####.png`."""
    found = _HASHES.fullmatch(name)
    if found is None:
        return None
    head, tail = found[1], found[3]
    fitting = [other for other in others if other.startswith(head) and other.endswith(tail)]
    runs = [run for run in grouped(fitting, 1) if isinstance(run, Run) and run.head == head]
    return max(runs, key=len, default=None)


def grouped(names: Sequence[str], least: int = LEAST) -> list[Run | str]:
    """Return names in their order, numbered ones in a row as one.

    Args:
        names: Of images, sorted.
        least: How many in a row become one.
    """
    found: list[Run | str] = []
    for name in names:
        parts = _last_number(name)
        last = found[-1] if found else None
        if parts is None:
            found.append(name)
        elif isinstance(last, Run) and _follows(last, parts):
            found[-1] = Run(last.head, last.digits, last.first, last.last + 1, last.tail)
        else:
            head, number, tail = parts
            found.append(Run(head, len(number), int(number), int(number), tail))
    return [one for run in found for one in _shown(run, least)]


def _shown(run: Run | str, least: int) -> Sequence[Run | str]:
    return [run] if isinstance(run, str) or len(run) >= least else run.names()


def _follows(run: Run, parts: tuple[str, str, str]) -> bool:
    head, number, tail = parts
    digits = len(number) == run.digits
    return digits and (head, tail) == (run.head, run.tail) and int(number) == run.last + 1


def _last_number(name: str) -> tuple[str, str, str] | None:
    """Split a name at the number before its ending."""
    found = re.fullmatch(r"(.*?)(\d{1,9})(\.\w+)", name, re.DOTALL)
    return (found[1], found[2], found[3]) if found else None

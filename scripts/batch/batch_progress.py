"""Shows a person how far a batch is: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from batch_manifest import Row

FAILING = 3
"""How many failing songs stand beside the bar."""


class Progressing:
    """Tells how songs end, and shows the figures.

    Args:
        total: How many songs there are.
        cost: Returns what was spent so far, in words.
    """

    def __init__(self, total: int, cost: Callable[[], str]) -> None:
        self._console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        self._total, self._cost = total, cost
        self._done = self._made = 0
        self._failing: list[str] = []
        self._start = time.monotonic()
        self._bar: Progress | None = None
        self._task: Any = None

    def __enter__(self) -> Progressing:
        """Show the bar, where it can be shown."""
        if self._console.is_terminal:
            columns = BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
            told = TextColumn("{task.fields[told]}", markup=False)
            self._bar = Progress(*columns, told, console=self._console, refresh_per_second=2)
            self._task = self._bar.add_task("", total=self._total, told="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the last state of the bar on the screen."""
        if self._bar is not None:
            self._bar.stop()

    def line(self, text: str) -> None:
        """Tell something once."""
        shown = "".join(
            char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text
        )
        self._console.print(shown, soft_wrap=True)

    def refused(self, name: str, why: str) -> None:
        """Tell of a song that cannot be begun."""
        self._done += 1
        self._failing.append(name)
        self._tell(f"{name}: failed: {why}", always=True)

    def ended(self, row: Row, kept: bool) -> None:
        """Tell how a song ended; see `batch_loop.Teller`."""
        self._done += 1
        if row.error is not None:
            self._failing.append(row.name)
            self._tell(f"{row.name}: failed in {_stage(row)}: {row.error['message']}", always=True)
            return
        self._made += not kept
        self._tell(f"{row.name}: {'is there already' if kept else how(row)}", always=False)

    def moved(self) -> None:
        """Show the figures as they are now."""
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, told=self.figures())

    def figures(self) -> str:
        """Return songs a minute, cost and the failing songs, in words."""
        minutes = max(time.monotonic() - self._start, 1e-3) / 60
        told = [f"{self._made / minutes:.1f} songs a minute", self._cost()]
        if self._failing:
            named = ", ".join(self._failing[-FAILING:])
            told.append(f"{len(self._failing)} failing: {named}")
        return ", ".join(part for part in told if part)

    def _tell(self, text: str, always: bool) -> None:
        if self._bar is None:
            text = f"[{self._done}/{self._total}] {text}"
        elif not always:
            return
        self.line(text)


def how(row: Row) -> str:
    """Return how a song was made, in words."""
    if "other" in row.stages.values():
        return "made by another submitter"
    times = [f"{stage} {seconds:.1f} s" for stage, seconds in row.seconds.items()]
    return f"made ({', '.join(times)})" if times else "made"


def _stage(row: Row) -> str:
    return next((stage for stage, what in row.stages.items() if what == "failed"), "the beginning")


def money(rows: Iterable[Row], asks: bool) -> str:
    """Return what the model cost so far, in words; nothing where none is asked."""
    if not asks:
        return ""
    every = list(rows)
    known = sum(row.cost for row in every if row.cost is not None)
    unknown = any(row.cost is None for row in every)
    tokens = sum(row.tokens for row in every)
    told = f"${known:.2f}" if not unknown else f"${known:.2f} and what has no known price"
    return f"{told}, {tokens:,} tokens"

"""The calls of one answer, planned together on a copy before the first of them runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..sequence.flashing import Flashing
from ..sequence.ledger import merged
from .jobs import Confirm, Job, Progress
from .plan_words import in_danger, in_words, notes_of, plan_rows, state_notes, total_in_words
from .policies import agree, must_ask
from .registry import Tool
from .rehearsal_world import rehearsed
from .world import Session

MOST_SENTENCES = 6


class Rehearsal:
    """Carries writing calls out on a copy of the world, and says what must be asked about them.

    A call that is refused there is left out: it will be refused again, with its reason.

    Attributes:
        progress: How far a long call has come.
    """

    def __init__(self, session: Session, calls: Sequence[tuple[Tool, dict[str, Any]]]) -> None:
        self._session = session
        self._copy = rehearsed(session)
        self._jobs = [tool.start(self._copy, arguments) for tool, arguments in calls]
        self.progress: Progress | None = None

    def step(self) -> bool:
        """Do a piece of it; tell whether all calls were rehearsed."""
        if not self._jobs:
            return True
        job: Job = self._jobs[0]
        if job.step():
            self._jobs.pop(0)
        elif job.waiting:
            job.answer(True)
        self.progress = job.progress
        return not self._jobs

    def question(self, proposed: Sequence[str] = ()) -> Confirm | None:
        """Return the one question about all of it, the sum first; None if there is none.

        Args:
            proposed: Functions that are to be asked about whatever they do.
        """
        total, limits = self._copy.so_far, self._session.limits
        flashing = self._flashing
        if not must_ask(self._session, total) and not flashing and not proposed:
            return None
        changes = tuple(self._copy.written)
        together = merged(changes).change()
        names = ", ".join(name.replace("_", " ") for name in proposed)
        head = total_in_words(total) if changes or not proposed else names
        danger = []
        if flashing:
            harm = in_danger(flashing, limits.flashes_per_second)
            danger = [f"{harm}. Create it all the same?"]
        plans = _shortened([text for change in changes if (text := in_words(change))])
        text = "; ".join([head, *plans, *_shortened(notes_of(together)), *danger])
        notes = [head, *_shortened(state_notes(together)), *danger]
        rows, proposal = plan_rows(together), bool(proposed)
        return Confirm(
            text, rows, notes=tuple(notes), changes=changes, proposal=proposal, total=notes[0]
        )

    def agree(self) -> None:
        """Note the person's yes; it holds for what was shown."""
        agree(self._session, self._copy.so_far, self._flashing)

    @property
    def flashes(self) -> bool:
        """Whether anything would flash too often."""
        return bool(self._flashing)

    @property
    def _flashing(self) -> list[Flashing]:
        """What was not agreed to before."""
        return self._copy.agreed.flashing[len(self._session.agreed.flashing) :]

    def cancel(self) -> None:
        """End it."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()


def _shortened(sentences: list[str]) -> list[str]:
    """Return the first of several sentences, and how many more there are."""
    more = len(sentences) - MOST_SENTENCES
    return sentences[:MOST_SENTENCES] + ([f"and {more} more"] if more > 0 else [])

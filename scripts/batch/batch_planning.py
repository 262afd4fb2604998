"""The stage *plan*: the model's answers, one file a song, asked once however many submit."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batch_folder import Shows, Ticket, is_alive, read_json, write_whole
from batch_songs import Song
from batch_stages import Look, length_of

if TYPE_CHECKING:
    from batch_planner import Planned, Planner


class Planning:
    """Plans songs, and keeps what was planned."""

    def __init__(self, asking: Planner, shows: Shows, look: Look, ticket: Ticket) -> None:
        self._asking, self._shows, self._look, self._ticket = asking, shows, look, ticket
        self._songs: dict[str, Song] = {}
        self._spent: dict[str, tuple[float | None, int, float]] = {}

    @property
    def busy(self) -> bool:
        """Whether turns run or wait."""
        return self._asking.busy

    @property
    def stopped(self) -> str:
        """Why no more is asked, in a sentence; else nothing."""
        return self._asking.stopped

    def begin(self, song: Song) -> str:
        """Take a song on.

        Returns:
            `begun`; `kept` where it was planned before; `elsewhere` where another submitter
            plans it now.
        """
        if self.calls(song) is not None:
            return "kept"
        if not self._claim(song):
            return "elsewhere"
        self._songs[song.name] = song
        self._asking.add(song.name, self._shows.heard(song.key), length_of(self._shows, song))
        return "begun"

    def step(self) -> Iterator[tuple[str, dict[str, str] | None]]:
        """Carry the turns on; yield name and error of the songs whose turns ended."""
        for planned in self._asking.step():
            song = self._songs.pop(planned.name)
            self._spent[song.name] = planned.cost_usd, planned.tokens, round(planned.seconds, 3)
            error = planned.error
            if error is None:
                error = self._keep(song, planned)
            self._claim_of(song).unlink(missing_ok=True)
            yield song.name, error

    def calls(self, song: Song) -> list[dict[str, Any]] | None:
        """Return the calls that were planned for a song, None where none were."""
        plan = read_json(self._shows.plan(song.name))
        if plan.get("plan") != 1 or plan.get("stamp") != self._look.plan_stamp(song):
            return None
        return plan["calls"] if isinstance(plan.get("calls"), list) else None

    def spent(self, song: Song) -> tuple[float | None, int, float]:
        """Return dollars, tokens and seconds of a turn that ended."""
        return self._spent.get(song.name, (0.0, 0, 0.0))

    def close(self) -> None:
        """End what runs, and let go of its songs."""
        self._asking.close()
        for song in self._songs.values():
            self._claim_of(song).unlink(missing_ok=True)

    def _keep(self, song: Song, planned: Planned) -> dict[str, str] | None:
        """Write a plan's file; return what stood in the way."""
        plan = {
            "plan": 1,
            "stamp": self._look.plan_stamp(song),
            "calls": planned.calls,
            "requests": planned.requests,
            "tokens": planned.tokens,
            "cost_usd": planned.cost_usd,
            "warnings": list(planned.warnings),
        }
        try:
            write_whole(self._shows.plan(song.name), json.dumps(plan))
        except OSError as error:
            told = f"the plan cannot be written: {error.strerror or error}"
            return {"code": "unwritable", "message": told}
        return None

    def _claim(self, song: Song) -> bool:
        """Take a song for this submitter, also from one that has gone."""
        claim, mine = self._claim_of(song), self._ticket.path.name
        try:
            with os.fdopen(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY), "w") as file:
                file.write(mine)
            return True
        except FileExistsError:
            pass
        try:
            owner = claim.read_text(encoding="utf-8")
        except OSError:
            return False  # it was let go just now; the next look finds it free
        if owner != mine and (not owner or is_alive(self._ticket.path.parent / owner)):
            return False
        write_whole(claim, mine)
        return claim.read_text(encoding="utf-8") == mine

    def _claim_of(self, song: Song) -> Path:
        return self._shows.plan(song.name).with_suffix(".claim")

"""The loop of a batch: each song moves on by itself as soon as its stage is done."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from batch_engines import Engine, EngineGoneError
from batch_folder import Shows, Ticket, is_claimed, read_json
from batch_foreseen import refusal
from batch_manifest import Manifest, Row
from batch_planning import Planning
from batch_songs import Song
from batch_stages import HEAR, MADE, MAKE, PLAN, RENDER, STAGES, Jobs, Look, is_heard, is_whole
from batch_unit import CLAIMED, INTERRUPTED, OK, TOO_LONG, TRIES, Ended, Unit, attempts

QUICK, SLOW = 0.02, 1.0
"""Seconds of a round: while turns run, and while there is nothing but units to wait for."""


class Teller(Protocol):
    """Who shows the person how far things are."""

    def line(self, text: str) -> None:
        """Tell something once."""

    def ended(self, row: Row, kept: bool) -> None:
        """Tell how a song ended; `kept` where it was finished before."""

    def moved(self) -> None:
        """Show the figures as they are now."""


@dataclass
class Batch:
    """All songs of a batch on their way."""

    shows: Shows
    look: Look
    jobs: Jobs
    manifest: Manifest
    ticket: Ticket
    teller: Teller
    planning: Planning | None = None

    def __post_init__(self) -> None:
        self._songs: dict[str, Song] = {}
        self._open: set[str] = set()
        self._elsewhere: dict[str, str] = {}
        self._again: set[tuple[str, str]] = set()
        self._hearing: dict[str, list[Song]] = defaultdict(list)
        self._looked = 0.0

    def run(self, engine: Engine, songs: list[Song]) -> None:
        """Make songs that are not finished; returns when each is made or has failed.

        Raises:
            EngineGoneError: When the engine takes no more.
        """
        self._engine = engine
        for song in songs:
            self._songs[song.name] = song
            self._open.add(song.name)
        for song in songs:
            self._begin(song)
        while self._open:
            self._round()

    def _round(self) -> None:
        self.ticket.beat()
        busy = self.planning is not None and self.planning.busy
        for unit, answer in self._engine.ended(QUICK if busy else SLOW):
            self._settle(self._songs[unit.name], unit, answer)
        if self.planning is not None:
            for name, error in self.planning.step():
                self._planned(self._songs[name], error)
        if time.monotonic() - self._looked >= SLOW:
            self._looked = time.monotonic()
            self._look_elsewhere()
        self.teller.moved()

    def _begin(self, song: Song) -> None:
        row = self.manifest.rows.get(song.name)
        spent = (row.cost, row.tokens) if row is not None and row.key == song.key else (0.0, 0)
        fresh = Row(song.name, str(song.path), song.key, cost=spent[0], tokens=spent[1])
        self._put(fresh)
        self._enter(song, self.look.stages[0])

    def _enter(self, song: Song, stage: str) -> None:
        """Begin a stage of a song, or pass over what is there already."""
        if stage == HEAR:
            self._hear(song)
        elif stage == PLAN:
            self._plan(song)
        else:
            self._submit(song, stage)

    def _hear(self, song: Song) -> None:
        if is_heard(self.shows, song):
            self._done(song, HEAR, "kept")
            return
        first = song.key not in self._hearing
        self._hearing[song.key].append(song)
        if first:  # songs of the same content are heard once
            self._submit(song, HEAR)

    def _plan(self, song: Song) -> None:
        assert self.planning is not None
        begun = self.planning.begin(song)
        if begun == "kept":
            self._done(song, PLAN, "kept")
        elif begun == "elsewhere":
            self._elsewhere[song.name] = PLAN

    def _planned(self, song: Song, error: dict[str, str] | None) -> None:
        assert self.planning is not None
        row = self._row(song)
        cost, tokens, seconds = self.planning.spent(song)
        total = None if cost is None or row.cost is None else row.cost + cost
        row = replace(row, cost=total, tokens=row.tokens + tokens)
        self._put(replace(row, seconds={**row.seconds, PLAN: seconds}))
        if error is not None:
            self._fail(song, PLAN, error["code"], error["message"])
        else:
            self._done(song, PLAN, "done")

    def _submit(self, song: Song, stage: str) -> None:
        if stage == MAKE and (why := refusal(self.shows, self.look, song)):
            self.teller.line(f"{song.name}: as it looks, it will be refused: {why}")
        try:
            calls = self.planning.calls(song) if self.planning and stage != HEAR else None
            unit = self.jobs.unit(song, stage, calls, again=(song.name, stage) in self._again)
        except OSError as error:
            where = f"the batch folder cannot be written: {error.strerror or error}"
            self._settle_failed(song, stage, "unwritable", where)
            return
        self._engine.submit(unit, STAGES.index(stage))

    def _settle(self, song: Song, unit: Unit, answer: Ended | Exception) -> None:
        """Take up how a unit ended."""
        if isinstance(answer, EngineGoneError):
            return  # the next round asks the engine itself
        if isinstance(answer, Exception):
            self._crashed(song, unit, answer)
            return
        row = self._row(song)
        row = replace(row, attempts={**row.attempts, unit.stage: answer.attempts})
        self._put(replace(row, seconds={**row.seconds, unit.stage: round(answer.seconds, 3)}))
        if answer.code == OK:
            self._came_home(song, unit.stage)
        elif answer.code == CLAIMED:
            self._elsewhere[song.name] = unit.stage
        elif answer.code == TOO_LONG:
            told = f"it took longer than {unit.limit:.0f} s; its log is {unit.log}"
            self._settle_failed(song, unit.stage, "time_limit", told)
        elif answer.code == INTERRUPTED:
            self._settle_failed(song, unit.stage, "interrupted", "it was interrupted")
        else:
            self._settle_failed(song, unit.stage, *self._told(song, answer))

    def _crashed(self, song: Song, unit: Unit, problem: Exception) -> None:
        row = self._row(song)
        tried = attempts(Path(unit.log))
        self._put(replace(row, attempts={**row.attempts, unit.stage: tried}))
        how = str(problem)
        if type(problem).__name__ == "KilledWorker":
            if tried < TRIES:  # it waited at workers that others killed
                self._again.add((song.name, unit.stage))
                self._submit(song, unit.stage)
                return
            how = "its worker died each time"
        told = f"{how}, {tried} times; its log is {unit.log}"
        self._settle_failed(song, unit.stage, "crashed", told)

    def _told(self, song: Song, answer: Ended) -> tuple[str, str]:
        """Return code and sentence of a unit that failed by itself."""
        error = read_json(self.shows.result(song.name)).get("error")
        if isinstance(error, dict) and {"code", "message"} <= error.keys():
            return str(error["code"]), str(error["message"])
        return "failed", answer.said or f"it ended with exit code {answer.code}"

    def _came_home(self, song: Song, stage: str) -> None:
        """Believe nothing but what lies there."""
        kinds = {MAKE: MADE, RENDER: self.look.outputs}.get(stage, ())
        whole = is_heard(self.shows, song) if stage == HEAR else is_whole(self.shows, song, kinds)
        if not whole:
            told = "the process said that all is well, and its files are not there"
            self._settle_failed(song, stage, "half", told)
            return
        what = "other" if (song.name, stage) in self._again else "done"
        for each in self._those(song, stage):
            self._done(each, stage, what)

    def _those(self, song: Song, stage: str) -> list[Song]:
        """Return the songs that a stage of one was for."""
        return self._hearing.pop(song.key, [song]) if stage == HEAR else [song]

    def _settle_failed(self, song: Song, stage: str, code: str, message: str) -> None:
        for each in self._those(song, stage):
            self._fail(each, stage, code, message)

    def _done(self, song: Song, stage: str, what: str) -> None:
        self._put(self._row(song).after(stage, what))
        stages = self.look.stages
        following = stages[stages.index(stage) + 1 :]
        if following:
            self._enter(song, following[0])
            return
        self._put(replace(self._row(song), state="ok", error=None, stamp=self.look.stamp(song)))
        self._close(song)

    def _fail(self, song: Song, stage: str, code: str, message: str) -> None:
        error = {"code": code, "message": message}
        self._put(self._row(song).after(stage, "failed", state="failed", error=error))
        self._close(song)

    def _close(self, song: Song) -> None:
        self._open.discard(song.name)
        self.teller.ended(self._row(song), kept=False)

    def _look_elsewhere(self) -> None:
        """Go on with songs that another submitter has let go of, finished or not."""
        for name, stage in list(self._elsewhere.items()):
            if stage != PLAN and is_claimed(self.shows.result(name)):
                continue
            del self._elsewhere[name]
            self._again.add((name, stage))
            if stage == PLAN:
                self._plan(self._songs[name])
            else:
                self._submit(self._songs[name], stage)

    def _row(self, song: Song) -> Row:
        return self.manifest.rows[song.name]

    def _put(self, row: Row) -> None:
        problem = self.manifest.keep(row)
        if problem:
            self.teller.line(problem)

"""The command `scripts/batch.py`: reads, checks, makes, and says how it ended."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from functools import partial
from typing import Any

import batch_estimate
import batch_songs
from batch_engines import Engine, EngineGoneError, chosen
from batch_folder import Shows, Ticket
from batch_looks import look_of
from batch_loop import Batch
from batch_manifest import Manifest, Row
from batch_options import UsageError, parser, workers_of
from batch_progress import Progressing, money
from batch_songs import Found, Song, SongsError
from batch_stages import Jobs, Look, is_finished
from environment import SetupError

ALL, SOME, WRONG, NONE = 0, 1, 2, 3
"""Exit codes."""


@dataclass
class Order:
    """A batch as the command line has it, checked.

    Attributes:
        given: The command line.
        look: What is made of each song.
        endpoint: Who answers prompts; None where there are none.
        shows: Where it goes.
        found: The songs.
        manifest: How far they are.
    """

    given: argparse.Namespace
    look: Look
    endpoint: Any
    shows: Shows
    found: Found
    manifest: Manifest

    @property
    def rows(self) -> list[Row]:
        """The rows of the songs, as far as there are some."""
        rows = self.manifest.rows
        return [rows[song.name] for song in self.found.songs if song.name in rows]

    @property
    def workers(self) -> int:
        """How many songs this machine has in hand at a time."""
        return 1 if self.given.engine == "none" else workers_of(self.given)


def main(argv: list[str]) -> int:
    """Run the command and return its exit code."""
    if argv and argv[0] in ("worker", "scheduler"):
        import batch_machines

        return int(getattr(batch_machines, argv[0])(argv[1:]))
    try:
        given = parser().parse_intermixed_args(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG
    try:
        order = ordered(given)
        return _planned(order) if given.dry_run else _carried_out(order)
    except (UsageError, SongsError) as error:
        for line in str(error).splitlines():
            print(f"error: {line}", file=sys.stderr)
        return WRONG


def ordered(given: argparse.Namespace) -> Order:
    """Check what a command line asks for; nothing is written.

    Raises:
        UsageError or SongsError: In a line for each fault.
    """
    asked: list[Any] = []

    def model() -> str:
        import batch_asking

        asked.append(batch_asking.endpoint_of(given))
        return batch_asking.named(asked[0])

    look = look_of(given, model)
    shows = Shows(given.out)
    found = batch_songs.find(given.songs, given.recursive, shows)
    manifest = Manifest(shows.folder / "batch.jsonl")
    return Order(given, look, asked[0] if asked else None, shows, found, manifest)


def _planned(order: Order) -> int:
    """Print what would be done."""
    found = order.found
    for line in (*found.left_out, *(f"{path}: {why}" for path, why in found.refused)):
        print(line)
    about = found.songs, order.shows, order.look, order.manifest
    for line in batch_estimate.lines(*about, order.workers):
        print(line)
    if order.endpoint is None:
        print("Money: nothing, the recipe asks no model")
    else:
        import batch_asking

        lengths = batch_estimate.lengths_to_plan(*about)
        print(batch_asking.money(order.look, order.endpoint, lengths))
    return ALL


def _carried_out(order: Order) -> int:
    where = f"--out {order.given.out}"
    try:
        order.shows.make()
        ticket = Ticket(order.shows, order.look.digest())
    except OSError as error:
        raise UsageError(f"{where}: {error.strerror or error}") from error
    try:
        if any(other != order.look.digest() for other in ticket.others()):
            raise UsageError(f"{where}: another recipe is being made there now")
        return _made(order, ticket)
    finally:
        ticket.end()


def _made(order: Order, ticket: Ticket) -> int:
    """Make the songs that are left, and return the exit code."""
    total = len(order.found.songs) + len(order.found.refused)
    cost = partial(_cost, order)
    with Progressing(total, cost) as teller:
        for line in order.found.left_out:
            teller.line(line)
        for path, why in order.found.refused:
            teller.refused(path.name, why)
        left = [song for song in order.found.songs if not _is_kept(order, song, teller)]
        batch = _batch(order, ticket, teller)
        try:
            if left:
                _run(order, batch, left)
        finally:
            _tidy(order.manifest, ticket, teller)
            _report(order, batch, teller)
        return _end(order, teller)


def _cost(order: Order) -> str:
    return money(order.rows, order.endpoint is not None)


def _is_kept(order: Order, song: Song, teller: Progressing) -> bool:
    row = order.manifest.rows.get(song.name)
    if row is None or not is_finished(order.shows, order.look, song, row):
        return False
    teller.ended(row, kept=True)
    return True


def _batch(order: Order, ticket: Ticket, teller: Progressing) -> Batch:
    look, shows = order.look, order.shows
    jobs = Jobs(shows, look, ticket.path, dict(order.given.time_limit))
    planning = None
    if order.endpoint is not None:
        import batch_asking

        given = order.given, order.endpoint, shows, look, ticket
        planning = batch_asking.planning(*given, teller.line)
    return Batch(shows, look, jobs, order.manifest, ticket, teller, planning)


def _run(order: Order, batch: Batch, left: list[Song]) -> None:
    """Make songs with an engine, which is ended whatever happens."""
    engine = _engine(order, len(left))
    try:
        for line in engine.told():
            batch.teller.line(line)
        batch.run(engine, left)
    except EngineGoneError as error:
        batch.teller.line(str(error))
    except KeyboardInterrupt:
        batch.teller.line("Interrupted. What is finished stays; run this again to go on.")
        raise
    finally:
        batch.ticket.end()
        engine.close()
        if batch.planning is not None:
            batch.planning.close()


def _engine(order: Order, songs: int) -> Engine:
    """Start the engine that was asked for.

    Raises:
        UsageError: When it cannot be had.
    """
    given = order.given
    try:
        return chosen(given.scheduler, given.engine == "none", min(order.workers, songs))
    except (EngineGoneError, SetupError) as error:
        raise UsageError(str(error)) from error


def _tidy(manifest: Manifest, ticket: Ticket, teller: Progressing) -> None:
    """Bring the manifest back to a line a song, unless somebody else writes it too."""
    try:
        if not ticket.others():
            manifest.tidy()
        ticket.sweep()
    except OSError as error:
        teller.line(f"{manifest.path} cannot be written: {error.strerror or error}")


def _report(order: Order, batch: Batch, teller: Progressing) -> None:
    """Write the report, and show it if that is wanted."""
    import batch_report

    stopped = batch.planning.stopped if batch.planning is not None else ""
    notes = [*order.found.left_out, *([stopped] if stopped else [])]
    refused = [(path.name, why) for path, why in order.found.refused]
    try:
        path = batch_report.write(order.shows.folder, order.look.recipe.name, notes, refused)
    except OSError as error:
        teller.line(f"The report cannot be written: {error.strerror or error}")
        return
    teller.line(f"Report: {path}")
    if order.given.open and not batch_report.show(path):
        teller.line("There is no browser to show it.")


def _end(order: Order, teller: Progressing) -> int:
    """Tell the sum, and return the exit code."""
    good = sum(row.state == "ok" for row in order.rows)
    total = len(order.found.songs) + len(order.found.refused)
    teller.moved()
    teller.line(f"{good} of {total} songs are made; {teller.figures()}")
    return NONE if not good else SOME if good < total else ALL

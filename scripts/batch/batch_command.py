"""The command `scripts/batch.py`: reads, checks, makes, and says how it ended."""

from __future__ import annotations

import argparse
import sys

import batch_estimate
import batch_machines
import batch_songs
from batch_dask import DaskEngine
from batch_engines import Engine, EngineGoneError, OneByOne
from batch_folder import Shows, Ticket
from batch_looks import look_of
from batch_loop import Batch
from batch_manifest import Manifest, Row
from batch_options import UsageError, parser, workers_of
from batch_progress import Progressing, money
from batch_songs import Found, Song, SongsError
from batch_stages import Jobs, Look, is_finished
from batch_unit import command

ALL, SOME, WRONG, NONE = 0, 1, 2, 3
"""Exit codes."""


def main(argv: list[str]) -> int:
    """Run the command and return its exit code."""
    others = {"worker": batch_machines.worker, "scheduler": batch_machines.scheduler}
    if argv and argv[0] in others:
        return others[argv[0]](argv[1:])
    try:
        given = parser().parse_intermixed_args(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG
    try:
        return _carried_out(given)
    except (UsageError, SongsError) as error:
        for line in str(error).splitlines():
            print(f"error: {line}", file=sys.stderr)
        return WRONG


def _carried_out(given: argparse.Namespace) -> int:
    look = look_of(given, "")
    shows = Shows(given.out)
    found = batch_songs.find(given.songs, given.recursive, shows)
    manifest = Manifest(shows.folder / "batch.jsonl")
    if given.dry_run:
        return _told(given, look, shows, found, manifest)
    try:
        shows.make()
        ticket = Ticket(shows, look.digest())
    except OSError as error:
        raise UsageError(f"--out {given.out}: {error.strerror or error}") from error
    try:
        if any(other != look.digest() for other in ticket.others()):
            raise UsageError(f"--out {given.out}: another recipe is being made there now")
        return _made(given, look, shows, found, manifest, ticket)
    finally:
        ticket.end()


def _told(
    given: argparse.Namespace, look: Look, shows: Shows, found: Found, manifest: Manifest
) -> int:
    """Print what would be done."""
    for line in (*found.left_out, *(f"{path}: {why}" for path, why in found.refused)):
        print(line)
    workers = 1 if given.engine == "none" else workers_of(given)
    for line in batch_estimate.lines(found.songs, shows, look, manifest, workers):
        print(line)
    print(
        "Money: nothing, the recipe asks no model" if not look.recipe.prompts else "Money: unknown"
    )
    return ALL


def _made(
    given: argparse.Namespace,
    look: Look,
    shows: Shows,
    found: Found,
    manifest: Manifest,
    ticket: Ticket,
) -> int:
    """Make the songs that are left, and return the exit code."""
    total = len(found.songs) + len(found.refused)
    rows = manifest.rows
    cost = lambda: money(_rows(manifest, found.songs), bool(look.recipe.prompts))  # noqa: E731
    with Progressing(total, cost) as teller:
        for line in found.left_out:
            teller.line(line)
        for path, why in found.refused:
            teller.refused(path.name, why)
        left = []
        for song in found.songs:
            row = rows.get(song.name)
            if row is not None and is_finished(shows, look, song, row):
                teller.ended(row, kept=True)
            else:
                left.append(song)
        if left:
            jobs = Jobs(shows, look, ticket.path, dict(given.time_limit))
            _run(given, Batch(shows, look, jobs, manifest, ticket, teller, None), left)
        _tidy(manifest, ticket, teller)
        return _end(teller, manifest, found)


def _run(given: argparse.Namespace, batch: Batch, left: list[Song]) -> None:
    """Make songs with an engine, which is ended whatever happens."""
    engine = _engine(given, len(left))
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


def _engine(given: argparse.Namespace, songs: int) -> Engine:
    """Start the engine that was asked for.

    Raises:
        UsageError: When it cannot be had.
    """
    if given.scheduler:
        try:
            return DaskEngine.at(given.scheduler)
        except EngineGoneError as error:
            raise UsageError(str(error)) from error
    command()  # Blender's module is set up before the first song
    if given.engine == "none":
        return OneByOne()
    return DaskEngine.local(min(workers_of(given), songs))


def _tidy(manifest: Manifest, ticket: Ticket, teller: Progressing) -> None:
    """Bring the manifest back to a line a song, unless somebody else writes it too."""
    try:
        if not ticket.others():
            manifest.tidy()
        ticket.sweep()
    except OSError as error:
        teller.line(f"{manifest.path} cannot be written: {error.strerror or error}")


def _rows(manifest: Manifest, songs: list[Song]) -> list[Row]:
    return [manifest.rows[song.name] for song in songs if song.name in manifest.rows]


def _end(teller: Progressing, manifest: Manifest, found: Found) -> int:
    """Tell the sum, and return the exit code."""
    rows = _rows(manifest, found.songs)
    good = sum(row.state == "ok" for row in rows)
    bad = len(found.songs) + len(found.refused) - good
    teller.moved()
    teller.line(f"{good} of {good + bad} songs are made; {teller.figures()}")
    return NONE if not good else SOME if bad else ALL

"""The command line of a batch."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from batch_stages import UNITS

EXIT_CODES = (
    "Exit code: 0 when every song is made, 1 when some failed, 3 when none is made, 2 for wrong "
    "usage or a recipe that cannot be, 130 when interrupted, 143 when told to end. Run it again to "
    "go on. "
    "On other machines: batch.py scheduler, and batch.py worker tcp://HOST:8786."
)
RECIPE = "the look: a recipe of calls or prompts (.json), or a prompt a line (.txt)"
ENGINE = "local: processes of this machine, shared out by Dask; none: one song after the other"
SCHEDULER = "use the workers of a running Dask scheduler, such as tcp://HOST:8786"
TIME_LIMIT = "seconds that a stage of a song may take (hear, make, render); may come again"
OFFSET = (
    "by how many milliseconds all in the files of timelines comes later than in the shows; "
    "negative for props that are late"
)
WORKERS = "processes of this machine; without it one for each core but one"
LIMIT = "things that may be changed in a song, 0 for no limit"
OFFLINE = "read prompts as plain commands by rules, without asking a model"
DRY_RUN = "tell what would be done, and what time and money it may take; nothing is written"


class UsageError(ValueError):
    """A command line that cannot be carried out, in sentences; exit code 2."""


def parser() -> argparse.ArgumentParser:
    """Return the description of the command line."""
    found = argparse.ArgumentParser(
        prog="batch.py",
        description="Make a folder of songs into a folder of shows.",
        epilog=EXIT_CODES,
    )
    add = found.add_argument
    add("songs", nargs="+", type=Path, metavar="SONGS", help="songs, and folders of songs")
    add("--recursive", action="store_true", help="take the folders inside folders as well")
    add("--recipe", type=Path, required=True, metavar="LOOK", help=RECIPE)
    add("--out", type=Path, required=True, metavar="SHOWS", help="the folder of the shows")
    add("--still", action="store_true", help="render a still of each show (.png)")
    add("--movie", action="store_true", help="render a small movie of each show (.mp4)")
    add("--offset-ms", type=float, default=0.0, metavar="N", help=OFFSET)
    add("--language", default="en", help="of the words on the sheets")
    add("--limit", type=_count, metavar="N", help=LIMIT)
    add("--yes", action="store_true", help="agree to every change that asks")
    add("--dry-run", action="store_true", help=DRY_RUN)
    add("--open", action="store_true", help="show the report at the end")
    _add_engine(found)
    _add_model(found)
    return found


def _add_engine(found: argparse.ArgumentParser) -> None:
    add = found.add_argument_group("who does the work").add_argument
    add("--engine", choices=("local", "none"), default="local", help=ENGINE)
    add("--scheduler", metavar="ADDRESS", help=SCHEDULER)
    add("--workers", type=positive, metavar="N", help=WORKERS)
    add(
        "--time-limit", action="append", default=[], type=_limit, metavar="STAGE=S", help=TIME_LIMIT
    )


def _add_model(found: argparse.ArgumentParser) -> None:
    add = found.add_argument_group("who answers prompts").add_argument
    add("--base-url", metavar="URL", help="an OpenAI-compatible server; naming it is consent")
    add("--model", help="the model at that server")
    add("--plain-http", action="store_true", help="send key and prompts to http:// all the same")
    add("--offline", action="store_true", help=OFFLINE)
    add("--limit-usd", type=_amount, metavar="X", help="dollars that the whole batch may cost")
    add("--requests-per-minute", type=positive, metavar="N", help="sent to the server at most")
    add("--tokens-per-minute", type=positive, metavar="N", help="sent and received at most")
    add("--at-once", type=positive, default=8, metavar="N", help="songs asked about at a time")


def workers_of(given: argparse.Namespace) -> int:
    """Return how many processes this machine gets."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return int(given.workers or max((cores or 1) - 1, 1))


def positive(text: str) -> int:
    """Read a whole number from 1 on."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return value


def _limit(text: str) -> tuple[str, float]:
    stage, found, seconds = text.partition("=")
    if not found or stage not in UNITS:
        raise argparse.ArgumentTypeError(f"{text!r} is no STAGE=SECONDS, such as make=600")
    return stage, _amount(seconds)


def _amount(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not more than 0")
    return value


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"{value} is less than 0")
    return value

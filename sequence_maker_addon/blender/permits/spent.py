"""What was spent: in this scene's file, since Blender was started, and today."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import bpy
from bpy.props import FloatProperty, IntProperty
from bpy.types import PropertyGroup

from ...chat.metrics import Metrics
from ...chat.spending import Amount, Span, amount_of
from ..host import compat
from ..host.memory import PerAddon, PerScene
from ..host.own_folder import own_file
from ..host.shared_file import alone, replace_text

NAME = "spent.json"
LARGEST, MOST_USD, MOST_TOKENS = 10_000, 1e9, 2**31 - 1
"""Bytes of the file; what is above the others is no amount."""
NOTHING = Amount()
PATIENCE = 1.0
"""Seconds that one waits for another Blender."""

log = logging.getLogger(__name__)


class SequenceMakerSpent(PropertyGroup):
    """What the chats of a scene have cost"""

    usd: FloatProperty(
        name="Cost", description="Estimated US dollars", min=0.0, max=MOST_USD, precision=4
    )
    tokens: IntProperty(name="Tokens", description="Tokens read and written", min=0)
    unknown: IntProperty(
        name="Of Unknown Cost", description="Requests whose cost is not known", min=0
    )


class _Session:
    """The sums of all scenes; `today` as of when it was last read."""

    def __init__(self) -> None:
        self.amount = NOTHING
        self.day = date.today()
        self.today = _read(_place(), self.day)

    def of(self, day: date) -> Amount:
        """Return what is known to be spent on a day: of another one than today nothing."""
        return self.today if self.day == day else NOTHING


class _File:
    """What a scene has cost; Blender's own property loses its newest figure with an undo."""

    def __init__(self, scene: Any) -> None:
        kept = scene.sequence_maker.spent
        self.amount = Amount(kept.usd, kept.tokens, kept.unknown)


def note(scene: Any, requests: Sequence[Metrics]) -> None:
    """Add the requests of a turn to all sums.

    Args:
        scene: Whose turn it was; None if it is gone.
        requests: Their figures.
    """
    amount, session = amount_of(requests), _session.get()
    session.amount += amount
    if scene is not None:
        _files.of(scene).amount += amount
        store(scene)
    if amount != NOTHING:
        day = date.today()
        session.today, session.day = _added(_place(), day, session.of(day), amount), day


def store(scene: Any) -> None:
    """Write what a scene has cost into its property, as an undo takes it back."""
    known = _files.known(scene)
    if known is None or not compat.is_editable(scene):
        return
    kept, amount = scene.sequence_maker.spent, known.amount
    kept.usd, kept.tokens = min(amount.usd, MOST_USD), min(amount.tokens, MOST_TOKENS)
    kept.unknown = min(amount.unknown, MOST_TOKENS)


def so_far() -> dict[Span, Amount]:
    """Return what was spent in each span but the turn's; no file is read."""
    session = _session.get()
    scenes = [scene for scene in bpy.data.scenes if scene.library is None]
    every = sum((_files.of(scene).amount for scene in scenes), NOTHING)
    return {"session": session.amount, "day": session.of(date.today()), "file": every}


def look_again() -> None:
    """Read what other Blenders have spent today."""
    session, day = _session.get(), date.today()
    session.today, session.day = _read(_place(), day, session.of(day)), day


def _place() -> Path | None:
    return own_file(NAME)


def _added(path: Path | None, day: date, before: Amount, amount: Amount) -> Amount:
    """Add to the sum of a day, in the file as far as that can be."""
    if path is None:
        return before + amount
    try:
        with alone(path.parent, PATIENCE):
            found = _read(path, day, before) + amount
            row = {"day": day.isoformat(), "usd": found.usd}
            replace_text(path, json.dumps(row | {"tokens": found.tokens, "unknown": found.unknown}))
            return found
    except OSError as error:
        log.warning("What was spent today is known to this Blender alone: %s", error.strerror)
        return before + amount


def _read(path: Path | None, day: date, otherwise: Amount = NOTHING) -> Amount:
    """Return what a file says of a day; nothing spent on another one, nothing known if damaged."""
    try:
        if path is None or path.stat().st_size > LARGEST:
            return otherwise
        row = json.loads(path.read_text(encoding="utf-8"))
        if row["day"] != day.isoformat():
            return NOTHING
        usd, tokens, unknown = float(row["usd"]), int(row["tokens"]), int(row["unknown"])
    except FileNotFoundError:
        return otherwise
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return otherwise
    if not (0 <= usd <= MOST_USD and 0 <= tokens <= 10**15 and 0 <= unknown <= 10**12):
        return otherwise
    return Amount(usd, tokens, unknown)


_session = PerAddon(_Session, lasting=True)
_files = PerScene(_File)
CLASSES = (SequenceMakerSpent,)

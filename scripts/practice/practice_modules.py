"""Renders tracker modules, and tells where their beats are: by libopenmpt (Debian: libopenmpt0)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

RATE, SECONDS = 22_050, 180
_FRAMES = 64
_NOTE, _HIGHEST = 0, 120
_TEMPOS = (70, 165)
_ROWS_A_BEAT = (4, 8, 2, 16)
_EVEN = 0.15

Floats = np.ndarray


class NotFit(Exception):
    """A song of which the beats are not certain, or not long enough; the text says why."""


@dataclass(frozen=True)
class Row:
    """One row of a pattern as it is played: when, its number, its notes, the pattern's rows."""

    time: float
    number: int
    notes: int
    rows: int


class Module:
    """A tracker module that libopenmpt plays."""

    def __init__(self, data: bytes) -> None:
        """Load a module; raises `NotFit` where it cannot be read."""
        self._library = ctypes.CDLL("libopenmpt.so.0")
        load = self._library.openmpt_module_create_from_memory2
        load.restype = ctypes.c_void_p
        load.argtypes = [ctypes.c_char_p, ctypes.c_size_t, *[ctypes.c_void_p] * 7]
        self._module = ctypes.c_void_p(load(data, len(data), *[None] * 7))
        if not self._module:
            raise NotFit("not read")

    def close(self) -> None:
        """Let go of it."""
        self._library.openmpt_module_destroy(self._module)

    def _get(self, name: str, *numbers: int) -> int:
        function = getattr(self._library, f"openmpt_module_get_{name}")
        return int(function(self._module, *[ctypes.c_int32(number) for number in numbers]))

    def played(self) -> tuple[Floats, list[Row]]:
        """Play it: samples at 22050 Hz, shape `(n,)`, and its rows in the order of time."""
        buffer = (ctypes.c_float * _FRAMES)()
        rate, size = ctypes.c_int32(RATE), ctypes.c_size_t(_FRAMES)
        read = self._library.openmpt_module_read_float_mono
        read.restype = ctypes.c_size_t
        parts, rows, last, count = list[Floats](), list[Row](), None, 0
        while count < SECONDS * RATE and (got := read(self._module, rate, size, buffer)):
            place = self._get("current_order"), self._get("current_row")
            if place != last:
                pattern = self._get("current_pattern")
                total = self._get("pattern_num_rows", pattern)
                notes = sum(self._notes(pattern, place[1]))
                rows.append(Row(count / RATE, place[1], notes, total))
                last = place
            parts.append(np.ctypeslib.as_array(buffer)[:got].copy())
            count += got
        return np.concatenate([*parts, np.zeros(1, np.float32)]), rows

    def _notes(self, pattern: int, row: int) -> Iterator[bool]:
        """Whether each channel begins a note in a row."""
        for channel in range(self._get("num_channels")):
            command = self._get("pattern_row_channel_command", pattern, row, channel, _NOTE)
            yield 0 < command & 0xFF <= _HIGHEST


def beats_of_rows(rows: list[Row]) -> Floats:
    """Seconds and position in the bar, shape `(n, 2)`.

    A pattern begins with a bar, and a beat has so many rows that its tempo is an ordinary one.

    Raises:
        NotFit: Where the rows are uneven, or not the fullest on what would be the beat.
    """
    if len(rows) < 100:
        raise NotFit("few rows")
    times, number = np.array([row.time for row in rows]), np.array([row.number for row in rows])
    notes, steps = np.array([row.notes for row in rows]), np.diff(times)
    step = float(np.median(steps))
    if np.bincount([row.rows for row in rows]).argmax() % 16:
        raise NotFit("no pattern of bars of four")
    if (np.abs(steps / step - 1) > _EVEN).mean() > 0.1:
        raise NotFit("uneven rows")
    low, high = _TEMPOS
    beat = next((count for count in _ROWS_A_BEAT if low <= 60 / (step * count) <= high), 0)
    if not beat:
        raise NotFit("no ordinary tempo")
    profile = [notes[number % beat == place].mean() for place in range(beat)]
    if beat > 2 and np.argmax(profile):
        raise NotFit("notes beside the beat")
    on = number % beat == 0
    found = np.stack([times[on], number[on] // beat % 4 + 1], axis=1)
    return found[np.append(True, np.diff(found[:, 0]) > 0.2)]


def module(file: Path) -> tuple[Floats, Floats]:
    """Samples and beats of a module; raises `NotFit`."""
    made = Module(file.read_bytes())
    try:
        samples, rows = made.played()
    finally:
        made.close()
    if len(samples) < 25 * RATE:
        raise NotFit("short")
    return samples, beats_of_rows(rows)

"""Which files timelines are written to and read from, within bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..kept.plain_json import LARGEST
from ..sequence.timelines import CHANNELS
from ..sheet.show import Row
from . import timelines_csv, timelines_json, timelines_reader
from .step_grid import StepGrid

ENDINGS = (".json", ".csv")
_OF_A_PROP = re.compile(r"([0-9]{3})_.*\.json", re.IGNORECASE | re.DOTALL)


def is_folder(path: Path) -> bool:
    """Tell whether a path stands for a folder with a file for each channel."""
    return path.is_dir() or not path.suffix


def check(path: Path) -> None:
    """Refuse a path that stands for no form.

    Raises:
        ValueError: In one sentence.
    """
    if not is_folder(path) and path.suffix.lower() not in ENDINGS:
        raise ValueError("the name must end in .json or .csv, or be that of a folder")


def documents(path: Path, rows: Sequence[Row], grid: StepGrid, end: float) -> dict[Path, str]:
    """Return the texts that stand for timelines, by the files that get them.

    Args:
        path: A file that ends in `.json` or `.csv`, or a folder, which gets a file a channel.
        rows: The channels.
        grid: In which steps JSON tells times.
        end: See `timelines_json.document`.

    Raises:
        ValueError: If there is no such form, or a folder has files of these channels that have
            other names.
    """
    check(path)
    if not is_folder(path):
        if path.suffix.lower() == ".csv":
            return {path: timelines_csv.document(rows, grid.offset_ms)}
        return {path: timelines_json.document(rows, grid, end)}
    found = {path / name_of(row): row for row in rows}
    _refuse_older(path, found)
    texts = ((place, timelines_json.timeline(row, grid, end)) for place, row in found.items())
    return {place: timelines_json.laid_out(data) + "\n" for place, data in texts}


def name_of(row: Row) -> str:
    """Return the name of a channel's own file: its number, then its name in plain characters."""
    word = re.sub(r"[^0-9A-Za-z-]+", "_", row.name).strip("_")[:40]
    return f"{row.channel:03d}_{word or 'channel'}.json"


def _refuse_older(folder: Path, found: dict[Path, Row]) -> None:
    numbers = {row.channel: place for place, row in found.items()}
    for name in _names(folder) if folder.is_dir() else ():
        known = _OF_A_PROP.fullmatch(name)
        place = numbers.get(int(known[1])) if known else None
        if place is not None and place.name != name:
            raise ValueError(f"{name} is there already for the channel of {place.name}; remove it")


def _names(folder: Path) -> list[str]:
    every = sorted(place.name for place in folder.iterdir() if place.is_file())
    return [name for name in every if name.lower().endswith(".json") and name[:1] != "."]


def read(path: Path, offset_ms: float = 0) -> list[Row]:
    """Return the timelines of a file, or of all JSON files of a folder, by channel.

    Args:
        path: The file or folder.
        offset_ms: What they were written with; it is taken back.

    Raises:
        OSError: If a file cannot be read.
        ValueError: If it does not hold timelines; one sentence that names the place.
    """
    if not path.is_dir():
        return _read(path, offset_ms, LARGEST)
    names, left = _names(path), LARGEST
    if not 0 < len(names) <= CHANNELS:
        raise ValueError(f"the folder has {len(names)} JSON files, 1 to {CHANNELS} are read")
    found: list[Row] = []
    for name in names:
        try:
            rows = _read(path / name, offset_ms, left)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
        left -= (path / name).stat().st_size
        found += [row if row.name else replace(row, name=Path(name).stem) for row in rows]
    return sorted(found, key=lambda row: row.channel)


def _read(path: Path, offset_ms: float, largest: int) -> list[Row]:
    with open(path, "rb") as file:
        data = file.read(max(largest, 0) + 1)
    if len(data) > largest:
        raise ValueError(f"there is more to read than {LARGEST:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("the text is not UTF-8") from None
    reader = timelines_csv if path.suffix.lower() == ".csv" else timelines_reader
    return reader.read(text, offset_ms)

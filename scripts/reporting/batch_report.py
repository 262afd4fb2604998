"""The report of a batch: one page, a row a song, the worst first; it needs nothing but its folder.

It is written from what lies there, the manifest and the songs' own records, so that it can be
written again at any time, also of a batch that was stopped.
"""

from __future__ import annotations

import json
import math
import webbrowser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from batch_folder import write_whole
from report_page import Shown, page

MANIFEST, PAGE, RECORD = "batch.jsonl", "report.html", ".result.json"
PLANS = Path(".batch") / "plans"
FAILED, WAITING, WARNED, GOOD = range(4)
"""The order of the rows: what failed first."""


def write(
    folder: Path,
    title: str = "",
    notes: Sequence[str] = (),
    refused: Iterable[tuple[str, str]] = (),
) -> Path:
    """Write the report of a batch folder and return its path.

    Args:
        folder: Where the shows are.
        title: What the batch is called, such as its recipe's name; "" for the folder's name.
        notes: What is to be told of the batch as a whole, in sentences.
        refused: Songs that could not be begun, and why; a name and a sentence each.

    Raises:
        OSError: If it cannot be written; the report before stays.
    """
    bad = [Shown(name, "failed", why) for name, why in refused]
    rows = sorted([*bad, *rows_of(folder)], key=_worst_first)
    text = page(title or folder.resolve().name, rows, notes)
    write_whole(folder / PAGE, text, errors="replace")
    return folder / PAGE


def show(path: Path) -> bool:
    """Show a report in the person's browser; return whether there is one."""
    return webbrowser.open(path.resolve().as_uri())


def rows_of(folder: Path) -> list[Shown]:
    """Return a row for each song of a batch folder, in the order of the manifest."""
    return [_row(folder, row) for row in _manifest(folder / MANIFEST).values()]


def _manifest(path: Path) -> dict[str, dict[str, Any]]:
    """Return the last line of each song; lines that cannot be read are left out."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and isinstance(row.get("name"), str):
            found[row["name"]] = row
    return found


def _row(folder: Path, row: dict[str, Any]) -> Shown:
    name = row["name"]
    record = _record(folder, name)
    error = _error(row.get("error")) or _error(record.get("error"))
    failed = row.get("state") == "failed" or (record.get("state") == "failed" and bool(error))
    state = "failed" if failed else "ok" if row.get("state") == "ok" else "waiting"
    outputs = record.get("outputs")
    written = outputs if isinstance(outputs, dict) and state == "ok" else {}
    files = [(kind, file) for kind, file in _files(folder, written) if kind != "sheet"]
    sheet = next((file for kind, file in _files(folder, written) if kind == "sheet"), "")
    plan = _json(folder / PLANS / f"{name}.json") if name == Path(name).name else {}
    warnings = [*_texts(plan.get("warnings")), *_texts(record.get("warnings"))]
    costs = row.get("cost", 0.0), record.get("cost_usd", 0.0)
    return Shown(
        name=name,
        state=state,
        error=error if state != "ok" else "",
        warnings=list(dict.fromkeys(warnings)) if state == "ok" else [],
        length=_number(record.get("length")) or None,
        segments=_number(record.get("segments")) if state == "ok" else None,
        sections=_texts(record.get("sections")),
        cost=None if None in costs else sum(_number(cost) or 0.0 for cost in costs),
        tokens=int((_number(row.get("tokens")) or 0) + (_number(record.get("tokens")) or 0)),
        seconds=_sum(row.get("seconds")) or _sum(record.get("seconds")),
        sheet=sheet,
        files=files,
    )


def _record(folder: Path, name: str) -> dict[str, Any]:
    """Return what a song's own record says; of one that is damaged, or elsewhere, nothing."""
    return _json(folder / f"{name}{RECORD}") if name == Path(name).name else {}


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _files(folder: Path, outputs: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield kinds and names of the files that are there, none of another folder."""
    for kind, written in outputs.items():
        name = written.get("name") if isinstance(written, dict) else None
        if isinstance(name, str) and name == Path(name).name and (folder / name).is_file():
            yield str(kind), name


def _worst_first(row: Shown) -> tuple[Any, ...]:
    order = {"failed": FAILED, "waiting": WAITING}.get(row.state, GOOD)
    if order == GOOD and row.warnings:
        order = WARNED
    return order, -len(row.warnings), row.name.casefold(), row.name


def _error(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    return str(value.get("message") or value.get("code") or "")


def _texts(value: Any) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


def _number(value: Any) -> float | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if good else None


def _sum(value: Any) -> float:
    numbers = value.values() if isinstance(value, dict) else ()
    return sum(_number(number) or 0.0 for number in numbers)

"""A batch folder as the engine leaves it, with songs of all kinds of names and fates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import show_help
from bl_ext.user_default.sequence_maker.sheet import page

HOSTILE = "<img src=x onerror=\"document.title='taken'\">"
NAMES = ["First Light", "Für Élise", HOSTILE, "100% #1? & more", "日本の歌"]
CODE = "document.title='taken'"


def sheet() -> str:
    """Return a sheet of colored segments."""
    return page.drawn(show_help.show(160, 4, 60.0))


def folder(place: Path) -> Path:
    """Write a batch folder: one song failed, one waits, some have warnings."""
    place.mkdir(exist_ok=True)
    good = {"length": 183.4, "segments": 412, "sections": ["A1", "B1", "A2", "B2"]}
    fates: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        (NAMES[0], {"state": "ok"}, {**good, "warnings": []}),
        (
            NAMES[1],
            {"state": "ok"},
            {**good, "warnings": [f"Channel {n} stays dark." for n in range(6)]},
        ),
        (NAMES[2], {"state": "ok"}, {**good, "warnings": [f"<script>{CODE}</script>"]}),
        (NAMES[3], {"state": "failed", "error": _error("The song cannot be read.")}, {}),
        (NAMES[4], {"state": "waiting"}, {}),
    ]
    lines = [json.dumps({"name": NAMES[0], "state": "waiting"}), "torn {"]
    for number, (name, row, record) in enumerate(fates):
        seconds = {"hear": 1.5, "make": 2.0 + number}
        more = {"cost": 0.0021 * number, "tokens": 8000, "seconds": seconds}
        lines.append(json.dumps({"name": name, "song": f"/x/{name}.wav", **more, **row}))
        if row["state"] == "ok":
            add(place, name, record)
    plans = place / ".batch" / "plans"
    plans.mkdir(parents=True, exist_ok=True)
    (plans / f"{NAMES[1]}.json").write_text('{"plan": 1, "warnings": ["It was asked once more."]}')
    (place / "batch.jsonl").write_text("\n".join(lines) + '\n{"name": "torn', encoding="utf-8")
    return place


def add(place: Path, name: str, record: dict[str, Any]) -> None:
    """Write a song's sheet, some other files of it, and its record."""
    files = {"blend": ".blend", "timelines": ".json", "sheet": ".svg"}
    outputs = {kind: {"name": name + end, "bytes": 4} for kind, end in files.items()}
    for kind, written in outputs.items():
        text = sheet() if kind == "sheet" else "data"
        (place / written["name"]).write_text(text, encoding="utf-8")
    whole = {"result": 1, "state": "ok", "cost_usd": 0.0, "outputs": outputs, **record}
    (place / f"{name}.result.json").write_text(json.dumps(whole), encoding="utf-8")


def _error(message: str) -> dict[str, str]:
    return {"code": "unreadable_sound", "message": message}

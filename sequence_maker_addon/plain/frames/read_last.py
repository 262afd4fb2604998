"""Frames: undo, and what takes up the last turn: `the same on 7`, `do that in the chorus`."""

from __future__ import annotations

from typing import Any

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.places import channels
from ..parts.plain_call import Found, PlainCall
from ..parts.time_spans import told

TIMES = ("start_time", "end_time")
MAKERS = (
    "create_segment",
    "create_segments_batch",
    "create_pattern",
    "create_segments_for_words",
)
PATTERN = "create_pattern"


def undo(clause: Clause) -> Found | None:
    """Read `undo that`."""
    if not clause.has("undo") or clause.kinds:
        return None
    if clause.has("all", "everything") and not clause.has("it", "last"):
        return Found(refused=True, text="Undo takes back one turn: say undo that, turn by turn.")
    return Found(undo=True)


def repeat(clause: Clause) -> Found | None:
    """Read `the same on channel 7`, `again ten seconds later`."""
    if not clause.has("same", "again") or clause.any("index", "ref", "span", "strip", "every"):
        return None
    last = [(name, dict(given)) for name, given, _ in clause.situation.last if name in MAKERS]
    if not last:
        alone = not clause.any("color", "span", "start", "end") and not clause.has("grid:words")
        return Found(refused=True, text="There is nothing to repeat yet.") if alone else None
    half = _half_beat(clause)
    if half is None:
        return None
    delta, colors = clause.one("delta"), clause.take("color")
    if delta is not None and delta.role not in ("later", "earlier") or len(colors) > 1:
        return None
    found = channels(clause, carried=False)
    if isinstance(found, Found):
        return found
    if delta is None and found is None and not colors and not half:
        return None
    by = delta.value if delta else 0.0
    by = -by if delta and delta.role == "earlier" else by
    if half:
        last = [(name, given | _shifted(name, given, half)) for name, given in last]
        by = 0.0 if last[0][0] == PATTERN else half
    rows = _changed(last, found or (), by, colors[0].name if colors else "")
    return clause.doing(*rows) if rows else None


def _half_beat(clause: Clause) -> float | None:
    """Return by how many seconds half a beat is later; 0 for none, None where it is not clear."""
    on_music = any(tag.startswith("grid:") for tag in clause.tags)
    if not clause.has("half_beat"):
        return None if on_music else 0.0
    sure = clause.has("later") != clause.has("earlier") and not clause.any("delta")
    makes = {name for name, *_ in clause.situation.last if name in MAKERS}
    if not sure or on_music or not clause.situation.tempo or len(makes) > 1:
        return None
    half = 30.0 / clause.situation.tempo
    return half if clause.has("later") else -half


def _shifted(name: str, given: dict[str, Any], by: float) -> dict[str, float]:
    """Return by how many milliseconds a pattern then lies beside its beats."""
    if name != PATTERN:
        return {}
    return {"shift_ms": round(float(given.get("shift_ms") or 0.0) + 1000 * by, 1)}


def elsewhere(clause: Clause) -> Found | None:
    """Read `do that on the second chorus`, `again on channels 5 to 8`, `the same at 1:30`."""
    said = clause.has("same", "again", "repeat") or clause.has("it") and clause.has("set")
    if not said or clause.any("index", "ref", "strip", "every", "color", "delta", "amount"):
        return None
    if clause.has("half_beat"):
        return None
    placed = clause.any("section", "span", "start")
    if not placed and (not clause.any("channels") or _is_one(clause)):
        return None  # which `repeat` tells in calls of their own
    found = channels(clause, carried=False)
    if isinstance(found, Found):
        return found
    place = _place(clause) if placed else None
    if placed and place is None:
        return None
    if not clause.situation.last:
        return Found(refused=True, text="There is nothing to repeat yet.")
    numbers = list(found) if found else None
    return clause.doing(call("repeat_turn", on=place, channels=numbers))


def _is_one(clause: Clause) -> bool:
    """Tell whether the last turn was a single call on a single channel."""
    last = clause.situation.last
    if len(last) != 1 or last[0][0] not in MAKERS:
        return False
    many = last[0][1].get("channels")
    return "segments" not in last[0][1] and not (isinstance(many, list) and len(many) > 1)


def _place(clause: Clause) -> str | None:
    """Return where it is done again, as `repeat_turn` takes it."""
    sections = clause.of("section")
    if len(sections) == 1 and sections[0].second > 0 and not clause.any("span", "start", "end"):
        clause.use(*sections)
        name = sections[0].name
        return f"next {name}" if clause.has("next") and name.islower() else name
    if sections or clause.any("end", "length"):
        return None
    if (span := clause.one("span")) is not None and not span.role and span.second > span.value:
        return f"{span.value:g} s to {span.second:g} s"
    start = clause.one("start")
    return f"{start.value:g} s" if start is not None else None


def other(clause: Clause) -> Found | None:
    """Read `now the other one, too`: the last call, on the other channel or segment."""
    items = [item for item in clause.items if item.is_entity]
    if len(items) != 1 or "other" not in items[0].tags or len(clause.situation.last) != 1:
        return None
    name, given, _ = clause.situation.last[0]
    clause.use(*items)
    row = dict(given)
    if items[0].kind == "ref":
        if name not in ("modify_segment", "delete_segment"):
            return None
        kept = {k: v for k, v in row.items() if k not in ("channel", "segment_index")}
        return clause.doing(call(name, **kept | {"segment_id": items[0].many[0]}), weak=True)
    if "segment_id" in row or "segment_index" in row or isinstance(row.get("segments"), list):
        return None
    made = _one(row, items[0].many[0], 0.0, "")
    return clause.doing(call(name, **made), weak=True) if made else None


def _changed(
    last: list[tuple[str, dict[str, Any]]], numbers: tuple[int, ...], by: float, color: str
) -> list[PlainCall]:
    """Return the last calls on other channels, later, or in another color."""
    calls = []
    for name, given in last:
        for number in numbers or (0,):
            row = _one(given, number, by, color)
            if row is None or isinstance(given.get("segments"), list) and name == MAKERS[0]:
                return []
            calls.append(call(name, **row))
    return calls


def _one(given: dict[str, Any], number: int, by: float, color: str) -> dict[str, Any] | None:
    row = dict(given)
    if isinstance(row.get("segments"), list):
        inner = [_one(dict(item), number, by, color) for item in row["segments"]]
        return None if None in inner else row | {"segments": inner}
    if number:
        row["channels" if "channels" in row else "channel"] = (
            [number] if "channels" in row else number
        )
    if color:
        row["colors" if "colors" in row else "color"] = [color] if "colors" in row else color
    for key in TIMES if by else ():
        if isinstance(row.get(key), (int, float)):
            row[key] = told(row[key] + by)
            if row[key] == "the end" or row[key] < 0:
                return None
        elif row.get(key) is not None or key == "start_time":
            return None
    return row


def longer(clause: Clause) -> Found | None:
    """Read `longer` without an amount: it is asked by how much."""
    if clause.kinds or not clause.has("longer", "shorter"):
        return None
    way = "longer" if clause.has("longer") else "shorter"
    options = tuple(f"make it {n} seconds {way}" for n in (1, 2, 5))
    text = "How much longer?" if way == "longer" else "How much shorter?"
    return Found(missing="length", text=text, options=options)


FRAMES = (
    Frame(
        "undo",
        undo,
        tags("undo it all set last channel time_noun many segment"),
        (),
        (),
        tags("undo"),
    ),
    Frame(
        "elsewhere",
        elsewhere,
        tags("same again repeat it set on channel prop next other add time_noun everything turn"),
        (),
        (),
        tags("same again repeat it"),
    ),
    Frame(
        "repeat",
        repeat,
        tags(
            "same again repeat on channel prop later earlier set instead add time_noun everything "
            "half_beat"
        ),
        (),
        (),
        tags("same again"),
    ),
    Frame(
        "other",
        other,
        tags("then set it segment channel prop same again on"),
        (),
        (),
        tags("ref channels"),
    ),
    Frame(
        "longer",
        longer,
        tags("longer shorter it set change segment"),
        (),
        (),
        tags("longer shorter"),
    ),
)

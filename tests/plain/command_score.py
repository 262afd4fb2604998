"""Whether a reading is what a row of `tests/data/commands` expects."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bl_ext.user_default.sequence_maker.blender.host import languages
from bl_ext.user_default.sequence_maker.blender.host.recognized import said_in
from bl_ext.user_default.sequence_maker.plain.reading import Reading
from bl_ext.user_default.sequence_maker.sequence.color import rgb
from bl_ext.user_default.sequence_maker.sequence.numerals import shown
from bl_ext.user_default.sequence_maker.sequence.timelines import CHANNELS
from bl_ext.user_default.sequence_maker.sequence.times import seconds
from plain_world import DATA, reading, situation

READS = {"list_segments", "get_music", "analyze_music"}
TIMES = {"start_time", "end_time", "position", "time", "period", "length"}
COLORS = {"color", "end_color", "cue_color", "rest_color"}
STAYS = {"on_overlap", "cue_ms", "shift_ms", "seed", "name", "sound", "tolerance_ms", "length"}
"""Arguments that count only where a row names them."""
USUAL = {
    "create_pattern": {"grid": "beats", "shape": "hold", "spread": "together", "band": "all"},
    "cut_on_beats": {"grid": "beats"},
    "snap_to_beats": {"grid": "beats", "edge": "start"},
    "create_segments_for_words": {"spread": "together"},
}


def rows(half: str, language: str = "en") -> Iterator[dict]:
    """Yield the rows of all voices of `seen` or `unseen`."""
    folder = DATA / half if language == "en" else DATA / language / half
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def judged(row: dict, found: Reading) -> str:
    """Return `exact`, `agreed` (a right proposal), `harm`, `misproposed` or `declined`."""
    got = flat([(call.name, call.arguments) for call in found.calls])
    wanted = [row["expect"], *row.get("accept", [])]
    good = any(_same(flat([(c["name"], c["arguments"]) for c in want]), got) for want in wanted)
    if good and said(row, in_german(found.text)):
        return "agreed" if found.kind == "proposal" else "exact"
    if not got:
        return "declined"
    return "misproposed" if found.kind == "proposal" else "harm"


def in_german(text: str) -> str:
    """Return what is said, in English and in German."""
    german = languages.catalog("de")
    assert german is not None
    return f"{text} {said_in(german, text)}"


def said(row: dict, text: str) -> bool:
    """Tell whether an answer holds one word of each group that a row names."""
    low = text.casefold()
    return all(
        any(re.search(rf"(?<![\w.]){re.escape(word.casefold())}(?!\w|\.\d)", low) for word in group)
        for group in row.get("say", [])
    )


def score(half: str, language: str = "en") -> tuple[Counter, list[tuple[str, dict, Reading]]]:
    """Return how many rows of a half come out how, and those that are not right."""
    counts: Counter = Counter()
    wrong = []
    for row in rows(half, language):
        found = reading(row["text"])
        outcome = judged(row, found)
        counts[outcome] += 1
        idle = not row["expect"] and not row.get("say")
        counts["idle"] += idle
        counts["idle proposed"] += idle and found.kind == "proposal"
        counts["idle done"] += idle and found.kind == "certain" and bool(found.calls)
        if outcome not in ("exact", "agreed"):
            wrong.append((outcome, row, found))
    return counts, wrong


def flat(calls: list[tuple[str, dict]]) -> list[tuple[str, dict]]:
    """Return calls in one form: batches taken apart, values as numbers, usual values filled in."""
    found: list[tuple[str, dict]] = []
    for name, given in calls:
        if name in READS:
            continue
        if name == "create_segments_batch":
            found += flat([("create_segment", dict(item)) for item in given["segments"]])
        elif name == "play_audio" and given.get("start_time") is not None:
            found += flat([("seek_audio", {"position": given["start_time"]}), ("play_audio", {})])
        else:
            found.append((name, _plain(name, given)))
    return found


def _plain(name: str, given: dict) -> dict:
    result = dict(USUAL.get(name, {}))
    for key, value in given.items():
        if value is not None and value not in ("", []):
            result[key] = _value(key, value)
    if result.get("grid") == "bars":
        result["grid"] = "downbeats"
    if result.get("shape") == "fixed":
        result["shape"] = "hold"
    if name == "create_pattern" and result["grid"] != "onsets":
        result.pop("band")
    if len(result.get("channels") or "..") < 2:
        result.pop("spread", None)
    for key, usual in (("every", 1), ("offset", 0), ("end_color", "none"), ("start_time", 0.0)):
        if result.get(key) == usual and name not in ("create_segment", "modify_segment"):
            result.pop(key)
    if "segment_id" in result:
        result |= _place(int(result.pop("segment_id")))
    return result


def _place(number: int) -> dict:
    segment = situation().segment(number)
    row = situation().on(segment.channel) if segment else []
    return {"channel": segment.channel, "segment_index": row.index(segment) + 1} if segment else {}


def _value(key: str, value):
    if value in ("*", ["*"]) or isinstance(value, str) and value.startswith("~"):
        return value
    if key in TIMES:
        return seconds(value)
    if key in COLORS:
        return "none" if value == "none" else rgb(value)
    if key == "colors":
        return [_value("color", color) for color in _listed(value)]
    if key in ("channel", "to_channel"):
        return _channel(value)
    if key == "channels":
        return [_channel(channel) for channel in _listed(value)]
    if key in ("strips", "words"):
        return sorted(str(item).casefold() for item in _listed(value))
    if isinstance(value, str):
        return value.casefold().removeprefix("the ")
    return value


def _listed(value) -> list:
    return value.split(",") if isinstance(value, str) else list(value)


def _channel(value) -> int:
    named = {name.casefold(): number for number, name in situation().channels.items()}
    number = named.get(str(value).casefold().strip(), value)
    assert 1 <= int(number) <= CHANNELS, shown(value)
    return int(number)


def _same(wanted: list[tuple[str, dict]], got: list[tuple[str, dict]]) -> bool:
    if len(wanted) != len(got):
        return False
    return all(a[0] == b[0] and _alike(a[1], b[1]) for a, b in zip(wanted, got, strict=True))


def _alike(wanted: dict, got: dict) -> bool:
    for key in wanted.keys() | got.keys():
        a, b = wanted.get(key), got.get(key)
        if a == b or a in ("*", ["*"]) or key in STAYS and a is None:
            continue
        if key == "channels" and wanted.get("spread") in (None, "together", "*"):
            if sorted(a or ()) == sorted(b or ()):
                continue
        if key == "end_color" and (a, b) in ((None, "none"), (None, wanted.get("color"))):
            continue
        if isinstance(a, str) and a.startswith("~") and b:
            near = sum((x - y) ** 2 for x, y in zip(rgb(a[1:]), b, strict=True)) ** 0.5 <= 70
        elif isinstance(a, float | int) and isinstance(b, float | int):
            near = abs(a - b) <= 0.0105
        else:
            near = False
        if not near:
            return False
    return True


def written(path: Path, wrong: list[tuple[str, dict, Reading]]) -> None:
    """Write what is not right, one row a line."""
    lines = []
    for outcome, row, found in wrong:
        made = [[call.name, call.arguments] for call in found.calls]
        told = [outcome, row["id"], row["text"], found.kind, made, found.text, found.word]
        lines.append(json.dumps(told, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

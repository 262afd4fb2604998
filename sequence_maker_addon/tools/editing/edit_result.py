"""Writing an edit, and telling from what is then stored what happened."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from typing import Any

from ...sequence.change import Change
from ...sequence.numerals import counted, shown
from ...sequence.segment import Segment
from ...sequence.strip import Strip
from ...toolkit.commit import commit
from ...toolkit.jobs import Step
from ..places.arrangement import Target, everything
from .edit import Edit
from .edit_checks import refuse_clashes
from .ripple import Key, Shift, moved_time

SHOWN = 20
"""Strips that a result lists; more are counted."""


def finish(edit: Edit, **listed: Iterable[Key]) -> Generator[Step, Any, dict[str, Any]]:
    """Check, ask, write and read back; return the result with rows of strips.

    Args:
        edit: What is to come.
        **listed: Keys of strips that the result lists, by the word for what became of them.

    Raises:
        ToolError: What `refuse_clashes` and `commit` refuse.
    """
    refuse_clashes(edit)
    planned = edit.draft.change()
    result = yield from commit(edit.session, edit.draft, skipped=edit.skipped)
    names = _stored(edit, planned) if planned else {}
    if any(listed.values()):
        edit.session.timelines.mark()
        now = {target.name: target for target in everything(edit.session)}
        for word, keys in listed.items():
            called = (names[key] if key in names else edit.name(key) for key in keys)
            # what a plan has switched off was not written
            result |= rows(word, [now[name] for name in called if name in now])
    if edit.draft.rippled:
        result["rippled_count"] = len(edit.draft.rippled)
    return result


def rows(word: str, targets: Sequence[Target]) -> dict[str, Any]:
    """Return strips for a result: some in rows, all of them counted."""
    found = [
        {
            "id": f"s{target.id}",
            "strip": target.name,
            "channel": target.channel,
            "start_time": round(target.start, 6),
            "end_time": round(target.end, 6),
        }
        for target in targets[:SHOWN]
    ]
    return {word: found, f"{word}_count": len(targets)}


def along(result: dict[str, Any]) -> str:
    """Return what moved along, as the end of a sentence; empty where nothing did."""
    count = result.get("rippled_count", 0)
    done = f"{counted(count, 'later strip')} moved along"
    return f"; {done}" if count else ""


def carry_markers(edit: Edit, shifts: Sequence[Shift]) -> None:
    """Let markers move along with a ripple; one within what goes comes to lie where it was."""
    scene = edit.session.scene
    assert scene is not None
    rows = scene.state("all_markers") or []
    moved = [[edit.session.seen.frame_rate.snap(moved_time(t, shifts)), name] for t, name in rows]
    count = sum(before[0] != after[0] for before, after in zip(rows, moved, strict=True))
    if count:
        edit.draft.set_state("all_markers", moved, count, f"move {counted(count, 'marker')} along")


def signed(seconds: float) -> str:
    """Return a step in words, such as `2 s later`."""
    return f"{abs(seconds):.6g} s {'later' if seconds > 0 else 'earlier'}"


def told(edit: Edit, keys: Sequence[Key]) -> str:
    """Return which strips, by name where it is one, else how many."""
    return shown(edit.name(keys[0])) if len(keys) == 1 else counted(len(keys), "strip")


def _stored(edit: Edit, planned: Change) -> dict[Key, str]:
    """Return the names that strips got, by their keys; Blender may have chosen others."""
    stored = edit.session.written[-1]
    segments: list[Segment] = [*stored.added, *(after for _, after in stored.changed)]
    found: dict[Key, str] = {segment.id: segment.name for segment in segments}
    for wanted, change in zip(planned.strips, stored.strips, strict=False):
        strip: Strip | None = change.after
        if strip is not None:
            found[wanted.name] = strip.name
    return found

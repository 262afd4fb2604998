"""Frames: strips fade, cross into each other, become louder or softer over time."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.plain_call import Found
from ..parts.time_spans import told
from .meant import WORDS, one_length, one_time, only_named, strips_meant

_NEVER = ("color", "section", "every", "period", "index", "ref", "quoted")


def fade(clause: Clause) -> Found | None:
    """Read `fade in the music over 2 s`, `fade Movie in and out over 1 second`."""
    if not clause.has("fade") and not clause.values("shape"):
        return None
    if clause.any(*_NEVER, "channels", "percent", "start", "end", "span") or clause.has("cross"):
        return None
    sides = _sides(clause)
    length = one_length(clause)
    strips = strips_meant(clause)
    if strips is None or length is None or not sides:
        return None
    lengths = {f"fade_{side}": told(length) for side in sides}
    shows = any("fades" in item.text.split() for item in clause.items)  # which may tell only
    weak = shows or only_named(clause, "fade", "shape:fade_in", "shape:fade_out")
    return clause.doing(call("fade_strips", strips=strips, **lengths), weak=weak)


def _sides(clause: Clause) -> list[str]:
    said = {shape.removeprefix("fade_") for shape in clause.values("shape")}
    said |= {item.text for item in clause.items if item.kind == "word"}
    return [side for side in ("in", "out") if side in said]


def cross(clause: Clause) -> Found | None:
    """Read `crossfade the clips on channel 20 over 1 second`, `crossfade Movie and Photo in 1 s`.

    Strips are two, as a transition is between them, and nothing else is to be done with one.
    """
    if not clause.has("cross", "wipe_noun") or clause.any(*_NEVER, "percent", "span", "delta"):
        return None
    kind = "wipe" if clause.has("wipe_noun") else "cross"
    length = one_length(clause)
    at = one_time(clause, "start")
    items = clause.take("channels")
    numbers = [number for item in items for number in item.many]
    strips = clause.take("strip")
    names = list(dict.fromkeys(item.name for item in strips))
    if length is None or len(numbers) > 1 or not (numbers or at or names):
        return None
    verbs = [item for item in clause.items if item.has("fade", "cross", "wipe_noun", "cut")]
    if names and (len(names) != 2 or len(verbs) > 1 or clause.values("shape")):
        return None
    joined = clause.has("between") or any(item.role in ("from", "to") for item in strips)
    if names and clause.has("add", "set") and not joined:
        return None
    where = {
        "at": None if at is None else told(at.value),
        "channel": numbers[0] if numbers else None,
        "strips": names or None,
    }
    made = call("add_transition", kind=kind, length=told(length), **where)
    colors = numbers and all(s.channel != numbers[0] for s in clause.situation.strips)
    told_only = only_named(clause, "cross", "wipe_noun") or _tells(clause)
    return clause.doing(made, weak=bool(colors) or told_only)  # colors may fade by themselves


def _tells(clause: Clause) -> bool:
    """Tell whether strips stand before the verb, as where they are said to cross."""
    verbs = (n for n, item in enumerate(clause.items) if item.has("cross", "wipe_noun"))
    before = clause.items[: next(verbs)]
    nouns = any(item.kind == "strip" or item.has("segment", "many") for item in before)
    return nouns and not clause.has("add", "set")


def animate(clause: Clause) -> Found | None:
    """Read `animate the volume of Song from 0% at 2 s to 100% at 5 s`."""
    if not clause.has("animate") or clause.any(*_NEVER, "channels", "span", "delta", "length"):
        return None
    percents = clause.of("percent")
    times = [*clause.of("start"), *clause.of("end"), *clause.of("place")]
    times.sort(key=lambda item: next(n for n, own in enumerate(clause.items) if own is item))
    what = "opacity" if clause.has("opacity") else "volume" if clause.has("volume") else ""
    if len(percents) < 2 or len(percents) != len(times) or not what:
        return None
    clause.use(*percents, *times)
    strips = strips_meant(clause)
    if strips is None:
        return None
    keys = [
        {"time": told(time.value), "value": percent.value / 100}
        for time, percent in zip(times, percents, strict=True)
    ]
    return clause.doing(call("animate_strips", strips=strips, what=what, keys=keys))


FRAMES = (
    Frame(
        "transition",
        cross,
        tags(WORDS + "cross wipe_noun fade add set on at of cut from to between and"),
        ("add_transition",),
        (
            (
                "Crossfade the clips on channel 20 over 1 second",
                (call("add_transition", kind="cross", length=1, channel=20),),
            ),
        ),
        tags("cross wipe_noun"),
    ),
    Frame(
        "fade strips",
        fade,
        tags(WORDS + "fade shape:fade_in shape:fade_out add set to of gradual for both and"),
        ("fade_strips",),
        (
            (
                "Fade in the music over 2 seconds",
                (call("fade_strips", strips=["Song"], fade_in=2),),
            ),
        ),
        tags("fade shape:fade_in shape:fade_out"),
    ),
    Frame(
        "animate strips",
        animate,
        tags(WORDS + "animate opacity volume from to at of change"),
        ("animate_strips",),
        (
            (
                "Animate the volume of Song from 0% at 2 s to 100% at 5 s",
                (
                    call(
                        "animate_strips",
                        strips=["Song"],
                        what="volume",
                        keys=[{"time": 2, "value": 0.0}, {"time": 5, "value": 1.0}],
                    ),
                ),
            ),
        ),
        tags("animate"),
    ),
)

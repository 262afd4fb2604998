"""Where effects lie: over their inputs, whatever becomes of these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .errors import ToolError
from .numerals import shown
from .strip import Strip, StripChange


def followers(strips: Iterable[Strip], changes: Mapping[str, StripChange]) -> list[Strip]:
    """Return the effects that go along with inputs that change, as they will lie.

    Args:
        strips: All strips as they are.
        changes: What becomes of strips, by name.

    Raises:
        ToolError: `effect_broken` where the inputs of an effect would no longer overlap.
    """
    known = {strip.name: strip for strip in strips}
    for name, change in changes.items():
        if change.after is not None:
            known[name] = change.after
    gone = {name for name, change in changes.items() if change.after is None}
    effects = [strip for strip in known.values() if strip.inputs and strip.name not in gone]
    placed: dict[str, Strip] = {}
    moved = set(changes)
    while True:
        late = [
            strip
            for strip in effects
            if strip.name not in placed and not moved.isdisjoint(strip.inputs)
        ]
        if not late:
            return list(placed.values())
        for strip in late:
            inputs = [placed.get(name) or known[name] for name in strip.inputs if name in known]
            placed[strip.name] = over(strip, inputs)
            moved.add(strip.name)


def over(effect: Strip, inputs: Iterable[Strip]) -> Strip:
    """Return an effect as it lies over inputs: from the last start to the first end.

    Raises:
        ToolError: `effect_broken` where they do not overlap.
    """
    inputs = list(inputs)
    start = max((strip.start for strip in inputs), default=effect.start)
    end = min((strip.end for strip in inputs), default=effect.end)
    if end - start < 1e-6:
        names = " and ".join(shown(strip.name) for strip in inputs)
        raise ToolError(
            "effect_broken",
            f"the effect {shown(effect.name)} lies where {names} overlap, and they no longer would",
            hint="move them together, or delete the effect first",
        )
    return replace(effect, start=start, end=end, content=start)


def goes_with_inputs(effect: Strip) -> ToolError:
    """Return the refusal to move an effect."""
    message = f"{shown(effect.name)} is an effect: it goes where its inputs go"
    hint = f"move {' and '.join(map(shown, effect.inputs))} instead"
    return ToolError("effect_in_the_way", message, hint=hint)


def cannot_be_split(strip: Strip) -> ToolError:
    """Return the refusal to split an effect, or what one needs."""
    other = (*strip.users, *strip.inputs)[0]
    message = f"{shown(strip.name)} cannot be split: it and {shown(other)} belong to one effect"
    hint = "delete the effect first, or leave it out"
    return ToolError("effect_in_the_way", message, hint=hint)

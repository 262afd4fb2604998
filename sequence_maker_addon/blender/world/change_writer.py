"""The one order in which a change that is about more than segments is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...sequence.change import Change, StateChange
from ...sequence.errors import ToolError
from ...sequence.strip import Strip, StripChange
from ..host import compat
from ..timeline import placing, setting_values
from ..timeline.placing import Place
from ..timeline.strips import StripTimelines
from .cutting_strips import Cutter
from .states import kind_of

Closely = Callable[[Iterable[str]], dict[str, Strip]]
"""Reads strips by name; see `Scene.closely`."""


class ChangeWriter:
    """Cuts, takes away what moves or goes, writes segments, brings home, sets, writes states.

    So nothing stands in the way of anything else, whichever way it goes. On a fault the steps
    that were done are taken back, the last first.
    """

    def __init__(self, timelines: StripTimelines, closely: Closely) -> None:
        self._timelines, self._closely = timelines, closely
        self._editor = timelines.editor
        self._back: list[Callable[[], object]] = []

    def write(self, change: Change) -> Change:
        """Write a checked change; return it as it is stored."""
        try:
            with placing.selection_kept(self._editor):
                return self._written(change)
        except Exception:
            for step in reversed(self._back):
                step()
            raise

    def _written(self, change: Change) -> Change:
        names = self._cut(change.strips)
        places = {
            names.get(found.name, found.name): self._place(found.after)
            for found in change.strips
            if found.after is not None and not found.after.inputs
        }
        gone = [found.name for found in change.strips if found.after is None]
        parked = placing.Parked(self._editor, places, gone)
        self._back.append(parked.back)
        parked.leave()
        stored = change
        if change.segments_only:
            self._back.append(
                lambda: stored is not change and self._timelines.apply(stored.inverse)
            )
            stored = self._timelines.apply(change.segments_only)
        parked.home()
        for found in change.strips:
            self._set(names.get(found.name, found.name), found)
        states = tuple(self._state(state) for state in change.states)
        parked.remove_gone()
        renamed = {f.name: f.new_name for f in change.strips if f.new_name != f.name}
        self._back.append(lambda: self._rename({new: old for old, new in renamed.items()}))
        self._rename(renamed)
        strips = tuple(self._stored(found, names) for found in change.strips)
        return replace(stored, strips=strips, states=states)

    def _cut(self, changes: tuple[StripChange, ...]) -> dict[str, str]:
        """Cut strips; return the names that the parts got by those that were foreseen."""
        cutter = Cutter(self._timelines, self._back)
        return cutter.cut([found for found in changes if found.cut_from and found.after])

    def _set(self, name: str, found: StripChange) -> None:
        before, after = found.before, found.after
        if before is None or after is None or before.settings == after.settings:
            return
        wanted = [k for k, value in after.settings.items() if value != before.settings.get(k)]
        self._back.append(lambda: self._put(before.name, before.settings, wanted))
        self._put(name, after.settings, wanted)

    def _put(self, name: str, settings: Mapping[str, Any], wanted: Iterable[str]) -> None:
        """Set what is known of a strip's settings; keys come first, for they set values, too."""
        strip, base = compat.strips(self._editor)[name], self._timelines.timebase
        for key in sorted(wanted, key=lambda key: key != "curves"):
            if key in settings:
                setting_values.write(strip, key, settings[key], base)

    def _rename(self, names: Mapping[str, str]) -> None:
        """Let strips have other names, which two may have exchanged."""
        strips = compat.strips(self._editor)
        there = [(strips[old], new) for old, new in names.items() if old in strips]
        for number, (strip, _) in enumerate(there):
            strip.name = f"\x01 {number}"
        for strip, new in there:
            strip.name = new

    def _state(self, state: StateChange) -> StateChange:
        kind, name = kind_of(state.key)
        scene = self._timelines.scene
        self._back.append(lambda: kind.write(scene, name, state.before))
        kind.write(scene, name, state.after)
        return replace(state, after=kind.read(scene, name))

    def _stored(self, found: StripChange, names: dict[str, str]) -> StripChange:
        name = names.get(found.name, found.new_name)
        after = None if found.after is None else self._closely([name]).get(name)
        return StripChange(found.before, after, found.cut_from)

    def _place(self, strip: Strip) -> Place:
        base = self._timelines.timebase
        start, end = base.frame_of(strip.start), base.frame_of(strip.end)
        if end <= start:
            message = f"the strip {strip.name!r} would be shorter than one frame"
            raise ToolError("invalid_time", message)
        return Place(strip.channel, start, end, base.place_of(strip.content))

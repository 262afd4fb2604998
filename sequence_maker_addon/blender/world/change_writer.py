"""The one order in which a change that is about more than segments is written."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...sequence.change import Change, StateChange
from ...sequence.errors import ToolError
from ...sequence.strip import Strip, StripChange
from ..host import compat
from ..making import placing
from ..making.parking import Parked
from ..making.placing import Place, has_no_content
from ..timeline import setting_values, strip_keys
from ..timeline.strips import StripTimelines
from .coming_and_going import Coming, Going, identify, kept_whole
from .cutting_strips import Cutter
from .states import kind_of

log = logging.getLogger(__name__)

Closely = Callable[[Iterable[str]], dict[str, Strip]]
"""Reads strips by name; see `Scene.closely`."""


class ChangeWriter:
    """Cuts, takes away what moves or goes, writes segments, brings home, makes, sets, states.

    So nothing stands in the way of anything else, whichever way it goes. What goes is removed
    last, and names come after it. On a fault the steps that were done are taken back, the last
    first.
    """

    def __init__(self, timelines: StripTimelines, closely: Closely) -> None:
        self._timelines, self._closely = timelines, closely
        self._editor = timelines.editor
        self._back: list[Callable[[], object]] = []
        self._names: dict[str, str] = {}
        self._renamed: dict[str, str] = {}
        self._sources: dict[str, Strip] = {}

    def write(self, change: Change) -> Change:
        """Write a checked change; return it as it is stored."""
        try:
            with placing.selection_kept(self._editor, self._renamed):
                return self._written(change)
        except Exception:
            for step in reversed(self._back):
                try:
                    step()
                except Exception:
                    log.exception("a step could not be taken back")
            raise

    def _written(self, change: Change) -> Change:
        scene = self._timelines.scene
        going, coming = Going(scene, change.strips), Coming(scene, change.strips)
        self._sources = self._sources_of(change.strips)
        cut = [found for found in change.strips if found.cut_from and found.after]
        self._names = Cutter(self._timelines, self._back).cut(cut, self._sources)
        stored, parked = self._placed(change, coming, going)
        self._back.append(coming.back)
        self._names |= coming.make(self._place, self._names)
        for found in change.strips:
            self._set(found)
        states = tuple(self._state(state) for state in change.states)
        parked.remove_gone()
        renamed = {f.name: f.new_name for f in change.strips if f.new_name != f.name}
        self._back.append(lambda: self._rename({new: old for old, new in renamed.items()}))
        self._rename(renamed)
        self._renamed |= renamed
        identify(scene, change.strips, self._names, going)
        return replace(stored, strips=self._stored(change.strips, going), states=states)

    def _sources_of(self, changes: tuple[StripChange, ...]) -> dict[str, Strip]:
        """Return what parts and copies are made of; closely only where settings are to differ."""
        known = {c.name: c.before for c in changes if c.before is not None}
        made = [c for c in changes if c.before is None and (c.copy_of or c.cut_from)]
        looked = {c.copy_of or c.cut_from for c in made if c.after and c.after.settings}
        looked |= {c.copy_of or c.cut_from for c in made} - known.keys()
        return known | self._closely(looked)

    def _placed(self, change: Change, coming: Coming, going: Going) -> tuple[Change, Parked]:
        """Bring strips to their places, and write the segments meanwhile."""
        made = {found.name for found in coming.changes}
        places = {
            self._name(found): self._place(found.after)
            for found in change.strips
            if found.after is not None and found.name not in made
        }
        segments = change.segments_only
        parked = Parked(self._editor, places, list(going.wholes), alone=not segments)
        self._back += [lambda: going.back(self._place), parked.back]
        parked.leave()
        stored = change
        if segments:
            stored = self._timelines.apply(segments)
            self._back.append(lambda: self._timelines.apply(stored.inverse))
        parked.home()
        return stored, parked

    def _name(self, found: StripChange) -> str:
        return self._names.get(found.name, found.name)

    def _set(self, found: StripChange) -> None:
        """Set what is to be otherwise than before, or than it is of what it was made of."""
        source = found.before or self._sources.get(found.copy_of or found.cut_from)
        if found.after is None:
            return
        after, before = found.after.settings, {} if source is None else source.settings
        wanted = [key for key, value in after.items() if value != before.get(key)]
        if not wanted:
            return
        if found.before is not None:
            self._back.append(lambda: self._put(found.name, before, wanted))
        self._put(self._name(found), after, wanted)

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

    def _stored(self, changes: tuple[StripChange, ...], going: Going) -> tuple[StripChange, ...]:
        """Return what became of the strips; one that only moved is known without a look."""
        keyed = strip_keys.by_strip(self._timelines.scene, self._timelines.timebase)
        names = [self._names.get(c.name, c.new_name) for c in changes]
        looked = [
            name
            for name, c in zip(names, changes, strict=True)
            if c.after is not None
            and (c.before is None or name in keyed or c.before.settings != c.after.settings)
        ]
        close = self._closely(looked)
        return tuple(
            kept_whole(found, going)
            if found.after is None and found.before is not None
            else replace(found, after=close.get(name) or self._where(found, name))
            for name, found in zip(names, changes, strict=True)
        )

    def _where(self, found: StripChange, name: str) -> Strip | None:
        """Return a strip that lies where it was to lie, which was read back."""
        before, after = found.before, found.after
        if before is None or after is None:
            return None
        place, time_of = self._place(after), self._timelines.timebase.time_of
        if place.content != place.first and has_no_content(compat.strips(self._editor)[name]):
            place = replace(place, content=float(place.first))
        times = time_of(place.first), time_of(place.end), time_of(place.content)
        return replace(
            after, name=name, start=times[0], end=times[1], content=times[2], look=before.look
        )

    def _place(self, strip: Strip) -> Place:
        base = self._timelines.timebase
        start, end = base.frame_of(strip.start), base.frame_of(strip.end)
        if end <= start:
            message = f"the strip {strip.name!r} would be shorter than one frame"
            raise ToolError("invalid_time", message)
        return Place(strip.channel, start, end, round(base.place_of(strip.content), 3))

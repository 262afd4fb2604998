"""The one order in which a change that is about more than segments is written."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ...sequence.change import Change, StateChange
from ...sequence.errors import ToolError
from ...sequence.strip import Strip, StripChange
from ..host import compat
from ..timeline import placing, segment_ids
from ..timeline.parking import Parked
from ..timeline.placing import Place
from ..timeline.strips import StripTimelines
from .coming import Coming
from .cutting_strips import Cutter
from .going import Going
from .states import kind_of

log = logging.getLogger(__name__)

Closely = Callable[[Iterable[str]], dict[str, Strip]]
"""Reads strips by name; see `Scene.closely`."""


class ChangeWriter:
    """Cuts, takes away what moves or goes, writes segments, brings home, makes, sets, writes states.

    So nothing stands in the way of anything else, whichever way it goes. Strips go last. On a fault
    the steps that were done are taken back, the last first.
    """

    def __init__(self, timelines: StripTimelines, closely: Closely) -> None:
        self._timelines, self._closely = timelines, closely
        self._editor = timelines.editor
        self._back: list[Callable[[], object]] = []
        self._names: dict[str, str] = {}

    def write(self, change: Change) -> Change:
        """Write a checked change; return it as it is stored."""
        try:
            with placing.selection_kept(self._editor):
                return self._written(change)
        except Exception:
            for step in reversed(self._back):
                try:
                    step()
                except Exception:
                    log.exception("a step could not be taken back")
            raise

    def _written(self, change: Change) -> Change:
        going = Going(self._timelines.scene, change.strips)
        coming = Coming(self._timelines, change.strips)
        cutter = Cutter(self._timelines, self._back)
        self._names = cutter.cut([c for c in change.strips if c.cut_from and c.after])
        stays = [c for c in change.strips if c.after is not None and not coming.makes(c)]
        places = {self._name(c): self._place(c.after) for c in stays if c.after is not None}
        alone = not change.segments_only
        parked = Parked(self._editor, places, going.names, alone)
        self._back.append(parked.back)
        parked.leave()
        stored = change
        if not alone:
            self._back.append(
                lambda: stored is not change and self._timelines.apply(stored.inverse)
            )
            stored = self._timelines.apply(change.segments_only)
        parked.home()
        self._back.append(coming.back)
        self._names |= coming.make(self._place)
        for found in stays:
            self._set(self._name(found), found)
        states = tuple(self._state(state) for state in change.states)
        self._back.append(lambda: going.back(self._place))
        parked.remove_gone()
        self._identify(change.strips)
        strips = tuple(self._stored(change.strips, going, coming))
        return replace(stored, strips=strips, states=states)

    def _name(self, found: StripChange) -> str:
        return self._names.get(found.name, found.name)

    def _set(self, name: str, found: StripChange) -> None:
        before, after = found.before, found.after
        if before is None or after is None or before.settings == after.settings:
            return
        strip = compat.strips(self._editor)[name]
        for key, value in after.settings.items():
            if value != before.settings.get(key):
                self._back.append(
                    lambda key=key: setattr(strip, key, before.settings[key])  # type: ignore[misc]
                )
                setattr(strip, key, value)

    def _state(self, state: StateChange) -> StateChange:
        kind, name = kind_of(state.key)
        scene = self._timelines.scene
        self._back.append(lambda: kind.write(scene, name, state.before))
        kind.write(scene, name, state.after)
        return replace(state, after=kind.read(scene, name))

    def _identify(self, changes: Iterable[StripChange]) -> None:
        """Give strips that came their ids, but those that came back with theirs."""
        scene, strips = self._timelines.scene, compat.strips(self._editor)
        came = [strips[self._name(c)] for c in changes if c.before is None and c.after is not None]
        if came:
            pairs = segment_ids.numbered(scene, strips)
        ...

    def _place(self, strip: Strip) -> Place:
        base = self._timelines.timebase
        start, end = base.frame_of(strip.start), base.frame_of(strip.end)
        if end <= start:
            message = f"the strip {strip.name!r} would be shorter than one frame"
            raise ToolError("invalid_time", message)
        return Place(strip.channel, start, end, round(base.place_of(strip.content), 3))

"""What a turn wrote, kept so that it can be reverted later without harming newer work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Any

from .change import Change, StateChange
from .draft import Draft
from .segment import Segment
from .strip import Strip, StripChange
from .timelines import Scene

Entry = tuple[Segment | None, Segment | None]
"""A segment before and after; None where it was not there."""


class Ledger:
    """What changes touched: as it was before the first and after the last.

    Attributes:
        entries: Segments before and after, by id.
        kept: What a segment's strip was before, by id; see `Change.kept`.
        strips: Other strips before and after, by name.
        states: All else, by key.
        back: What wrote the return to before, so that it can be taken back, too; None before it.
    """

    def __init__(self) -> None:
        self.entries: dict[int, Entry] = {}
        self.kept: dict[int, Any] = {}
        self.strips: dict[str, StripChange] = {}
        self.states: dict[str, StateChange] = {}
        self.back: Ledger | None = None

    def __eq__(self, other: object) -> bool:
        """Tell whether another ledger holds the same."""
        if not isinstance(other, Ledger):
            return NotImplemented
        mine = self.entries, self.kept, self.strips, self.states, self.back
        return mine == (other.entries, other.kept, other.strips, other.states, other.back)

    def __bool__(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.entries or self.strips or self.states)

    def add(self, change: Change) -> None:
        """Take a change in, as it was stored."""
        pairs: list[Entry] = [(None, segment) for segment in change.added]
        pairs += [(segment, None) for segment in change.removed]
        pairs += list(change.changed)
        for before, after in pairs:
            number = (before or after).id  # type: ignore[union-attr]
            if number in self.entries:
                before = self.entries[number][0]
            elif number in change.kept:
                self.kept[number] = change.kept[number]
            self.entries[number] = (before, after)
            if before is None and after is None:
                del self.entries[number]
        known = {f.name: self.strips.pop(f.name) for f in change.strips if f.name in self.strips}
        for found in change.strips:
            made = _joined(known.get(found.name), found)
            if made.before is not None or made.after is not None:
                self.strips[found.new_name] = made
            if found.new_name != found.name:
                self._follow(found.name, found.new_name)
        for state in change.states:
            old = self.states.get(state.key)
            self.states[state.key] = state if old is None else replace(state, before=old.before)

    def _follow(self, old: str, new: str) -> None:
        """Let parts and effects know a strip by the name that it got."""
        for name, found in self.strips.items():
            after = found.after
            if found.cut_from == old:
                found = replace(found, cut_from=new)
            if after is not None and old in after.inputs:
                inputs = tuple(new if known == old else known for known in after.inputs)
                found = replace(found, after=replace(after, inputs=inputs))
            self.strips[name] = found

    def revert(self, draft: Draft, scene: Scene | None) -> tuple[Change, list[tuple[str, str]]]:
        """Plan the return to before.

        Args:
            draft: Where the plan is made, on what is there now; what stands in the way is cut.
            scene: The strips and states as they are.

        Returns:
            The change, and what stays as it is since it was changed meanwhile, each as its kind
            (`segment`, `strip` or `state`) and its id, name or key.
        """
        left = self._revert_segments(draft)
        change = draft.change()
        kept = {s.id: self.kept[s.id] for s in change.added if s.id in self.kept}
        kept |= {
            after.id: self.kept[after.id] for _, after in change.changed if after.id in self.kept
        }
        strips, changed = self._revert_strips(scene)
        states, altered = self._revert_states(scene)
        return replace(change, kept=kept, strips=strips, states=states), left + changed + altered

    def _revert_segments(self, draft: Draft) -> list[tuple[str, str]]:
        left, backwards = [], []
        for number, (before, after) in self.entries.items():
            present = draft.seen.by_id.get(number)
            if not _alike(present, after):
                left.append(("segment", str(number)))
                continue
            if present is not None:
                draft.remove(present)
            backwards.append(before)
        for before in backwards:
            if before is not None:
                draft.put_back(before)
        return left

    def _revert_strips(
        self, scene: Scene | None
    ) -> tuple[tuple[StripChange, ...], list[tuple[str, str]]]:
        """Take strips back; the parts of one that was cut go back together, or none of them."""
        now = scene.closely(self.strips) if scene is not None else {}
        freed, made = self.change().freed, self._made_and_still(now)
        groups: dict[str, list[StripChange]] = {}
        for name, found in self.strips.items():
            groups.setdefault(found.cut_from or name, []).append(found)
        back, left = [], []
        for name, group in groups.items():
            if all(_may_go_back(now.get(f.new_name), f.after, freed, made) for f in group):
                pairs = ((now.get(found.new_name), found.before) for found in group)
                back += [StripChange(*pair) for pair in pairs if pair != (None, None)]
            else:
                left.append(("strip", name))
        return tuple(back), left

    def _made_and_still(self, now: Mapping[str, Strip]) -> set[str]:
        """Return the names of effects that came and are as they were left: they go, too."""
        return {
            name
            for name, found in self.strips.items()
            if found.before is None
            and found.after is not None
            and name in now
            and now[name].is_still(found.after)
        }

    def _revert_states(
        self, scene: Scene | None
    ) -> tuple[tuple[StateChange, ...], list[tuple[str, str]]]:
        back, left = [], []
        for key, state in self.states.items():
            now = None if scene is None else scene.state(key)
            rows = None if now is None else state.taken_back(now)
            if scene is not None and scene.is_still(key, state.after):
                back.append(replace(state, before=now, after=state.before))
            elif rows is not None:
                back.append(replace(state, before=now, after=rows))
            else:
                left.append(("state", key))
        return tuple(back), left

    def change(self) -> Change:
        """Return all of it as one change."""
        pairs = [pair for pair in self.entries.values() if pair[0] != pair[1]]
        return Change(
            added=tuple(after for before, after in pairs if before is None and after is not None),
            changed=tuple((b, a) for b, a in pairs if b is not None and a is not None),
            removed=tuple(
                before for before, after in pairs if after is None and before is not None
            ),
            strips=tuple(self.strips.values()),
            states=tuple(self.states.values()),
        )

    @property
    def size(self) -> int:
        """How many things it can bring back."""
        return len(self.entries) + len(self.strips) + len(self.states)


def _joined(known: StripChange | None, found: StripChange) -> StripChange:
    """Return what two changes of a strip come to, the first of which may be none."""
    if known is None:
        return replace(found, copy_of="")
    first, then = known.before, found.before
    if first is not None and then is not None:
        if then.whole is not None:
            first = replace(first, whole=then.whole)
        if then.look and not first.look:  # only now was it looked at closely
            first = replace(first, settings=then.settings_at(first), look=then.look)
    return StripChange(first, found.after, known.cut_from or found.cut_from)


def _alike(one: Segment | None, other: Segment | None) -> bool:
    if one is None or other is None:
        return one is other
    return replace(one, name="") == replace(other, name="")


def _may_go_back(now: Strip | None, then: Strip | None, freed: Set[int], made: Set[str]) -> bool:
    """Tell whether a strip is as the turn left it, and not locked or needed since."""
    if now is None or then is None:
        return now is then
    bound = set(now.users) - made <= set(then.users) and now.inputs == then.inputs
    locked = now.locked and not then.locked and now.channel not in freed
    return now.is_still(then) and bound and not locked


def merged(changes: Iterable[Change]) -> Ledger:
    """Return the ledger of several changes, the first first."""
    ledger = Ledger()
    for change in changes:
        ledger.add(change)
    return ledger

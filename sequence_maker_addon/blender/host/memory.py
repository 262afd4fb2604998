"""All that is remembered while Blender runs, in one place, so that it can be forgotten in one.

There are two memories: one per scene, which lasts until another file comes, and one of the
add-on, which lasts until it is disabled. A module says what it keeps there by a slot:

    _taps = PerScene(lambda scene: Taps())      # _taps.of(scene) makes it, or finds it
    _icons = PerAddon(Icons, end=Icons.close)   # _icons.get()

A slot is only a typed name and keeps nothing itself. `forget_scenes` and `forget_all` tell every
value that it ends, by the slot's `end`, and then drop them all. Scenes are known by session uid,
which undo and renaming keep.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Enum
from typing import Any, Generic, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)


class Why(Enum):
    """Why a memory ends."""

    FILE = "another file was loaded"
    ADDON = "the add-on was disabled"


class _Slot(Generic[T]):
    def __init__(self, end: Callable[[T, Why], None] | None) -> None:
        self.end = end


class PerScene(_Slot[T]):
    """A slot in the memory of each scene."""

    def __init__(
        self, make: Callable[[Any], T], end: Callable[[T, Why], None] | None = None
    ) -> None:
        """Name what is kept for a scene.

        Args:
            make: Makes it of the scene when it is first asked for.
            end: Ends it before it is forgotten, for what has to be closed.
        """
        super().__init__(end)
        self._make = make

    def of(self, scene: Any) -> T:
        """Return what is kept for a scene; it is made the first time."""
        kept = _scenes.setdefault(scene.session_uid, {})
        if self not in kept:
            kept[self] = self._make(scene)
        return kept[self]

    def known(self, scene: Any) -> T | None:
        """Return what is kept for a scene, or None where nothing was made yet."""
        return _scenes.get(scene.session_uid, {}).get(self)

    def all(self) -> list[T]:
        """Return what is kept of all scenes, the oldest scene first."""
        return [kept[self] for kept in _scenes.values() if self in kept]

    def set(self, scene: Any, value: T) -> None:
        """Keep another value for a scene."""
        _scenes.setdefault(scene.session_uid, {})[self] = value

    def drop(self, scene: Any) -> None:
        """Forget it for one scene alone, without ending it."""
        _scenes.get(scene.session_uid, {}).pop(self, None)


class PerAddon(_Slot[T]):
    """A slot in the memory of the add-on."""

    def __init__(self, make: Callable[[], T], end: Callable[[T, Why], None] | None = None) -> None:
        """Name what is kept for the add-on; see `PerScene`."""
        super().__init__(end)
        self._make = make

    def get(self) -> T:
        """Return what is kept; it is made the first time."""
        if self not in _addon:
            _addon[self] = self._make()
        return _addon[self]


def forget_scenes(why: Why = Why.FILE) -> None:
    """Forget what is kept of all scenes; for another file."""
    for kept in list(_scenes.values()):
        _end(kept, why)
    _scenes.clear()


def forget_all() -> None:
    """Forget everything; for the end of the add-on."""
    forget_scenes(Why.ADDON)
    _end(_addon, Why.ADDON)
    _addon.clear()


def _end(kept: dict[Any, Any], why: Why) -> None:
    """End what has to be closed, the newest first, as it may need what was there before it."""
    for slot, value in reversed(list(kept.items())):
        if slot.end is None:
            continue
        try:
            slot.end(value, why)
        except Exception:  # what comes after it has to be closed, too
            log.exception("a part of the add-on did not end well")


_scenes: dict[int, dict[PerScene[Any], Any]] = {}
_addon: dict[PerAddon[Any], Any] = {}

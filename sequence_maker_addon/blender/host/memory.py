"""All that is remembered while Blender runs, in one place, so that it can be forgotten in one.

There are two memories: one per scene, which lasts until another file comes, and one of the
add-on, which lasts until it is disabled. A module says what it keeps there by a slot:

    _taps = PerScene(lambda scene: Taps())      # _taps.of(scene) makes them, or finds them
    _gallery = PerAddon(Gallery, end=_free)     # _gallery.get()

A slot is only a typed name and keeps nothing itself. `forget_scenes` and `forget_all` tell every
value that it ends, by the slot's `end`, and then drop them all. Scenes are known by session uid,
which undo and renaming keep.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from enum import Enum
from typing import Any, Generic, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)


class Why(Enum):
    """Why a memory ends."""

    FILE = "another file was loaded"
    ADDON = "the add-on was disabled"


class PerScene(Generic[T]):
    """A slot in the memory of each scene.

    Args:
        make: Makes its value of the scene when it is first asked for.
        end: Ends the value before it is forgotten, for what has to be closed.
    """

    def __init__(
        self, make: Callable[[Any], T], end: Callable[[T, Why], None] | None = None
    ) -> None:
        self._make = make
        self.end = end

    def of(self, scene: Any) -> T:
        """Return the value of a scene; it is made the first time."""
        kept = _scenes.setdefault(scene.session_uid, {})
        if self not in kept:
            kept[self] = self._make(scene)
        value: T = kept[self]
        return value

    def known(self, scene: Any) -> T | None:
        """Return the value of a scene, or None where none was made yet."""
        return _scenes.get(scene.session_uid, {}).get(self)

    def all(self) -> list[T]:
        """Return the values of all scenes."""
        return [kept[self] for kept in _scenes.values() if self in kept]

    def clear(self) -> None:
        """Drop the values of all scenes without ending them, as for a cache."""
        for kept in _scenes.values():
            kept.pop(self, None)


class PerAddon(Generic[T]):
    """A slot in the memory of the add-on; any thread may use it.

    Args:
        make: Makes its value when it is first asked for.
        end: Ends the value before it is forgotten.
        lasting: Keep the value when the add-on is disabled, for it may be enabled again: what
            the user typed and was promised until Blender ends.
    """

    def __init__(
        self,
        make: Callable[[], T],
        end: Callable[[T, Why], None] | None = None,
        lasting: bool = False,
    ) -> None:
        self._make = make
        self.end = end
        self.lasting = lasting

    def get(self) -> T:
        """Return the value; it is made the first time."""
        with _making:
            if self not in _addon:
                _addon[self] = self._make()
            value: T = _addon[self]
            return value

    def known(self) -> T | None:
        """Return the value, or None where none was made yet."""
        return _addon.get(self)

    def forget(self) -> None:
        """End the value, if there is one, and forget it before the add-on's end."""
        if self in _addon:
            _end({self: _addon[self]}, Why.ADDON)
            _addon.pop(self, None)


def forget_scenes(why: Why = Why.FILE) -> None:
    """Forget what is kept of all scenes; for another file."""
    for kept in list(_scenes.values()):
        _end(kept, why)
    _scenes.clear()


def forget_all() -> None:
    """Forget all but what lasts; for the end of the add-on."""
    forget_scenes(Why.ADDON)
    ending = {slot: value for slot, value in _addon.items() if not slot.lasting}
    _end(ending, Why.ADDON)
    for slot in [slot for slot in _addon if not slot.lasting]:
        del _addon[slot]


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
_making = threading.RLock()

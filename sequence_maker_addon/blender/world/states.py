"""What of a scene is no strip, as plain data by key; `sequence_states` has those of the editor."""

from __future__ import annotations

import logging
from typing import Any, Protocol

from ...sequence.errors import ToolError
from ..host.damaged import text_of
from ..host.scene import timebase_of
from ..music_panel import metronome
from ..song import shown
from ..song.corrections import kept_of
from ..sound import source
from ..timeline import markers
from ..wishes import scene_wishes
from .sequence_states import AllMarkers, Channels, Fonts, FrameRange

log = logging.getLogger(__name__)


class State(Protocol):
    """One kind of state; `name` is what follows its kind in the key."""

    def read(self, scene: Any, name: str) -> Any:
        """Return it as plain data; two are equal exactly if nothing changed between them."""

    def is_still(self, now: Any, then: Any) -> bool:
        """Tell whether nothing of it was changed since."""

    def write(self, scene: Any, name: str, value: Any) -> None:
        """Set it."""


class _Plain:
    def is_still(self, now: Any, then: Any) -> bool:
        """See `State.is_still`."""
        return bool(now == then)


class Markers:
    """Those that were generated, as rows of time in seconds and name; some may be gone."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        base = timebase_of(scene)
        return [[base.time_of(marker.frame), marker.name] for marker in markers.ours(scene)]

    def is_still(self, now: Any, then: Any) -> bool:
        """See `State.is_still`."""
        return bool(now or not then) and all(marker in then for marker in now)

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`; one where the user has a marker of this name is left out."""
        base = timebase_of(scene)
        markers.replace(scene, [(base.frame_of(time), text) for time, text in value])


class Beats(_Plain):
    """What the user keeps of a sound strip: the tempo, 0 for none, and the beat grid as JSON."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        try:
            kept = kept_of(scene, source.sound_file_of(source.song_strip(scene, name)).key)
        except ToolError:
            kept = None
        return [kept.bpm, text_of(kept, "data")] if kept is not None else [0.0, ""]

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`."""
        content = source.sound_file_of(source.song_strip(scene, name)).key
        kept = kept_of(scene, content, create=True)
        kept.bpm, kept.data = value
        if problem := metronome.follow(scene):
            log.warning("the metronome could not follow: %s", problem)


class Words(_Plain):
    """Imported words: those of the sequence, and by the key of each sound's content its own."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        kept = scene.sequence_maker
        words = {grid.name: text_of(grid, "words") for grid in kept.grids}
        return [text_of(kept, "lyrics"), {name: text for name, text in words.items() if text}]

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`."""
        scene.sequence_maker.lyrics, words = value
        for key in words:
            kept_of(scene, key, create=True)
        for grid in scene.sequence_maker.grids:
            grid.words = words.get(grid.name, "")


class Protections(_Plain):
    """Protected ranges, as rows of start, end and channel."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        every = scene.sequence_maker.protections
        return [[item.start_time, item.end_time, item.channel] for item in every]

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`."""
        every = scene.sequence_maker.protections
        every.clear()
        for start, end, channel in value:
            item = every.add()
            item.start_time, item.end_time, item.channel = start, end, channel


class Wishes(_Plain):
    """The wishes of the file, as rows with their signatures: only one's own hold."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        return scene_wishes.rows(scene)

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`."""
        scene_wishes.write(scene, value)


class Clicks:
    """The mark of the beats on which the metronome clicks; empty without one."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        return metronome.there(scene)

    def is_still(self, now: Any, then: Any) -> bool:
        """See `State.is_still`; other beats make no other metronome."""
        return bool(now) == bool(then)

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`; it clicks on the beats as they are now."""
        metronome.lay(scene, shown.music_in(scene).every() if value else [])
        shown.forget()


KINDS: dict[str, State] = {
    "markers": Markers(),
    "beats": Beats(),
    "words": Words(),
    "protections": Protections(),
    "wishes": Wishes(),
    "metronome": Clicks(),
    "all_markers": AllMarkers(),
    "channels": Channels(),
    "frame_range": FrameRange(),
    "fonts": Fonts(),
}


def kind_of(key: str) -> tuple[State, str]:
    """Return the kind of a key, and what follows it there."""
    kind, _, name = key.partition(" ")
    return KINDS[kind], name

"""A copy of the world on which changes are rehearsed; the rest is read from the real one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Set
from dataclasses import replace
from functools import cached_property
from typing import Any

from ..sequence.change import Change
from ..sequence.in_memory.list_scene import ListScene
from ..sequence.in_memory.list_timelines import ListTimelines
from ..sequence.segment import Segment
from ..sequence.snapshot import Snapshot
from ..sequence.strip import Strip
from ..sequence.timelines import Scene, Timelines
from .jobs import Progress
from .ports import Media
from .world import Agreed, Session, Songs

MARKERS = ("markers", "all_markers")
"""States of which one is a part of the other."""


class RehearsedTimelines(ListTimelines):
    """The segments as they are, to be changed in memory; it gives no notices."""

    def __init__(self, timelines: Timelines, seen: Snapshot) -> None:
        super().__init__(seen.frame_rate, timelines.end())
        self.last_time, self.channel_names = seen.last_time, seen.names
        self.locks, self.protected_ranges = seen.locked, seen.protections
        self.mutes = timelines.silent()
        self.strips = seen.obstacles
        self.position, self.chosen = timelines.playhead(), timelines.selected()
        self.next = timelines.next_id()
        self.ours.add(timelines.made())
        self.put(seen.segments)
        self._real, self._known = timelines, list(seen.segments)

    def protected(self, segments: Iterable[Segment]) -> dict[int, str]:
        """See `Timelines.protected`."""
        return {s.id: self._why[s.id] for s in segments if s.id in self._why}

    @cached_property
    def _why(self) -> dict[int, str]:
        """Why segments that were there may not be altered; it takes long among many strips."""
        return self._real.protected(self._known)


class RehearsedScene(ListScene):
    """The strips as they are, to be changed in memory; states are read at need."""

    def __init__(self, scene: Scene, timelines: ListTimelines, seen: Snapshot) -> None:
        taken = {(segment.channel, segment.name) for segment in timelines.segments()}
        others = [strip for strip in seen.strips if (strip.channel, strip.name) not in taken]
        super().__init__(timelines, others)
        self._real = scene
        self._set_as(seen)
        self._touched: set[str] = set()
        self._looked: dict[str, Strip] = {}
        """Strips as they were when somebody first looked at them closely."""

    def _set_as(self, seen: Snapshot) -> None:
        """Let segments be locked and muted as their strips are, whatever their channel is."""
        there = {(strip.channel, strip.name): strip for strip in seen.strips}
        pairs = ((s, there.get((s.channel, s.name))) for s in self.timelines.segments())
        set_so = {s: strip for s, strip in pairs if strip and (strip.locked or strip.muted)}
        hidden = [s.name for s in set_so if s.channel in self.timelines.locks]
        close = self._real.closely(hidden)
        for segment, strip in set_so.items():
            known = close.get(segment.name, strip)
            own = known.settings.get("lock", strip.locked)
            self._segment_settings[segment.id] = {"lock": bool(own), "mute": strip.muted}

    def closely(self, names: Iterable[str]) -> dict[str, Strip]:
        """See `Scene.closely`."""
        found = super().closely(names)
        untouched = found.keys() - self._touched
        self._looked |= self._real.closely(untouched - self._looked.keys())
        known = untouched & self._looked.keys()
        return found | {name: _there(self._looked[name], found[name]) for name in known}

    def connections(self) -> dict[str, list[str]]:
        """See `Scene.connections`."""
        real = self._real.connections().items()
        return {name: others for name, others in real if name not in self._touched}

    def connected(self, name: str) -> list[str]:
        """See `Scene.connected`."""
        return [] if name in self._touched else self._real.connected(name)

    def texts(self) -> list[tuple[str, float, float]] | None:
        """Return the texts that are seen, with start and end; None where no strip was touched."""
        if not self._touched and "channels" not in self.states:
            return None
        silent = self.timelines.mutes
        names = [s.name for s in self._strips.values() if s.kind == "text" and not s.muted]
        found = [s for s in self.closely(names).values() if s.channel not in silent]
        return [(str(s.settings.get("text", "")), s.start, s.end) for s in found]

    def state(self, key: str) -> Any:
        """See `Scene.state`."""
        known = "markers" if key == "all_markers" else key
        return super().state(key) if known in self.states else self._real.state(key)

    def put_state(self, key: str, value: Any) -> None:
        """Keep it here; the real one stays."""
        if key == "channels":
            self._let_go({row[0] for row in value if not row[3]} & self.timelines.locks)
        if key in MARKERS and "markers" not in self.states:
            ours, every = ([tuple(row) for row in self._real.state(name)] for name in MARKERS)
            self.user_markers = list((Counter(every) - Counter(ours)).elements())
            self.states["markers"] = [list(row) for row in ours]
        super().put_state(key, value)
        if key not in MARKERS:
            self.states[key] = value

    def _let_go(self, channels: Set[int]) -> None:
        """Note of strips on channels that are unlocked whether they are locked themselves."""
        held = [s.name for s in self._strips.values() if s.channel in channels and s.locked]
        for name, strip in self.closely(held).items():
            self._strips[name] = replace(
                self._strips[name], locked=bool(strip.settings.get("lock"))
            )

    def apply(self, change: Change) -> Change:
        """See `Scene.apply`."""
        fresh = {found.name for found in change.strips if found.name in self._strips}
        self._strips |= self._real.closely(fresh - self._touched)
        self._touched |= {n for found in change.strips for n in (found.name, found.new_name)}
        return super().apply(change)


def _there(looked: Strip, now: Strip) -> Strip:
    """Return a strip as it was looked at, where it lies now: a segment may have been moved."""
    if looked.place == now.place:
        return looked
    return replace(looked, channel=now.channel, start=now.start, end=now.end, content=now.content)


class RehearsedSongs:
    """The songs as they are, with the beats as they were corrected in the rehearsal."""

    def __init__(self, songs: Songs, scene: RehearsedScene) -> None:
        self._real, self._scene = songs, scene

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked is the real songs' to answer."""
        return getattr(self._real, name)

    def analyze(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Any]:
        """See `Songs.analyze`."""
        song = yield from self._real.analyze(name, bpm)
        return song if bpm is not None else self._corrected(song)

    def words(self) -> Any:
        """See `Songs.words`."""
        texts = self._scene.texts()
        return self._real.words() if texts is None else self._real.words_with(texts)

    def known(self, name: str | None = None) -> Any:
        """See `Songs.known`."""
        song = self._real.known(name)
        return None if song is None else self._corrected(song)

    def every(self) -> Any:
        """See `Songs.every`."""
        return [self._corrected(song) for song in self._real.every()]

    def _corrected(self, song: Any) -> Any:
        key = f"beats {song.name}"
        if key not in self._scene.states:
            return song
        return self._real.as_corrected(song, self._scene.states[key])


class RehearsedMedia:
    """The allowed files as they are; where they lie is looked up when they are really added."""

    def __init__(self, media: Media) -> None:
        self._real = media

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked is the real files' to answer."""
        return getattr(self._real, name)

    def whole(self, name: str) -> dict[str, Any]:
        """See `Media.whole`; the file is there, and a plan keeps its name alone."""
        self._real.whole(name)
        return {"media": name}


def rehearsed(session: Session) -> Session:
    """Return a session on a copy of the world; what was agreed to is not asked again there."""
    session.timelines.mark()
    timelines = RehearsedTimelines(session.timelines, session.seen)
    scene, songs = None, session.songs
    if session.scene is not None:
        scene = RehearsedScene(session.scene, timelines, session.seen)
        songs = None if songs is None else RehearsedSongs(songs, scene)
    return replace(
        session,
        timelines=timelines,
        scene=scene,
        songs=songs,
        media=None if session.media is None else RehearsedMedia(session.media),
        limits=replace(session.limits, confirm="never"),
        shown_notices=set(session.shown_notices),
        origins=session.origins.copy(),
        agreed=Agreed(session.agreed.sum, list(session.agreed.flashing)),
        written=[],
        taken_back=[],
        _seen=None,
        _steady=False,
    )

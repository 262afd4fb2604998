"""Times told by the music: a section or the song, and beats from there; and back on any song."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from .elsewhere import SLACK, Ruler
from .hearing.grid import BeatGrid, Section

START, FIRST_BAR, END_OF_SONG = "start", "first bar", "end"
SONG = (START, FIRST_BAR, END_OF_SONG)
"""From where a time is told that lies in no section."""
FORM = (
    'a time by the music is {"section": "B2"} or {"song": "start"}, with "edge": "end", '
    '"beats" and "seconds" if need be'
)
_KEYS = {"section", "song", "edge", "beats", "seconds"}
MOST_BEATS = 1_000_000
"""Beats or seconds, either way, that are taken for meant."""


@dataclass(frozen=True, slots=True)
class MusicalTime:
    """A time of any song.

    Attributes:
        section: The name of the section from which it is told, such as `B2`; empty for the song.
        edge: From which end of the section: `start` or `end`; of the song one of `SONG`.
        beats: So many later; negative is earlier. From the song's start and end there are none.
        seconds: So much later again, whatever the tempo.
    """

    section: str = ""
    edge: str = START
    beats: float = 0.0
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return plain data for `musical_time`."""
        found: dict[str, Any] = {"section": self.section} if self.section else {"song": self.edge}
        found |= {"edge": "end"} if self.section and self.edge != START else {}
        found |= {"beats": _short(self.beats)} if self.beats else {}
        return found | ({"seconds": _short(self.seconds)} if self.seconds else {})


@dataclass(frozen=True, slots=True)
class Found:
    """Where a time lies in a song, in seconds, and the stretch that it is about."""

    time: float
    start: float
    end: float


class NotThere(ValueError):
    """A time that a song does not have; the sentence says why."""


def is_musical(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a value of an argument is a time by the music, right or wrong."""
    return isinstance(value, dict) and bool({"section", "song"} & value.keys())


def musical_time(value: Mapping[str, Any]) -> MusicalTime:
    """Read what `MusicalTime.as_json` gave, or a person wrote.

    Raises:
        ValueError: If it is something else; one sentence.
    """
    section, song, edge = value.get("section"), value.get("song"), value.get("edge", START)
    beats, seconds = value.get("beats", 0), value.get("seconds", 0)
    wrong = not value.keys() <= _KEYS or not (_is_number(beats) and _is_number(seconds))
    if wrong or (section is None) == (song is None):
        raise ValueError(FORM)
    if section is None:
        if song not in SONG or "edge" in value or (beats and song != FIRST_BAR):
            raise ValueError(f'{FORM}; "song" is one of {", ".join(SONG)}, beats go with first bar')
        return MusicalTime("", song, beats, seconds)
    if not isinstance(section, str) or not section.strip() or edge not in (START, "end"):
        raise ValueError(FORM)
    return MusicalTime(section.strip(), edge, beats, seconds)


class SongTimes:
    """Tells times of one song by its music, and finds them there.

    Args:
        grid: Its beats and sections, in seconds of the timeline.
        start: Where it begins, in seconds of the timeline.
        end: Where it ends.
        frame: Seconds of a frame.
    """

    def __init__(self, grid: BeatGrid, start: float, end: float, frame: float) -> None:
        self._grid, self._start, self._end, self._frame = grid, start, end, frame
        slack = max(SLACK, frame)
        self._slack = slack
        self._ruler = Ruler(grid, slack) if len(grid.beats) > 1 else None

    def span(self, start: float, end: float) -> tuple[MusicalTime, MusicalTime]:
        """Return a stretch by the music; one of the whole song is told as such."""
        if self._near(start, self._start) and self._near(end, self._end):
            first = MusicalTime("", START, 0.0, self._rest(start, self._start))
            return first, MusicalTime("", END_OF_SONG, 0.0, self._rest(end, self._end))
        return self.told(start), self.told(end, is_end=True)

    def told(self, time: float, is_end: bool = False) -> MusicalTime:
        """Return a time by the music.

        Args:
            time: In seconds of the timeline.
            is_end: It ends a stretch: where one section ends and the next begins, the first counts.
        """
        section = self._section(time, is_end)
        if section is not None:
            if is_end and self._near(time, section.end):
                return MusicalTime(section.name, "end", 0.0, self._rest(time, section.end))
            return self._from(time, section.start, section.name, START)
        for edge, place in ((START, self._start), (END_OF_SONG, self._end)):
            if self._near(time, place):
                return MusicalTime("", edge, 0.0, self._rest(time, place))
        if self._ruler is None or time > self._end:
            place, edge = (self._end, END_OF_SONG) if time > self._end else (self._start, START)
            return MusicalTime("", edge, 0.0, _rounded(time - place))
        return self._from(time, self._first_bar, "", FIRST_BAR)

    def found(self, meant: MusicalTime) -> Found:
        """Return where a time lies here.

        Raises:
            NotThere: If the song has no such section, or no beats.
        """
        low, high, anchor = self._start, self._end, self._start
        if meant.section:
            section = next((s for s in self._grid.sections if _same(s, meant.section)), None)
            if section is None:
                raise NotThere(f"the song has no section {meant.section}")
            low, high = section.start, section.end
            anchor = high if meant.edge == "end" else low
        elif meant.edge == END_OF_SONG:
            anchor = self._end
        elif meant.edge == FIRST_BAR:
            anchor = self._first_bar
        time = anchor
        if meant.beats:
            if self._ruler is None:
                raise NotThere("no beats are heard in the song")
            time = self._ruler.time(self._ruler.place(anchor) + meant.beats)
        return Found(_rounded(max(time + meant.seconds, 0.0)), low, high)

    @property
    def _first_bar(self) -> float:
        grid = self._grid
        first = next(iter(grid.downbeats or grid.beats), None)
        if first is None:
            raise NotThere("no beats are heard in the song")
        return first

    def _from(self, time: float, anchor: float, section: str, edge: str) -> MusicalTime:
        """Tell a time from a place on: by whole beats where it is on one."""
        if self._near(time, anchor) or self._ruler is None:
            return MusicalTime(section, edge, 0.0, self._rest(time, anchor))
        first, place = self._ruler.place(anchor), self._ruler.place(time)
        if place == round(place):
            return MusicalTime(section, edge, _rounded(place - first), self._on_beat(time, place))
        for digits in (2, 4, 7, 11):
            beats = round(place - first, digits)
            there = _rounded(self._ruler.time(first + beats))
            if abs(there - time) < self._frame / 1000 and self._of(there) == self._of(time):
                break
        return MusicalTime(section, edge, beats, 0.0)

    def _on_beat(self, time: float, place: float) -> float:
        assert self._ruler is not None
        return self._rest(time, self._ruler.time(place))

    def _rest(self, time: float, place: float) -> float:
        """Return by how much a time misses a place, 0 where both are the same to the eye."""
        miss = time - place
        is_it = self._of(time) == self._of(place) and abs(miss) <= self._frame / 2
        return 0.0 if is_it else _rounded(miss)

    def _of(self, time: float) -> int:
        """Return the frame of a time."""
        return math.floor(time / self._frame + 0.5)

    def _near(self, time: float, place: float) -> bool:
        return abs(time - place) <= self._slack

    def _section(self, time: float, is_end: bool) -> Section | None:
        """Return the section that a time lies in; near an edge, the one that begins or ends."""
        shift = -self._slack if is_end else self._slack
        near = (s for s in self._grid.sections if s.start <= time + shift < s.end)
        return next(near, None)


def musical_times_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all times by the music in arguments, however deep."""
    if is_musical(value):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from musical_times_in(part)


def _same(section: Section, name: str) -> bool:
    return section.name.casefold() == name.casefold()


def _is_number(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and abs(value) <= MOST_BEATS  # type: ignore[arg-type]


def _rounded(time: float) -> float:
    return round(time, 7)


def _short(number: float) -> float:
    return int(number) if number == int(number) else number

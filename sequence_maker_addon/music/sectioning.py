"""Sections as the person has them: named, moved, split, joined and laid anew; all in one time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .hearing.grid import Section

Sections = tuple[Section, ...]
LEAST = 0.1
"""Seconds that a section lasts at least."""
LONGEST_NAME = 60
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class NotPossible(ValueError):
    """Sections cannot be so; a sentence with times, which may be told as heard elsewhere."""

    def __init__(self, sentence: str, *times: float) -> None:
        super().__init__(sentence.format(*times))
        self._parts = sentence, times

    def told(self, heard: Callable[[float], float]) -> str:
        """Return the sentence with its times as something else tells them, such as a timeline."""
        sentence, times = self._parts
        return sentence.format(*map(heard, times))


def called(section: Section) -> str:
    """What a section is called: as the person said, or by its letter and number."""
    return section.title or section.name


def are_said(sections: Iterable[Section]) -> bool:
    """Tell whether the person had a hand in sections, so that they stay when it is heard again."""
    return any(section.said for section in sections)


def at(sections: Sequence[Section], time: float) -> Section | None:
    """Return the section that holds a time in seconds, or None."""
    return next((s for s in sections if s.start <= time < s.end), None)


def renamed(sections: Sections, names: Iterable[str], title: str) -> Sections:
    """Call the sections of these names something; letters and numbers stay, to refer to them.

    Raises:
        NotPossible: If another section has this letter and number; a sentence.
    """
    wanted = set(names)
    if any(s.name.casefold() == title.casefold() and s.name not in wanted for s in sections):
        raise NotPossible("another section is called so")
    return _without_guess(
        (replace(s, title=title, said=True) if s.name in wanted else s for s in sections), title
    )


def split(sections: Sections, time: float, title: str = "") -> Sections:
    """Cut the section at a time; what follows gets a letter of its own, and a name if given.

    Raises:
        NotPossible: If no section lies there, or a part would be too short; a sentence.
    """
    old = at(sections, time)
    if old is None:
        raise NotPossible("there is no section at {:.6g} s", time)
    if min(time - old.start, old.end - time) < LEAST:
        raise NotPossible("a section begins or ends at {:.6g} s already", time)
    made = (
        replace(old, end=time, said=True),
        Section(fresh(sections), time, old.end, old.energy, title=title, said=True),
    )
    every = (new for s in sections for new in (made if s is old else (s,)))
    return _without_guess(every, title)


def joined(sections: Sections, names: Iterable[str]) -> Sections:
    """Make one of neighbors; it keeps the first one's name, and the first that the person gave.

    Raises:
        NotPossible: If there are not two, or others lie between them; a sentence.
    """
    wanted = set(names)
    places = [place for place, s in enumerate(sections) if s.name in wanted]
    if len(places) < 2:
        raise NotPossible("there must be two sections or more to join")
    first, last = sections[places[0]], sections[places[-1]]
    inside = sections[places[0] : places[-1] + 1]
    others = ", ".join(called(s) for s in inside if s.name not in wanted)
    if others:
        between = others[:200].replace("{", "{{").replace("}", "}}")
        raise NotPossible(f"other sections lie between them: {between}")
    weight = sum(s.end - s.start for s in inside)
    energy = round(sum(s.energy * (s.end - s.start) for s in inside) / weight) if weight else 0
    title = next((s.title for s in inside if s.title), "")
    one = replace(first, end=last.end, energy=energy, title=title, said=True)
    return (*sections[: places[0]], one, *sections[places[-1] + 1 :])


def borders(sections: Sequence[Section]) -> tuple[float, ...]:
    """Return all times at which a section begins or ends, ascending."""
    return tuple(sorted({time for s in sections for time in (s.start, s.end)}))


def moved(sections: Sections, border: float, time: float) -> Sections:
    """Bring a border, one of `borders`, to another time; both neighbors follow.

    Raises:
        NotPossible: If a section would be left with no length; a sentence.
    """
    made = tuple(
        replace(
            s,
            start=time if s.start == border else s.start,
            end=time if s.end == border else s.end,
            said=True,
        )
        if border in (s.start, s.end)
        else s
        for s in sections
    )
    if any(s.end - s.start < LEAST for s in made):
        sentence = "that border can be moved from {:.2f} to {:.2f} s"
        raise NotPossible(sentence, *_room(sections, border))
    return made


def laid(sections: Sections, start: float, end: float, title: str) -> Sections:
    """Lay a new section over a stretch; what it covers goes, what it touches is cut."""
    kept: list[Section] = []
    for s in sections:
        if s.end <= start or end <= s.start:
            kept.append(s)
            continue
        own = replace(s, said=True)
        if start - s.start >= LEAST:
            kept.append(replace(own, end=start))
        if s.end - end >= LEAST:
            again = fresh([*sections, *kept]) if start - s.start >= LEAST else s.name
            kept.append(replace(own, start=end, name=again))
    under = at(sections, (start + end) / 2)
    name, energy = fresh([*sections, *kept]), under.energy if under else 0
    kept.append(Section(name, start, end, energy, title=title, said=True))
    return _without_guess(sorted(kept, key=lambda s: s.start), title)


def fresh(sections: Iterable[Section]) -> str:
    """Return a name with a letter that no section has, or the next number of the last letter."""
    names = {s.name.upper() for s in sections}
    letters = {name.rstrip("0123456789") for name in names}
    free = [letter for letter in _LETTERS if letter not in letters]
    if free:
        return f"{free[0]}1"
    number = 1
    while f"{_LETTERS[-1]}{number}" in names:
        number += 1
    return f"{_LETTERS[-1]}{number}"


def _without_guess(sections: Iterable[Section], title: str) -> Sections:
    """Where the person said which one is the chorus, none that is unlike it is guessed to be it."""
    every = tuple(sections)
    guess = f", perhaps the {title.casefold().removeprefix('the ')}"
    alike = {s.letter for s in every if s.title == title}
    return tuple(
        replace(s, label=s.label.removesuffix(guess)) if title and s.letter not in alike else s
        for s in every
    )


def _room(sections: Sequence[Section], border: float) -> tuple[float, float]:
    starts = [s.start for s in sections if s.end == border]
    ends = [s.end for s in sections if s.start == border]
    low = max(starts, default=border) + LEAST
    high = min(ends, default=border) - LEAST
    return (low, high) if starts and ends else (min(low, border), max(high, border))

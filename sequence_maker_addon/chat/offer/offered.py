"""What a model is offered: the functions of use here, in a form that its window holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ...toolkit.registry import Tool
from ...toolkit.world import Session
from .short_schema import bare, short
from .tokens import estimated

CAPS = ((8000, 2000), (16_000, 3000), (32_000, 5000))
"""Below so many tokens of window, functions and system prompt may take so many."""
CAP, EMPTY_CAP, SEGMENTS_CAP = 8000, 3000, 6000
"""What they may take in larger windows, in an empty scene, and in one of segments alone."""
LEAST, SHARE = 3000, 2
"""Below the first, in tokens of window, they take one part in so many of it."""
MARGIN = 0.985
"""Share of the cap that is used, for the estimate may be a little too low."""
WISHES, WISHES_FROM = ("remember_wish", "forget_wish"), 8000
"""Functions for which windows below so many tokens have no room; there, stated facts are kept."""
FORMS = ("full", "short", "bare")
ORDER = (
    "create_segment create_segments_batch modify_segment delete_segment clear_timeline"
    " list_segments create_pattern list_strips move_strips trim_strips split_strips delete_strips"
    " analyze_music seek_audio play_audio stop_audio pause_audio add_media list_media"
    " write_markers edit_beat_grid get_music set_strips add_text fade_strips duplicate_strips"
    " set_sections set_markers snap_to_beats cut_on_beats add_transition close_gaps set_text"
    " set_channels set_frame_range fit_to_section create_segments_for_words animate_strips"
    " add_captions set_metronome"
    " undo_last_turn repeat_turn ask_user"
).split()
"""Functions that go last when the window is too small for all, the first of them last of all."""
CORE = 12
"""So many of them are shortened only after all others."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one request is made of, besides the talk.

    Attributes:
        system: The system prompt.
        schemas: The functions, in the form of Chat Completions.
        forms: The form of each function by its name.
        cap: Tokens that it may take.
        left_out: Functions of use here for which the window is too small.
    """

    system: str
    schemas: list[dict[str, Any]]
    forms: dict[str, str]
    cap: int
    left_out: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        """The forms in use, in one word."""
        used = set(self.forms.values())
        return used.pop() if len(used) == 1 else "mixed" if used else "none"

    @property
    def characters(self) -> int:
        """The size of the functions as they are sent."""
        return len(_text(self.schemas))


@cache
def system_prompt(name: str = "system_prompt") -> str:
    """Return a system prompt; byte for byte the same in every request."""
    folder = resources.files(__package__)
    return folder.joinpath(f"{name}.md").read_text(encoding="utf-8").strip()


def offered(
    tools: Mapping[str, Tool], session: Session, window: int, before: Offer | None = None
) -> Offer:
    """Decide what is sent: functions by what is there, texts by the model's window.

    Args:
        tools: All functions.
        session: The world.
        window: The context window in tokens.
        before: What the conversation offered so far: no function of it goes, so that what the
            server keeps of the last request stays of use.
    """
    has_media = session.media is not None and bool(session.media.folders())
    has_strips = has_media or _has_strips(session)
    known = before.forms if before is not None else {}
    has_segments = bool(session.seen.segments)
    cap = cap_of(window, has_strips, has_segments)
    there = {"": True, "strips": has_strips, "earlier": bool(session.earlier)}
    there["room"] = cap >= EMPTY_CAP and session.limits.max_questions > 0
    there["media"] = has_media
    there["editing"] = has_strips or has_segments
    there["wishes"] = bool(_wishes(session))
    names = [n for n, tool in tools.items() if n in known or there[tool.needs]]
    if before is not None and set(names) <= {*known, *before.left_out}:
        return before
    small = [name for name in names if window < WISHES_FROM and name in WISHES]
    wanted = {name: tools[name] for name in names if name not in small}
    return _fitted(wanted, cap, small, before)


def prepare(tools: Mapping[str, Tool]) -> None:
    """Make the texts of functions beforehand; they are kept."""
    for tool in tools.values():
        _forms(tool)
    for name in ("system_prompt", "system_prompt_short"):
        estimated(system_prompt(name))


def cap_of(window: int, has_strips: bool, has_segments: bool = False) -> int:
    """Return how many tokens functions and system prompt may take."""
    cap = next((cap for below, cap in CAPS if window < below), CAP)
    cap = cap if window >= LEAST else window // SHARE
    if has_strips:
        return cap
    return min(cap, SEGMENTS_CAP if has_segments else EMPTY_CAP)


def _wishes(session: Session) -> list[Any]:
    """Return the wishes of the file, for which alone there is something to forget."""
    if session.wishes is None or session.scene is None:
        return []
    return session.wishes.read(session.scene.state("wishes") or [])


def _has_strips(session: Session) -> bool:
    if session.seen.obstacles:
        return True
    return session.songs is not None and bool(session.songs.words())


def _fitted(tools: dict[str, Tool], cap: int, small: Sequence[str], before: Offer | None) -> Offer:
    """Shorten the texts of what matters least first; leave out only where all are at their barest.

    Those that the conversation was offered before go last, and its system prompt stays.
    """
    known = before.forms if before is not None else {}
    schemas = {name: _forms(tool) for name, tool in tools.items()}
    levels = dict.fromkeys(schemas, 0)
    system = system_prompt()
    barest = sum(forms[-1][1] for forms in schemas.values())
    if cap < EMPTY_CAP or barest > int(cap * MARGIN) - estimated(system):
        system = system_prompt("system_prompt_short")
        levels = dict.fromkeys(schemas, 1)
    system = before.system if before is not None else system
    room = int(cap * MARGIN) - estimated(system)

    def size(name: str) -> int:
        return schemas[name][levels[name]][1]

    ranked = [*ORDER, *(name for name in levels if name not in ORDER)]
    for name, level in _shortenings(ranked):
        if sum(map(size, levels)) <= room:
            break
        if name in levels:
            levels[name] = max(levels[name], level)
    gone = list(small)
    for name in sorted(reversed(ranked), key=lambda name: name in known):
        if sum(map(size, levels)) <= room:
            break
        if name in levels:
            del levels[name]
            gone.append(name)
    made = [json.loads(schemas[name][level][0]) for name, level in levels.items()]
    forms = {name: FORMS[level] for name, level in levels.items()}
    return Offer(system, made, forms, cap, tuple(gone))


def _shortenings(ranked: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield which function is brought to which form next: first those behind the core."""
    for names in (ranked[CORE:], ranked[:CORE]):
        for level in range(1, len(FORMS)):
            yield from ((name, level) for name in reversed(names))


@cache
def _forms(tool: Tool) -> list[tuple[str, int]]:
    """Return a function in each of `FORMS`: its text and the tokens that it takes."""
    texts = [json.dumps(form) for form in (tool.schema(), short(tool), bare(tool))]
    return [(text, estimated(text)) for text in texts]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

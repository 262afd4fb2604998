"""Small words whose sense hangs on what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

from ..dictionaries.dictionary import Senses
from .beside import NOUNS, Beside
from .pieces import AMOUNT, Piece

_SMALL = {"at": ("bei", "um", "an", "am"), "from": ("ab", "von")}
"""Small words by what they are usually read as."""
_CROSSES = ("crossfade", "wipe transition")
_OPENED = (":", "empty", "clear", "flash", "fade", "crossfade")
_STRIPS = frozenset("movie photo picture logo clip strip everything selected @alle".split())
"""What may be split, beside the names of strips."""
_SECTIONS = frozenset("section chorus verse intro outro bridge drop @abschnitt".split())
"""What sections are called, beside their names."""


class Sensed(Beside):
    """Resolves the small words of one request."""

    def __init__(
        self, pieces: list[Piece], rows: Mapping[str, Senses], verbs: frozenset[str]
    ) -> None:
        """Remember the pieces, the rows, and which English words are verbs."""
        super().__init__(pieces)
        self._rows, self._verbs = rows, verbs

    def english(self, place: int) -> str:
        """Return what the small word at a place is read as."""
        piece = self.pieces[place]
        said = self.said(place)
        for kinds, words, english in self._rows[piece.english.removeprefix("@")]:
            if words and said.isdisjoint(words.split()):
                continue
            if not kinds or any(self._is(kind, place) for kind in kinds.split()):
                return english
        return ""

    def _is(self, kind: str, place: int) -> bool:
        if kind == "<number":
            before = self.before(place)
            if before is None or place > 1 and self.is_channel(place - 2):
                return False
            return before.kind == "number" or before.english in AMOUNT or self.is_clock(before)
        if kind == "<of":
            before = self.before(place)
            return before is not None and before.english in ("volume", "opacity", "length", "name")
        if kind == "<end":
            before = self.before(place)
            return before is not None and (before.english in NOUNS | AMOUNT or before.names != "")
        if kind == "<joins":
            return self._is_joined_for(place)
        if kind == "splits":
            return self._is_splitting(place)
        if kind == "names":
            return self._is_naming(place)
        if kind == "<verb":
            return self.is_polite(place)
        if kind == "?":
            return self.marked(place)
        if kind == "asked":
            return self._is_asked(place)
        following = self.after(place)
        if kind == "last":
            return self.is_last(place)
        if following is None:
            return False
        return self._fits(kind, following)

    def _fits(self, kind: str, at: int) -> bool:
        piece = self.pieces[at]
        if kind == "unknown":
            return piece.kind == "unknown"
        if kind in ("color", "quote"):
            return piece.kind == kind
        if kind == "span":
            return self.is_span(at)
        if kind == "clock":
            return self.is_clock(piece)
        if kind.startswith("="):
            return piece.english.removeprefix("@") in (kind[1:], *_SMALL.get(kind[1:], ()))
        if kind == "number":
            return piece.kind == "number"
        if kind in ("numbers", "bare"):
            return self.are_bare(at, kind == "numbers")
        if kind == "amount":
            return self.is_amount(at)
        if kind == "percent":
            return piece.kind == "number" and self.word(at + 1) in ("%", "percent")
        if kind == "bpm":
            return piece.kind == "number" and self.word(at + 1) == "bpm"
        if kind == "channel":
            return self.is_channel(at)
        if kind == "goal":
            return self.is_channel(at) and self._is_goal(at)
        if kind == "section":
            return piece.names == "section" or piece.english in ("section", "chorus", "verse")
        if kind == "start":
            return piece.english in ("start", "end", "start of", "end of")
        if kind == "verb":
            return bool(set(piece.english.split()) & self._verbs)
        if kind == "nth":
            return bool(piece.ending)
        return piece.english in NOUNS or piece.names != "" or piece.kind == "unknown"

    def _is_joined_for(self, place: int) -> bool:
        """Tell whether `von` is before how long a transition lasts: `Überblendung von 2 s`."""
        before, at = self.before(place), self.after(place)
        if before is None or before.english not in _CROSSES or at is None:
            return False
        return self.is_number(at) and self.is_amount(at) and not self.word(at + 2).startswith("@")

    def _is_splitting(self, place: int) -> bool:
        """Tell whether `teile` is the verb: `Teile Movie bei 12 s`, `Movie bei 12 s teilen`."""
        at = self._behind_articles(place)
        if at is not None and self.opens(place):
            named = self.pieces[at].names in ("strip", "section")
            return named or self.word(at) in _STRIPS or self.word(at) in _SECTIONS
        if self.pieces[place].source != "teilen" or not self.is_last(place):
            return False
        before = next((piece for piece in self.pieces[:place][::-1] if piece.english), None)
        timed = before is not None and before.english in AMOUNT | {"playhead"}
        return timed or before is not None and self.is_clock(before)

    def _is_naming(self, place: int) -> bool:
        """Tell whether `nenne` gives a section a name: `Nenne B2 Strophe 2`."""
        at = self._behind_articles(place)
        if at is None or not (self.pieces[at].names == "section" or self.word(at) in _SECTIONS):
            return False
        title = self.after(at)
        return title is not None and self.word(title) not in (".", "?", "!", ",", "and")

    def _behind_articles(self, place: int) -> int | None:
        """Return the place of the noun behind a verb, what tells which one it is left out."""
        at = self.after(place)
        while at is not None and (self.word(at) in ("@sie", "@die") or self.pieces[at].ending):
            at = self.after(at)
        return at

    def opens_with_channels(self) -> bool:
        """Tell whether the request begins with numbers that stand for channels: `5 und 6 rot`."""
        if not self.pieces or any(self.is_channel(n) for n in range(len(self.pieces))):
            return False
        if not (self.are_bare(0, False) or self.are_bare(0, True)):
            return False
        after = self.list(0)[1]
        if after >= len(self.pieces):
            return False
        behind = self.pieces[after]
        return behind.kind == "color" or behind.english in _OPENED

    def _is_asked(self, place: int) -> bool:
        """Tell whether a word asks: first in its sentence, or in one that asks."""
        if place == 0 or self.ends(place - 1) or self.pieces[place - 1].english == ",":
            start = True
            if place and self.pieces[place - 1].english == ",":
                start = not self.said(place).isdisjoint(("tell", "show", "list"))
            if start:
                return True
        return self.marked(place) or not self.said(place).isdisjoint(("tell", "list"))

    def _is_goal(self, at: int) -> bool:
        """Tell whether a channel is the one to which something moves: the last of two."""
        if self._is_elsewhere(at):
            return True
        if self.said(at).isdisjoint(("move", "copy", "belongs")):
            return False
        if not self.said(at).isdisjoint(("@um", "later", "earlier")):
            return False
        places = [n for n in range(len(self.pieces)) if self.is_channel(n)]
        pointed = any(piece.kind == "color" for piece in self.pieces[:at])
        return places[-1] <= at + 1 and (pointed or any(n < at for n in places))

    def _is_elsewhere(self, at: int) -> bool:
        """Tell whether a segment of one channel is put on another one: `von Ball 1 auf Ball 3`."""
        before = self.pieces[:at]
        sources = [n for n, piece in enumerate(before) if piece.english in ("from", "from the")]
        moved = any(self.is_channel(n + 1) for n in sources if n + 1 < at)
        return moved and any(
            piece.english in ("segment", "block", "strip", "clip") or piece.ending
            for piece in before
        )

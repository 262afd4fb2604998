"""Small words whose sense hangs on what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

from ..lexicon.dictionary import Senses
from .pieces import AMOUNT, Piece

_ARTICLES = frozenset("the that a of the".split())
_CHANNEL = frozenset("channel channels track tracks timeline row lamp lamps ball balls".split())
_NOUNS = _CHANNEL | frozenset(
    "segment segments strip block blocks clip clips bit part parts piece section sections song "
    "music audio playback playhead volume beat beats bar bars tempo markers marker word words "
    "lyrics chorus verse intro outro drop light color colors movie photo logo picture end start "
    "fade flash pattern kick snare hats bass beat-grid offbeats downbeats onsets".split()
)
_HARD = frozenset(".!?;\n")
_SMALL = {"at": ("bei", "um", "an", "am"), "from": ("ab", "von")}
"""Small words by what they are usually read as."""


class Sensed:
    """Resolves the small words of one request."""

    def __init__(
        self, pieces: list[Piece], rows: Mapping[str, Senses], verbs: frozenset[str]
    ) -> None:
        """Remember the pieces, the rows, and which English words are verbs."""
        self._pieces, self._rows, self._verbs = pieces, rows, verbs

    def english(self, place: int) -> str:
        """Return what the small word at a place is read as."""
        piece = self._pieces[place]
        said = self._said(place)
        for kinds, words, english in self._rows[piece.english.removeprefix("@")]:
            if words and said.isdisjoint(words.split()):
                continue
            if not kinds or any(self._is(kind, place) for kind in kinds.split()):
                return english
        return ""

    def _said(self, place: int) -> set[str]:
        """Return the English words of the sentence around a place."""
        start = end = place
        while start > 0 and not self._ends(start - 1):
            start -= 1
        while end < len(self._pieces) and not self._ends(end):
            end += 1
        kinds = {piece.kind for piece in self._pieces[start:end]}
        words = {word for piece in self._pieces[start:end] for word in piece.english.split()}
        return words | kinds

    def _ends(self, place: int) -> bool:
        piece = self._pieces[place]
        return piece.kind == "mark" and piece.english in _HARD or piece.english == "then"

    def _is(self, kind: str, place: int) -> bool:
        if kind == "<number":
            before = self._before(place)
            return before is not None and (
                before.kind == "number" or before.english in AMOUNT or self._is_clock(before)
            )
        if kind == "<end":
            before = self._before(place)
            return before is not None and (before.english in _NOUNS or before.names != "")
        if kind == "<verb":
            return self._is_polite(place)
        if kind == "?":
            return self._marked(place)
        if kind == "asked":
            return self._is_asked(place)
        following = self.after(place)
        if kind == "last":
            return self._is_last(place)
        if following is None:
            return False
        return self._fits(kind, following)

    def _fits(self, kind: str, at: int) -> bool:
        piece = self._pieces[at]
        if kind == "unknown":
            return piece.kind == "unknown"
        if kind == "color":
            return piece.kind == "color"
        if kind == "clock":
            return self._is_clock(piece)
        if kind.startswith("="):
            return piece.english.removeprefix("@") in (kind[1:], *_SMALL.get(kind[1:], ()))
        if kind == "number":
            return piece.kind == "number"
        if kind in ("numbers", "bare"):
            return self._are_bare(at, kind == "numbers")
        if kind == "amount":
            return self._is_amount(at)
        if kind == "percent":
            return piece.kind == "number" and self._word(at + 1) in ("%", "percent")
        if kind == "bpm":
            return piece.kind == "number" and self._word(at + 1) == "bpm"
        if kind == "channel":
            return self._is_channel(at)
        if kind == "goal":
            return self._is_channel(at) and self._is_goal(at)
        if kind == "section":
            return piece.names == "section" or piece.english in ("section", "chorus", "verse")
        if kind == "start":
            return piece.english in ("start", "end", "start of", "end of")
        if kind == "verb":
            return bool(set(piece.english.split()) & self._verbs)
        if kind == "nth":
            return bool(piece.ending)
        return piece.english in _NOUNS or piece.names != "" or piece.kind == "unknown"

    def has_noun(self, place: int) -> bool:
        """Tell whether the piece at a place belongs to what stands behind it."""
        if place + 1 >= len(self._pieces):
            return False
        piece = self._pieces[place + 1]
        if piece.english.startswith(("@abschnitt", "@takt")):
            return True
        if piece.kind in ("mark", "small"):
            return False
        if piece.english == "and":
            behind = self._pieces[place + 2 : place + 3]
            return any(own.ending or own.kind == "color" for own in behind)
        noun = not _NOUNS.isdisjoint(piece.english.split())
        return noun or piece.kind in ("unknown", "name", "color", "number")

    def _are_bare(self, at: int, several: bool) -> bool:
        """Tell whether numbers stand at a place that no unit and no noun explains."""
        if self._pieces[at].kind != "number" or not self._pieces[at].english.isdecimal():
            return False
        if not several and at > 1 and self._pieces[at - 2].english.startswith("@bis"):
            return False
        count, after = 1, at + 1
        while self._word(after) in (",", "and", "@bis", "-", "–", "/") and after + 1 < len(self._pieces):
            if self._pieces[after + 1].kind != "number":
                break
            count, after = count + 1, after + 2
        while after < len(self._pieces) and self._pieces[after].kind == "number":
            count, after = count + 1, after + 1
        if self._word(after) in AMOUNT | {"%", "percent", "bpm"} or count > 8:
            return False
        explained = after < len(self._pieces) and (
            self._word(after) in _NOUNS or self._pieces[after].kind == "unknown"
        )
        return not explained and (count > 1 if several else True)

    def opens_with_channels(self) -> bool:
        """Tell whether the request begins with numbers that stand for channels: `5 und 6 rot`."""
        if not self._pieces or any(self._is_channel(n) for n in range(len(self._pieces))):
            return False
        if not (self._are_bare(0, False) or self._are_bare(0, True)):
            return False
        after = 1
        while after < len(self._pieces) and (
            self._pieces[after].kind == "number"
            or self._word(after) in ("@bis", "and", ",", "-", "–", "/")
        ):
            after += 1
        if after >= len(self._pieces) or self._word(after - 1) == ",":
            return False
        behind = self._pieces[after]
        return behind.kind == "color" or behind.english in (":", "empty", "clear", "flash", "fade")

    def _is_asked(self, place: int) -> bool:
        """Tell whether a word asks: first in its sentence, or in one that asks."""
        if place == 0 or self._ends(place - 1) or self._pieces[place - 1].english == ",":
            start = True
            if place and self._pieces[place - 1].english == ",":
                start = not self._said(place).isdisjoint(("tell", "show", "list"))
            if start:
                return True
        return self._marked(place) or not self._said(place).isdisjoint(("tell", "list"))

    def _marked(self, place: int) -> bool:
        """Tell whether a question mark ends the sentence around a place."""
        end = place
        while end < len(self._pieces) and not self._ends(end):
            end += 1
        return end < len(self._pieces) and self._pieces[end].english == "?"

    def after(self, place: int) -> int | None:
        """Return the next piece that is no article."""
        place += 1
        while place < len(self._pieces):
            english = self._pieces[place].english
            if english not in _ARTICLES and english not in ("", "@das", "@ein"):
                return place
            place += 1
        return None

    def _before(self, place: int) -> Piece | None:
        return self._pieces[place - 1] if place else None

    def _word(self, place: int) -> str:
        return self._pieces[place].english if place < len(self._pieces) else ""

    def _is_clock(self, piece: Piece) -> bool:
        return piece.kind == "kept" and ":" in piece.english

    def _is_amount(self, at: int) -> bool:
        if self._pieces[at].kind == "number":
            return self._word(at + 1) in AMOUNT
        unit = self._pieces[at].english in ("seconds", "minutes")
        return unit and at + 1 < len(self._pieces) and self._pieces[at + 1].kind == "number"

    def _is_channel(self, at: int) -> bool:
        piece = self._pieces[at]
        if piece.ending or piece.english[:1].isdigit():
            return self._word(at + 1) in _CHANNEL
        return piece.names == "channels" or piece.english in _CHANNEL

    def _is_goal(self, at: int) -> bool:
        """Tell whether a channel is the one to which something moves: the last of two."""
        if self._is_elsewhere(at):
            return True
        if self._said(at).isdisjoint(("move", "copy", "belongs")):
            return False
        if not self._said(at).isdisjoint(("@um", "later", "earlier")):
            return False
        places = [n for n in range(len(self._pieces)) if self._is_channel(n)]
        pointed = any(piece.kind == "color" for piece in self._pieces[:at])
        return places[-1] <= at + 1 and (pointed or any(n < at for n in places))

    def _is_elsewhere(self, at: int) -> bool:
        """Tell whether a segment of one channel is put on another one: `von Ball 1 auf Ball 3`."""
        before = self._pieces[:at]
        sources = [n for n, piece in enumerate(before) if piece.english == "from"]
        moved = any(self._is_channel(n + 1) for n in sources if n + 1 < at)
        return moved and any(piece.english in ("segment", "block", "strip", "clip") or piece.ending for piece in before)

    def _is_last(self, place: int) -> bool:
        """Tell whether nothing of the clause stands behind a place."""
        for piece in self._pieces[place + 1 :]:
            if piece.kind == "mark" or piece.english in ("and", "then"):
                return True
            if piece.english:
                return False
        return True

    def _is_polite(self, place: int) -> bool:
        """Tell whether it is the polite `Sie` behind a verb."""
        before = self._before(place)
        return before is not None and before.source.endswith("en") and before.kind != "color"

"""What stands beside a piece of a request."""

from __future__ import annotations

from .pieces import AMOUNT, Piece

_ARTICLES = frozenset("the that a of the".split())
_CHANNEL = frozenset("channel channels track tracks timeline row lamp lamps ball balls".split())
NOUNS = _CHANNEL | frozenset(
    "segment segments strip block blocks clip clips bit part parts piece section sections song "
    "music audio playback playhead volume beat beats bar bars tempo markers marker word words "
    "lyrics chorus verse intro outro drop light color colors movie photo logo picture end start "
    "fade crossfade flash pattern kick snare hats bass beat-grid offbeats downbeats onsets".split()
)
_HARD = frozenset(".!?;\n")


class Beside:
    """Looks around in the pieces of one request."""

    def __init__(self, pieces: list[Piece]) -> None:
        """Remember the pieces."""
        self.pieces = pieces

    def said(self, place: int) -> set[str]:
        """Return the English words of the sentence around a place."""
        start = end = place
        while start > 0 and not self.ends(start - 1):
            start -= 1
        while end < len(self.pieces) and not self.ends(end):
            end += 1
        kinds = {piece.kind for piece in self.pieces[start:end]}
        words = {word for piece in self.pieces[start:end] for word in piece.english.split()}
        return words | kinds

    def ends(self, place: int) -> bool:
        """Tell whether a sentence ends at a place."""
        piece = self.pieces[place]
        return piece.kind == "mark" and piece.english in _HARD or piece.english == "then"

    def marked(self, place: int) -> bool:
        """Tell whether a question mark ends the sentence around a place."""
        end = place
        while end < len(self.pieces) and not self.ends(end):
            end += 1
        return end < len(self.pieces) and self.pieces[end].english == "?"

    def has_noun(self, place: int) -> bool:
        """Tell whether the piece at a place belongs to what stands behind it."""
        if place + 1 >= len(self.pieces):
            return False
        piece = self.pieces[place + 1]
        if piece.english.startswith(("@abschnitt", "@takt")):
            return True
        if piece.kind in ("mark", "small"):
            return False
        if piece.english == "and":
            behind = self.pieces[place + 2 : place + 3]
            return any(own.ending or own.kind == "color" for own in behind)
        noun = not NOUNS.isdisjoint(piece.english.split())
        return noun or piece.kind in ("unknown", "name", "color", "number")

    def after(self, place: int) -> int | None:
        """Return the next piece that is no article."""
        place += 1
        while place < len(self.pieces):
            english = self.pieces[place].english
            if english not in _ARTICLES and english not in ("", "@das", "@ein"):
                return place
            place += 1
        return None

    def before(self, place: int) -> Piece | None:
        """Return the piece before a place."""
        return self.pieces[place - 1] if place else None

    def word(self, place: int) -> str:
        """Return the English at a place, or nothing behind the last piece."""
        return self.pieces[place].english if place < len(self.pieces) else ""

    def is_clock(self, piece: Piece) -> bool:
        """Tell whether a piece is a time such as `1:30`."""
        return piece.kind == "kept" and ":" in piece.english

    def is_amount(self, at: int) -> bool:
        """Tell whether a time with its unit stands at a place."""
        if self.pieces[at].kind == "number":
            return self.word(at + 1) in AMOUNT
        unit = self.pieces[at].english in ("seconds", "minutes")
        return unit and at + 1 < len(self.pieces) and self.pieces[at + 1].kind == "number"

    def is_channel(self, at: int) -> bool:
        """Tell whether a channel stands at a place."""
        piece = self.pieces[at]
        if piece.ending or piece.english[:1].isdigit():
            return self.word(at + 1) in _CHANNEL
        return piece.names == "channels" or piece.english in _CHANNEL

    def are_bare(self, at: int, several: bool) -> bool:
        """Tell whether numbers stand at a place that no unit and no noun explains."""
        if not self.is_number(at) or not self.pieces[at].english.strip("0").isdecimal():
            return False
        if not several and at > 1 and self.pieces[at - 2].english.startswith("@bis"):
            return False
        count, after = self.list(at)
        if self.word(after) in AMOUNT | {"%", "percent", "bpm"} or count > 8:
            return False
        explained = after < len(self.pieces) and (
            self.word(after) in NOUNS or self.pieces[after].kind == "unknown"
        )
        return not explained and (count > 1 if several else True)

    def list(self, at: int) -> tuple[int, int]:
        """Return how many numbers are joined at a place, and the place behind them."""
        joint = self.word(at + 1)
        if joint in ("@bis", "-", "–") and self.is_number(at + 2):
            return 2, at + 3
        count, after = 1, at + 1
        while self.word(after) in (",", "and", "/") and self.is_number(after + 1):
            if self.word(after + 2) in ("@bis", "-", "–"):
                break
            count, after = count + 1, after + 2
        while count == 1 and self.is_number(after) or count > 1 and joint.isdecimal():
            if not self.is_number(after):
                break
            count, after = count + 1, after + 1
        return count, after

    def is_number(self, place: int) -> bool:
        """Tell whether a number stands at a place."""
        return place < len(self.pieces) and self.pieces[place].kind == "number"

    def is_span(self, at: int) -> bool:
        """Tell whether two times that are joined by `bis` stand at a place."""
        unit = self.word(at + 1) in AMOUNT
        timed = self.is_number(at) or at < len(self.pieces) and self.is_clock(self.pieces[at])
        return timed and self.word(at + 1 + unit).startswith("@bis")

    def opens(self, place: int) -> bool:
        """Tell whether nothing that says anything stands before a place in its sentence."""
        while place > 0 and not self.ends(place - 1):
            place -= 1
            if self.pieces[place].english not in ("", ",", "and"):
                return False
        return True

    def is_last(self, place: int) -> bool:
        """Tell whether nothing of the clause stands behind a place."""
        for piece in self.pieces[place + 1 :]:
            if piece.kind == "mark" or piece.english in ("and", "then"):
                return True
            if piece.english:
                return False
        return True

    def is_polite(self, place: int) -> bool:
        """Tell whether it is the polite `Sie` behind a verb."""
        before = self.before(place)
        return before is not None and before.source.endswith("en") and before.kind != "color"

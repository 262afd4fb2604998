"""Pieces that only together are the English for them: what is pointed at, lengths, channels."""

from __future__ import annotations

from .pieces import AMOUNT, Piece
from .senses import Sensed

_MADE = frozenset(
    ("title", "title with the text", "lower third", "lower third with the text", "captions")
    + ("text", "file", "files")
)
"""What is made, where a quotation is beside it."""


def join(pieces: list[Piece], sensed: Sensed) -> None:
    """Change the English of pieces by those beside them, in place."""
    _point(pieces, sensed)
    _last(pieces)
    _several(pieces)
    _made(pieces)


def _point(pieces: list[Piece], sensed: Sensed) -> None:
    """Let `das blaue` be `the blue one` where no noun follows."""
    for place, piece in enumerate(pieces):
        if not place or not (piece.ending or piece.kind == "color" and _is_thing(pieces, place)):
            continue
        before = pieces[place - 1].english
        if before.split()[-1:] not in (["the"], ["that"], ["all"], ["these"]):
            continue
        if sensed.has_noun(place):
            continue
        many = pieces[place - 1].source in ("die", "alle") and piece.ending == "en"
        piece.english += " ones" if many else " one"
        if before == "that":
            pieces[place - 1].english = "the"


def _last(pieces: list[Piece]) -> None:
    """Let `drei Sekunden rot` be `for 3 seconds red`."""
    for place in range(len(pieces) - 1):
        if pieces[place].kind != "number" or pieces[place + 1].english not in AMOUNT:
            continue
        before = pieces[place - 1] if place else None
        behind = pieces[place + 2] if place + 2 < len(pieces) else None
        if place > 2 and pieces[place - 3].english == "between":
            continue  # the end of a stretch: `zwischen 10 und 20 Sekunden`
        if any(piece is not None and piece.kind == "color" for piece in (before, behind)):
            if before is None or before.kind in ("color", "mark", "name") or _joins(before):
                pieces[place].english = f"for {pieces[place].english}"


def _several(pieces: list[Piece]) -> None:
    """Let `Kanal 1 bis 4`, `Kanal 1,2` and `Ball 1 bis 3` be several channels."""
    for place in range(len(pieces) - 2):
        name, joint, other = pieces[place : place + 3]
        words = name.english.split()
        family = name.names == "channels" and len(words) == 2 and words[1].isdecimal()
        behind = pieces[place + 3].english if place + 3 < len(pieces) else ""
        listed = joint.source == "," and _is_list(pieces, place + 2)
        if not family or other.kind != "number" or behind in AMOUNT:
            continue
        if joint.source == "bis" or listed:
            name.english, name.kind = f"{words[0].lower()}s {words[1]}", "word"
            joint.english = "," if listed else "to"
    for place in range(len(pieces) - 3):
        noun, number, joint, other = pieces[place : place + 4]
        if noun.english not in ("channel", "track") or number.kind != "number":
            continue
        joined = joint.english in ("to", "until", "and") or joint.source == ","
        listed = joint.source == "," and _is_list(pieces, place + 2)
        behind = pieces[place + 4].english if place + 4 < len(pieces) else ""
        if not joined or other.kind != "number" or behind in AMOUNT:
            continue
        if joint.source != "," or listed or joint.glued and other.glued:
            noun.english += "s"


def _made(pieces: list[Piece]) -> None:
    """Let `setze einen Titel „Hallo“` and `blende den Titel „Hallo“ ein` add it."""
    said = [piece for piece in pieces if piece.english and piece.english != "named"]
    pairs = zip(said, said[1:], strict=False)
    quoted = (other for pair in pairs for other in pair if "quote" in (pair[0].kind, pair[1].kind))
    if not any(piece.english.removeprefix("as ") in _MADE for piece in quoted):
        return
    over = any(piece.english == "over" for piece in pieces)  # how long the fade is to last
    for piece in pieces:
        if piece.english in ("set", "put") or piece.english == "fade in" and not over:
            piece.english = "add"


def _is_list(pieces: list[Piece], place: int) -> bool:
    """Tell whether numbers follow whose last one stands behind `und`, and no time."""
    while place + 1 < len(pieces) and pieces[place].kind == "number":
        joint = pieces[place + 1]
        last = pieces[place + 2] if place + 2 < len(pieces) else None
        if joint.english == "and" and last is not None and last.kind == "number":
            return place + 3 >= len(pieces) or pieces[place + 3].english not in AMOUNT
        if joint.source != ",":
            return False
        place += 2
    return False


def _joins(piece: Piece) -> bool:
    return piece.english in ("and", "then", "") or piece.kind == "number"


def _is_thing(pieces: list[Piece], place: int) -> bool:
    """Tell whether `das Grün` is a segment: with a capital, or on a channel."""
    if pieces[place - 1].source not in ("das", "des") or place + 1 >= len(pieces):
        return False
    following = pieces[place + 1].english
    return pieces[place].noun or following in ("on", "from", "of", "delete")

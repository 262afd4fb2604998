"""Colors among tokens: CSS names also of two words, hex, rgb, and what people call colors."""

from __future__ import annotations

from ...sequence.color import hex_of, name_of
from ...sequence.css_colors import CSS_COLORS
from ...sequence.segment import Segment
from ..lexicon.lexicon import Lexicon
from .items import Item
from .text_tokens import Token

Read = tuple[Item, int]


def color_at(tokens: list[Token], at: int, lexicon: Lexicon) -> Read | None:
    """Return the color at a place and the place after it, or None."""
    token = tokens[at]
    if token.kind == "hex":
        code = "#" + token.text[-6:] if token.text.startswith("0x") else token.text
        return Item("color", token.raw, name=code), at + 1
    if token.kind != "word":
        return None
    if token.text == "rgb":
        return _rgb(tokens, at)
    return _named(tokens, at, lexicon) or _shaded(tokens, at, lexicon)


def _named(tokens: list[Token], at: int, lexicon: Lexicon) -> Read | None:
    for size in (3, 2, 1):
        words = tuple(token.text for token in tokens[at : at + size] if token.kind == "word")
        if len(words) < size:
            continue
        text = " ".join(words)
        if words in lexicon.colors:
            return Item("color", text, name=lexicon.colors[words]), at + size
        if "".join(words) in CSS_COLORS and not (size == 2 and _is_list(tokens, at)):
            return Item("color", text, name="".join(words)), at + size
        hued = size == 2 and words[0] in CSS_COLORS and words[0] not in lexicon.hues
        if hued and words[1] in lexicon.hues and not _is_list(tokens, at):
            return Item("color", text, name=words[0], vague=True), at + size
    return None


def _is_list(tokens: list[Token], at: int) -> bool:
    """Tell whether `yellow green` stands among other colors, and is two of them."""
    beside = [tokens[n].text for n in (at - 1, at + 2) if 0 <= n < len(tokens)]
    own = [token.text for token in tokens[at : at + 2]]
    return all(word in CSS_COLORS for word in own) and any(word in CSS_COLORS for word in beside)


def _shaded(tokens: list[Token], at: int, lexicon: Lexicon) -> Read | None:
    """Read a shade that has no name, such as `bright red`, as a guess."""
    if tokens[at].text not in lexicon.shades or at + 1 >= len(tokens):
        return None
    found = _named(tokens, at + 1, lexicon)
    if found is None:
        return None
    text = f"{tokens[at].text} {found[0].text}"
    return Item("color", text, name=found[0].name, vague=True), found[1]


def _rgb(tokens: list[Token], at: int) -> Read | None:
    values: list[int] = []
    place = at + 1
    while place < len(tokens) and place < at + 9:
        token = tokens[place]
        if token.kind == "number" and token.text.isdecimal() and int(token.text) <= 255:
            values.append(int(token.text))
        elif token.text not in ("(", ",", ")", "/"):
            break
        place += 1
        if len(values) == 3:
            closed = place < len(tokens) and tokens[place].text == ")"
            code = "#{:02x}{:02x}{:02x}".format(*values)
            return Item("color", code, name=code), place + closed
    return None


def color_word(segment: Segment) -> str:
    """Return the color of a segment in words."""
    color = name_of(segment.color) or hex_of(segment.color)
    if segment.end_color is None:
        return color
    end_color = name_of(segment.end_color) or hex_of(segment.end_color)
    return f"{color} fading to {end_color}"

"""Tells what is sung or said from sound effects and from names of speakers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from .text_lines import WordKind

_STYLE = re.compile(  # which may stand within a word: <i>, <c.red>, {\\i1}; a <v Ann> parts none
    r"</?(?:b|i|u|s|c|em|strong|font|span|lang)(?:[ .][^<>]{0,300})?>"
    r"|\{\\(?![^{}]{0,300}\\[kK])[^{}]{0,300}\}",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]{0,300}>|<[\d:.,\s]{1,20}>"  # <i>, <v Ann>, a time that none reads
    r"|\{\\[^{}]{0,300}\}|\{/?[a-zA-Z](?::[^{}]{0,80})?\}"  # {\an8}, {b}, {y:i}
    r"|[\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NOTES = "♩♪♫♬𝄞"
_TOKEN = re.compile(r"\[[^\[\]]{1,200}\]|\([^()]{1,200}\)|\[[^\s\[]*|[^\s\[]+")
_DASH = re.compile(r"(?:[-\u2010-\u2015](?=\s|[A-Z])|>{2,3})\s*")
_VOICE = re.compile(r"(?:v\d{1,2}|[FMD]):(?=\s|[A-Z]|$)")
_CAPITALS = re.compile(r"[^\W\d_a-z][^\Wa-z]+(?:[ .'&#-]{1,2}[^\Wa-z]+){0,3}:(?=\s|$)")
_NAME = re.compile(r"[^\W\d_a-z][\w.'-]{0,20}(?: [^\W\d_a-z][\w.'-]{0,20}){0,2}:(?=\s|$)")
_NUMBERED = re.compile(
    r"\[[^\[\]:]{1,40}\]:(?=\s|$)"  # [SPEAKER_00]: or [Ann]:, as recognizers write them
    r"|[\[(](?:speaker|spk)[ _]?[\w?]{1,3}[\])]:?|(?:speaker|spk)[ _]?[\w?]{1,3}:(?=\s|$)",
    re.IGNORECASE,
)
HEARD = tuple(
    "music musik musique applau beifall laugh lacht gelächter chuckl giggl cheer clap crowd sigh "
    "gasp cough sniff sob crying scream whistl thunder phone rings ringing knock door footstep "
    "bell siren engine explosion gunshot bark static beep buzz silence stille instrumental solo "
    "interlude intro outro inaudible indistinct speaking foreign chatter breath groan grunt "
    "hums humming".split()
)
"""What a bracket that tells a sound holds, in lyrics, too; beginnings of words."""


def cleaned(text: str) -> str:
    """Return a text without markup and invisible signs, entities resolved, fit to be kept."""
    return _CONTROL.sub("\ufffd", html.unescape(_MARKUP.sub(" ", _STYLE.sub("", text))))


def marked(text: str, is_sung: bool = False) -> Iterator[tuple[str, WordKind]]:
    """Split a text into its words, each with what it is.

    Args:
        text: Rows are apart by a newline: a name of a speaker begins one.
        is_sung: Of lyrics, where round brackets are sung unless they name a sound.

    Yields:
        A word, a whole sound effect with its brackets, or a name with its colon.
    """
    rows = [row.strip() for row in cleaned(text).split("\n")]
    if set("".join(rows)) and not set("".join(rows)) - set(_NOTES + " "):
        yield "♪", "effect"
        return
    for row in rows:
        name, rest = _speaker(row)
        if name:
            yield name, "speaker"
        whole = len(rest.strip())
        for token in _TOKEN.finditer(rest):
            is_alone = token.end() - token.start() == whole
            yield from _kinds(token[0], is_alone and not is_sung)


def _kinds(token: str, is_alone: bool) -> Iterator[tuple[str, WordKind]]:
    if token[0] == "[" and token[-1] == "]":
        yield " ".join(token.split()), "effect"
    elif token[0] == "(" and token[-1] == ")" and (is_alone or names_a_sound(token)):
        yield " ".join(token.split()), "effect"
    else:
        for part in token.split():
            word = part.strip(_NOTES)
            if word.strip("-\u2010\u2011\u2012\u2013\u2014\u2015"):
                yield word, "word"


def names_a_sound(text: str) -> bool:
    """Tell whether a bracket holds what is heard, as far as one of the usual words tells."""
    words = re.findall(r"\w+", text.casefold())
    return any(word.startswith(HEARD) for word in words)


def _speaker(row: str) -> tuple[str, str]:
    """Part the name of a speaker from a row, and the dash before it."""
    row = row.lstrip(_NOTES + " ")
    dash = _DASH.match(row)
    rest = row[dash.end() :] if dash else row
    for pattern in (_VOICE, _NUMBERED, _CAPITALS, *((_NAME,) if dash else ())):
        if found := pattern.match(rest):
            return " ".join(found[0].split()), rest[found.end() :]
    return "", rest

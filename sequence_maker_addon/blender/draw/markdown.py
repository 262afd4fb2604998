"""Markdown and emoji as a label can show them: labels have one weight, one color, one font."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = "red orange yellow green blue purple brown black white".split()
_HEARTS = [*_NAMES, "pink", "light blue", "grey"]
_EMOJI = {
    **dict(zip("🔴🟠🟡🟢🔵🟣🟤⚫⚪", _NAMES, strict=True)),
    **dict(zip("🟥🟧🟨🟩🟦🟪🟫⬛⬜", _NAMES, strict=True)),
    **dict(zip("❤🧡💛💚💙💜🤎🖤🤍🩷🩵🩶", (f"{n} heart" for n in _HEARTS), strict=True)),
}
_ONE = f"[{''.join(_EMOJI)}]\ufe0f?"
_RUN = re.compile(rf"({_ONE}(?: ?{_ONE})*)( *)(\**\w*)")

_FENCE = re.compile(r"^ *(?:```+|~~~+)")
_HEADING = re.compile(r"^ {0,3}#{1,6} +(.*?)(?: +#+)?$")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_RULE = re.compile(r"^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_TABLE_RULE = re.compile(r"^ *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")
_TABLE_ROW = re.compile(r"^ *\|(.+?)\|? *$")
_ITEM = re.compile(r"^( *)[-*+] +(?:\[([ xX])\] +)?")
_CODE = re.compile(r"(`+)(?!`)(.{1,400}?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s]*)?)>?[^()\n]*\)")
_BARE_LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_BREAK = re.compile(r"<br */?>", re.IGNORECASE)
_EMPHASIS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\*{2,3}(?=\S)(.{1,400}?)(?<=\S)\*{2,3}",
        r"(?<![\w_])__(?=\S)(.{1,400}?)(?<=\S)__(?![\w_])",
        r"~~(?=\S)(.{1,400}?)(?<=\S)~~",
        r"(?<![\w*\\])\*(?=[^\s*])([^*]+?)(?<=[^\s*\\])\*(?![\w*])",
        r"(?<![\w_\\])_(?=[^\s_])([^_]+?)(?<=[^\s_\\])_(?![\w_])",
    )
)
_UNCLOSED = re.compile(r"(?<!\S)(?:\*\*|__|`)(?=\S)(?!.{0,400}(?:\*\*|__|`))")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")

_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3")
_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_UNDRAWABLE = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\U0001f3fb-\U0001f3ff]"
    "|[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?\u200d"
)


@lru_cache(maxsize=256)
def plain(markdown: str) -> str:
    """Return Markdown as text for labels.

    Marks of emphasis, headings and code go, links become `text (address)`, list marks bullets,
    colored emoji the names of their colors, which Blender would draw all alike.
    """
    found: list[str] = []
    in_code = False
    for line in _cleaned(markdown).split("\n"):
        if _FENCE.match(line):
            in_code = not in_code
        elif in_code:
            found.append(line.rstrip())
        elif not _TABLE_RULE.match(line):
            found.extend(_line(line).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip("\n")


def drawable(text: str) -> bool:
    """Tell whether Blender draws a text properly.

    It has no right-to-left layout and takes emoji apart that are joined of several.
    """
    return _UNDRAWABLE.search(text) is None


def _cleaned(text: str) -> str:
    text = _HIDDEN.sub("", _NEWLINE.sub("\n", text))
    text = _SPACE.sub(" ", _KEYCAP.sub(r"\1", text)).expandtabs(4)
    return _RUN.sub(_colors, text).replace("\ufe0f", "")


def _colors(match: re.Match[str]) -> str:
    """Name the colors of a run of emoji; one whose name follows anyway only goes."""
    names = [_EMOJI[sign] for sign in match[1] if sign in _EMOJI]
    if len(names) == 1 and match[3].strip("*").lower() == names[0].removesuffix(" heart"):
        return match[3]
    gap = match[2] or (" " if match[3] else "")
    return f"({', '.join(names)}){gap}{match[3]}"


def _line(line: str) -> str:
    if _RULE.match(line):
        return "―" * 8
    line = _QUOTE.sub("", line)
    if heading := _HEADING.match(line):
        line = heading[1]
    if row := _TABLE_ROW.match(line):
        line = " | ".join(cell.strip() for cell in row[1].split("|"))
    line = _ITEM.sub(_bullet, line)
    parts: list[str] = []
    place = 0
    for code in _CODE.finditer(line):
        parts += [_inline(line[place : code.start()]), code[2].strip()]
        place = code.end()
    return "".join([*parts, _inline(line[place:])]).rstrip()


def _bullet(match: re.Match[str]) -> str:
    ticked = {None: "•", " ": "☐"}.get(match[2], "☑")
    return f"{match[1]}{ticked} "


def _inline(text: str) -> str:
    text = _BARE_LINK.sub(r"\1", _BREAK.sub("\n", _LINK.sub(_link, text)))
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", _UNCLOSED.sub("", text))


def _link(match: re.Match[str]) -> str:
    words, address = match[1].strip(), match[2]
    if not address or words in (address, address.removeprefix("mailto:")):
        return words or address
    return f"{words} ({address})" if words else address

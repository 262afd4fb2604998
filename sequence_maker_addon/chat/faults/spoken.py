"""What an error body says, from dictionary, list, text or web page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .fault import tidy

_WORDS = (
    "message",
    "msg",
    "detail",
    "error_description",
    "status_msg",
    "error_msg",
    "description",
    "title",
    "reason",
)
_CODES = ("code", "type", "status", "error_type", "param")
_TITLE = re.compile(r"<(title|h1)[^<>]{0,200}>([^<]{0,500})</", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
Clean = Callable[[str], str]
LONGEST = 4000
"""Characters of a sentence that are read."""
DEEPEST = 6
"""How far errors are wrapped into each other."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a server said.

    Attributes:
        codes: Its short words, in lower case and separated by blanks.
        message: Its sentence, tidied and shortened to be shown.
        whole: The same, long enough to find words in.
        status: A status within the body, as servers put it that answer 200.
        fields: All values of the body by the names of their fields, for numbers and waits.
        page: Whether it was a web page, which no model server sends.
    """

    codes: str = ""
    message: str = ""
    whole: str = ""
    status: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    page: bool = False

    @property
    def words(self) -> str:
        """All that was said, in lower case, to look words up in."""
        return f"{self.codes} {self.whole or self.message}".lower()


def spoken(body: Any, clean: Clean = str) -> Spoken:
    """Read an error body; never raises.

    Args:
        body: What the server sent: parsed JSON, text, bytes or nothing.
        clean: Takes secrets out of a text; used on whole texts, before any is shortened.
    """
    if isinstance(body, bytes | bytearray):
        body = bytes(body).decode("utf-8", "replace")
    if isinstance(body, str):
        text = body.strip()
        if text[:1] == "<":
            return Spoken(message=_page(text, clean), page=True)
        body = _parsed(text)
    heard = _Heard(clean)
    heard.collect(body, DEEPEST)
    fields, texts = heard.fields, heard.texts
    codes = " ".join(str(fields[name]) for name in _CODES if fields.get(name) is not None)
    seen = list(dict.fromkeys(text for text in texts if text))
    said = ": ".join(seen)
    return Spoken(tidy(codes).lower(), tidy(said), tidy(said, LONGEST), _status(fields), fields)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _page(text: str, clean: Clean) -> str:
    found = _TITLE.search(text[:4000])
    return tidy(clean(html.unescape(_TAG.sub(" ", found[2])))) if found else ""


class _Heard:
    """Gathers fields and sentences of an error, the inner ones of a wrapped error first."""

    def __init__(self, clean: Clean) -> None:
        self.fields: dict[str, Any] = {}
        self.texts: list[str] = []
        self._clean = clean

    def collect(self, body: Any, depth: int) -> None:
        """Take in a part of the body."""
        if depth == 0 or body is None:
            return
        if isinstance(body, str):
            inner = _parsed(body) if body.lstrip()[:1] in ("{", "[") else body
            if isinstance(inner, str):
                self.texts.append(tidy(self._clean(body), LONGEST))
            else:
                self.collect(inner, depth - 1)
        elif isinstance(body, list):
            for part in body[:5]:
                self.collect(part, depth - 1)
        elif isinstance(body, dict):
            self._collect_fields(body, depth)

    def _collect_fields(self, body: dict[str, Any], depth: int) -> None:
        for name in ("error", "errors", "base_resp"):
            self.collect(body.get(name), depth - 1)
        for name, value in body.items():
            if not isinstance(value, dict | list):
                self.fields.setdefault(self._clean(str(name)), self._plain(value))
        for name in _WORDS:
            self.collect(body.get(name), depth - 1)
        if isinstance(body.get("loc"), list):
            self.texts.append(self._clean(".".join(str(part) for part in body["loc"][-3:])))
        texts, self.texts = self.texts, []
        for name in ("metadata", "details"):  # OpenRouter and Google put the cause there
            self.collect(body.get(name), depth - 1)
        self.texts = texts
        raw = self.fields.get("raw")
        if isinstance(raw, str):
            self.texts.append(tidy(raw, LONGEST))

    def _plain(self, value: Any) -> Any:
        return self._clean(value) if isinstance(value, str) else value


def _status(fields: dict[str, Any]) -> int | None:
    for name in ("code", "status", "status_code"):
        value = fields.get(name)
        if isinstance(value, str) and re.fullmatch(r"[45]\d\d", value, re.ASCII):
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 400 <= value < 600:
            return value
    return None

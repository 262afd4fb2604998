"""The window and the size of a request, where an error names them."""

from __future__ import annotations

import re
from typing import Any

NUMBER = r"(\d[\d,_]{2,11})"
_WINDOW = re.compile(
    rf"(?:context (?:length|size|window)|allowed length|prompt length|tokens allowed|limit|maximum)"
    rf"(?: is| of|:)?(?: only)? ?\(?{NUMBER}"
    rf"|{NUMBER} maximum|> {NUMBER}|<= {NUMBER}|(?:at most|up to|less than) {NUMBER} tokens"
    rf"|max_seq_len \(?{NUMBER}|maximum model length of {NUMBER}|cannot exceed {NUMBER}"
    rf"|max(?:imum)? (?:length|size):? {NUMBER}|\[1, {NUMBER}\]",
    re.IGNORECASE,
)
_BEYOND = re.compile(rf"> {NUMBER}|<= {NUMBER}|{NUMBER} maximum|max_seq_len \(?{NUMBER}")
_USED = re.compile(
    rf"{NUMBER} tokens >|has {NUMBER} input tokens|prompt \(length {NUMBER}|received {NUMBER}"
    rf"|too long: {NUMBER}|requested: {NUMBER}|requested a total of {NUMBER}"
    rf"|\({NUMBER} tokens\)"
    rf"|prompt length {NUMBER}|prompt_tokens \({NUMBER}"
    rf"|requested (?:about )?{NUMBER}|contains {NUMBER} tokens"
    rf"|(?:input|prompt) (?:length|token count)(?: of)? ?\(?{NUMBER}|given: {NUMBER}"
    rf"|current length is {NUMBER}|request \({NUMBER} tokens|resulted in {NUMBER}",
    re.IGNORECASE,
)
SMALLEST, LARGEST = 256, 20_000_000


def window_in(message: str, fields: dict[str, Any]) -> int | None:
    """Return the context window in tokens that an error names, or None."""
    named = _field(fields, "n_ctx", "context_length", "max_model_len")
    used = used_in(message, fields)
    return named or _first(_BEYOND, message, used) or _first(_WINDOW, message, used)


def used_in(message: str, fields: dict[str, Any]) -> int | None:
    """Return the size of the request in tokens that an error names, or None."""
    return _field(fields, "n_prompt_tokens", "prompt_tokens") or _first(_USED, message)


def _field(fields: dict[str, Any], *names: str) -> int | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= SMALLEST:
            return min(value, LARGEST)
    return None


def _first(pattern: re.Pattern[str], message: str, other: int | None = None) -> int | None:
    """Return the first number that a pattern finds, but for one that is known to be another."""
    for found in pattern.finditer(message):
        text = next((group for group in found.groups() if group), "")
        value = int(text.replace(",", "").replace("_", ""))
        if SMALLEST <= value <= LARGEST and value != other:
            return value
    return None

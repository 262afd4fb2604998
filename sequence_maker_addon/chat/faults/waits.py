"""How long a server asks to wait, in whichever way it says so."""

from __future__ import annotations

import datetime
import email.utils
import math
import re
import time
from collections.abc import Mapping
from typing import Any

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_PART = re.compile(
    r"(\d+(?:\.\d+)?) ?(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?:try again|retry|retrying|wait)[a-z ]{0,20}?(?: in| after|:| for)? ?"
    rf"(?P<span>(?:{_PART.pattern} ?)+)",
    re.IGNORECASE,
)
_RESETS = ("requests", "tokens", "input-tokens", "output-tokens")


def wait_of(headers: Mapping[str, str], message: str, fields: Mapping[str, Any]) -> float | None:
    """Return the wait that a server asks for in seconds, None if it asks for none.

    Args:
        headers: Those of the answer; names in lower case, or a mapping that takes any case.
        message: Its sentence, such as "Please try again in 6s".
        fields: The fields of its body, such as Google's `retryDelay`.
    """
    asked = retry_after(headers)
    if asked is None:
        asked = span(str(fields.get("retryDelay") or fields.get("retry_after") or ""))
    if asked is None and (found := _SPOKEN.search(message)):
        asked = span(found["span"])
    return _reset(headers) if asked is None else asked


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return what `Retry-After` or `retry-after-ms` says, in seconds."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) / unit
        except ValueError:
            continue
        return None if math.isnan(seconds) else max(seconds, 0.0)
    text = headers.get("retry-after", "")
    seconds_or_none = span(text)
    return seconds_or_none if seconds_or_none is not None else _until(text)


def span(text: str) -> float | None:
    """Return the seconds of "6s", "1m30s", "250 ms" or "2 minutes"; a bare number is seconds."""
    text = text[:100].strip()
    try:
        return max(float(text), 0.0) if text and math.isfinite(float(text)) else None
    except ValueError:
        pass
    parts = [
        float(number) * _UNITS[_unit(unit)]
        for number, unit in (found.groups() for found in _PART.finditer(text))
    ]
    return sum(parts) if parts and text[:1].isdigit() else None


def _unit(word: str) -> str:
    word = word.lower()
    return "ms" if word.startswith(("ms", "milli")) else word[0]


def _until(text: str) -> float | None:
    """Return the seconds until a date in the form of HTTP or ISO 8601."""
    try:
        return max(email.utils.parsedate_to_datetime(text).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError, OverflowError):
        pass
    try:
        date = datetime.datetime.fromisoformat(text)
        return max(date.timestamp() - time.time(), 0.0) if date.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _reset(headers: Mapping[str, str]) -> float | None:
    """Return when a limit that is used up is reset, in seconds from now."""
    found: list[float] = []
    for kind in _RESETS:
        for form in ("x-ratelimit-{}-" + kind, "anthropic-ratelimit-" + kind + "-{}"):
            left = headers.get(form.format("remaining"), "0")
            text = headers.get(form.format("reset"), "")
            seconds = span(text) if text else None
            seconds = _until(text) if text and seconds is None else seconds
            if seconds is not None and left.strip() in ("", "0"):
                found.append(seconds)
    for name in ("x-ratelimit-reset", "ratelimit-reset"):
        seconds = span(headers.get(name, ""))
        left = headers.get(name.replace("reset", "remaining"), "0")
        if seconds is not None and left.strip() in ("", "0"):
            found.append(_from_now(seconds))
    return max(found, default=None)


def _from_now(seconds: float) -> float:
    """Return a time as seconds from now; it may be such, or seconds or milliseconds since 1970."""
    if seconds > 1e11:
        seconds /= 1000
    return max(seconds - time.time(), 0.0) if seconds > 1e8 else seconds

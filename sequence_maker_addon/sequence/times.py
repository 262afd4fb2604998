"""Times as people and models write them, turned into seconds and back.

The grammar, after tokens such as `1`, `:`, `minute` were cut out:

    time   = filler* ("first" amount | place | clock | amount) filler*
    clock  = [hours ":"] minutes ":" seconds
    amount = part (["and"] part)*        each with a smaller unit than the one before
    part   = quantity [unit] | unit quantity
"""

import math

from .numerals import Reader, shown, tokens

END = math.inf
"""What `seconds("the end")` gives; whoever knows the length puts it in its place."""

LONGEST = 1e7
"""The largest time accepted, in seconds (about 116 days)."""

LARGEST_OFFSET = 600_000
"""Milliseconds by which files of timelines may be later than their scene, or earlier."""

_FORMS = 'a number of seconds, "1:30", "90s", "2m30s", "one minute thirty" or "the beginning"'
_UNITS = {
    "ms msec msecs millisecond milliseconds": 0.001,
    "s sec secs second seconds": 1.0,
    "m min mins minute minutes": 60.0,
    "h hr hrs hour hours": 3600.0,
}
_UNIT = {word: size for words, size in _UNITS.items() for word in words.split()}
_NEXT_SMALLER = {3600.0: 60.0, 60.0: 1.0}
_FRACTION = {"half": 0.5, "quarter": 0.25}
_BEFORE = frozenset("at from until till to up by after for the very".split())
_AFTER = frozenset("in mark point".split())
_START = ("beginning", "start")
_WHOLE = "song track music audio piece timeline sequence scene video file".split()


def seconds(value: object) -> float:
    """Read a point or a length of time.

    Args:
        value: A number of seconds, or a phrase: `"90"`, `"12.5"`, `"1:30"`, `"1:02:03"`, `"90s"`,
            `"2m30s"`, `"250ms"`, `"one minute thirty"`, `"a minute and a half"`, `"half a minute"`,
            `"the beginning"`, `"the end"`, `"first ten seconds"` (their end).

    Returns:
        Seconds, from 0 to `LONGEST`; `END` for the end of the song.

    Raises:
        ValueError: If it is something else, negative, not finite or too large; one sentence.

    Example:
        >>> seconds("one minute thirty"), seconds("0:05.5"), seconds("half a minute")
        (90.0, 5.5, 30.0)
    """
    if isinstance(value, str):
        try:
            return _read(value)[1]
        except _Limit as limit:
            raise ValueError(str(limit)) from None
        except ValueError:
            raise ValueError(f"time {shown(value)} is not understood; give {_FORMS}") from None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _limited(value)
    raise ValueError(f"a time must be {_FORMS}, got {shown(value)}")


def span(text: object) -> tuple[float, float] | None:
    """Read a phrase that names a stretch: `"first ten seconds"`, `"the whole song"`.

    Returns:
        Its start and end in seconds (the end may be `END`), or None where it is no such phrase.
    """
    if not isinstance(text, str):
        return None
    try:
        start, end = _read(text)
    except ValueError:
        return None
    return None if start is None else (start, end)


def spoken(value: float) -> str:
    """Write seconds as a clock shows them: `0:05`, `1:05.5`, `1:02:03`, to the millisecond.

    Raises:
        ValueError: If the time is negative or not a number.
    """
    if value == END:
        return "the end"
    thousandths = round(_limited(value) * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    whole, fraction = divmod(rest, 1000)
    tail = f".{fraction:03d}".rstrip("0").rstrip(".")
    hours, minutes = divmod(minutes, 60)
    return (f"{hours}:{minutes:02d}" if hours else f"{minutes}") + f":{whole:02d}{tail}"


def ordinal(value: object) -> int:
    """Read a channel or a position: `2`, `"2nd"`, `"second"`, `"channel two"`, `"#2"`.

    Returns:
        A whole number from 0; whether it exists is for the caller to say.

    Raises:
        ValueError: If it is something else; one sentence.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if 0 <= value <= LONGEST and value == int(value):
            return int(value)
    elif isinstance(value, str):
        try:
            number = Reader(tokens(value)).nth()
        except ValueError:
            number = None
        if number is not None and number <= LONGEST:
            return number
    raise ValueError(f'{shown(value)} is no position; give a number, "second" or "2nd"')


class _Limit(ValueError):
    """A time that was understood but lies outside the limits."""


def _limited(value: float) -> float:
    if not 0 <= value <= LONGEST:
        raise _Limit(f"a time must be from 0 to {LONGEST:.0f} seconds, got {shown(value)}")
    return float(value) + 0.0  # -0.0 becomes 0.0


def _read(text: str) -> tuple[float | None, float]:
    """Read a phrase; its start (None where it names a point) and its end."""
    if text.strip(" \t\"'`")[:1] == "-":
        raise _Limit(f"a time must not be negative, got {shown(text)}")
    reader = Reader(tokens(text))
    reader.skip(_BEFORE)
    start: float | None = None
    if reader.take("whole", "entire", "full"):
        start, end = _rest_is_song(reader, 0.0, END)
    elif reader.take("first"):
        start, end = 0.0, _limited(_amount(reader, bare=True))
    elif reader.take(*_START):
        _, end = _rest_is_song(reader, None, 0.0)
    elif reader.take("end"):
        _, end = _rest_is_song(reader, None, END)
    elif reader.peek(1) == ":":
        end = _limited(_clock(reader))
    else:
        end = _limited(_amount(reader))
    reader.skip(_AFTER)
    if reader.peek():
        raise ValueError("words are left over")
    return start, end


def _rest_is_song(reader: Reader, start: float | None, end: float) -> tuple[float | None, float]:
    """Take `of the song` or nothing; the start of any other thing is not known here."""
    reader.take("of")
    reader.take("the")
    reader.take(*_WHOLE)
    return start, end


def _clock(reader: Reader) -> float:
    parts = [reader.number()]
    while reader.take(":"):
        parts.append(reader.number())
    values = [part for part in parts if part is not None]
    whole = all(value == int(value) for value in values[:-1])
    if len(values) != len(parts) or len(values) > 3 or not whole:
        raise ValueError("a clock is minutes:seconds or hours:minutes:seconds")
    if any(value >= 60 for value in values[1:]):
        raise ValueError("minutes and seconds of a clock stay below 60")
    reader.take("s", "sec", "seconds", "min", "minute", "minutes")
    return sum(value * 60**place for place, value in enumerate(reversed(values)))


def _amount(reader: Reader, bare: bool = False) -> float:
    """Read parts of falling size; `bare` lets a lone unit count once (`first minute`)."""
    if reader.peek() in _UNIT:
        unit = _UNIT[reader.take(*_UNIT)]
        after = _quantity(reader)
        total = unit * (1 if after is None and bare else _known(after))
    else:
        total, unit = _part(reader, 0.0)
    while reader.peek():
        joined = reader.take("and")
        if not joined and reader.peek() in _AFTER:
            break
        more, unit = _part(reader, unit)
        total += more
    return total


def _part(reader: Reader, before: float) -> tuple[float, float]:
    """Read one quantity with its unit; without one it takes the next smaller (or seconds)."""
    quantity = _known(_quantity(reader))
    if word := reader.take(*_UNIT):
        unit = _UNIT[word]
        if before and unit >= before:
            raise ValueError("units must fall")
        return (quantity + _and_fraction(reader, unit)) * unit, unit
    if not before:
        return quantity, 0.001
    if before not in _NEXT_SMALLER:
        raise ValueError("a number without a unit")
    return quantity * _NEXT_SMALLER[before], 0.001


def _quantity(reader: Reader) -> float | None:
    """Read `12.5`, `two and a half`, `half a`, `a quarter of a` or `a`; else None."""
    number = reader.number()
    if number is not None:
        return number + _and_fraction(reader, None)
    article = reader.take("a", "an")
    if fraction := reader.take(*_FRACTION):
        reader.take("of")
        reader.take("a", "an")
        return _FRACTION[fraction]
    return 1.0 if article and reader.peek() in _UNIT else None


def _and_fraction(reader: Reader, unit: float | None) -> float:
    """Take `and a half` where it belongs to what was read, not to a part that follows."""
    size = 3 if reader.peek(1) in ("a", "one") else 2
    name = reader.peek(size - 1)
    if reader.peek() != "and" or name not in _FRACTION:
        return 0.0
    if unit and {reader.peek(size), reader.peek(size + 1), reader.peek(size + 2)} & _UNIT.keys():
        return 0.0  # "one minute and half a second"
    reader.attempt(*(reader.peek(n) for n in range(size)))
    return _FRACTION[name]


def _known(value: float | None) -> float:
    if value is None:
        raise ValueError("a number is missing")
    return value

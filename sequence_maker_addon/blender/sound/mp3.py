"""Cuts an .mp3 into short files of whole frames.

aud finds a place in an .mp3 by reading all that lies before it: measured 4 ms for each 100 s, so an
hour in, every piece would hold Blender for 0.15 s. A short file of its own is decoded from its
start. Frames come from ISO/IEC 11172-3 and 13818-3; one leans on up to 511 bytes of those before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_RUN_UP = 12
"""Frames before the wanted ones, so that these sound as they do in the whole file."""
_CHUNK, _LONGEST = 1 << 16, 1 << 13
_HEAD, _MPEG_1 = 4, 3
_FIELDS, _ENCODERS = (4, 4, 100, 4), (b"LAME", b"Lavf", b"Lavc")
"""Bytes of what may stand before an encoder's name, by bit; and the names that are believed."""
_DECODER_DELAY = 529
"""Samples that every decoder of MP3 adds."""
_RATES = (44_100, 48_000, 32_000)
_FIRST = (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448)
_SECOND = (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384)
_THIRD = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_LOW_FIRST = (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256)
_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


@dataclass(frozen=True, slots=True)
class Slice:
    """A short file; `samples` at its end are wanted, or all if that is None."""

    data: bytes
    samples: int | None


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a frame's first four bytes say: its length in bytes and samples, and of which sort."""

    size: int
    samples: int
    sort: tuple[int, int, int]


def is_mp3(path: Path) -> bool:
    """Tell whether three frames follow each other at the start, an ID3 tag aside."""
    with path.open("rb") as file:
        file.seek(_tag_size(file.read(10)))
        data, place = file.read(_CHUNK), 0
    for _ in range(3):
        kind = _kind(data, place)
        if kind is None:
            return False
        place += kind.size
    return True


def tells_length(path: Path) -> bool:
    """Tell whether its first frame says how many there are; else aud guesses by the bitrate."""
    with path.open("rb") as file:
        file.seek(_tag_size(file.read(10)))
        head = file.read(64)
    return any(word in head for word in (b"Xing", b"Info", b"VBRI"))


def encoder_delay(path: Path) -> float:
    """Return the seconds of silence before the sound that a decoder is told to leave out.

    They stand in the first frame, as LAME and others write it; only those of MPEG-1 (32 kHz and
    more) are told, as players differ on them alone.
    """
    with path.open("rb") as file:
        file.seek(_tag_size(file.read(10)))
        head = file.read(512)
    kind, at = _kind(head, 0), max(head.find(b"Xing"), head.find(b"Info"))
    if kind is None or kind.sort[0] != _MPEG_1 or at < 0 or len(head) < at + 8:
        return 0.0
    flags = head[at + 7]
    place = at + 8 + sum(size for bit, size in enumerate(_FIELDS) if flags >> bit & 1)
    if head[place : place + 4] not in _ENCODERS:
        return 0.0
    told = int.from_bytes(head[place + 21 : place + 24], "big") >> 12
    return (told + _DECODER_DELAY) / kind.sort[2]


def slices(path: Path, seconds: float) -> Iterator[Slice]:
    """Yield slices of about some seconds that follow each other without a gap."""
    before: deque[bytes] = deque(maxlen=_RUN_UP)
    wanted: list[bytes] = []
    samples, first = 0, True
    with path.open("rb") as file:
        for data, kind in _frames(file):
            wanted.append(data)
            samples += kind.samples
            if samples >= seconds * kind.sort[2]:
                yield Slice(b"".join((*before, *wanted)), None if first else samples)
                before.extend(wanted)
                wanted, samples, first = [], 0, False
        if wanted:
            yield Slice(b"".join((*before, *wanted)), None if first else samples)


def _frames(file: BinaryIO) -> Iterator[tuple[bytes, _Kind]]:
    """Yield frames and their kinds from the start on; what lies between frames is left out."""
    file.seek(0)
    file.seek(_tag_size(file.read(10)))
    data, place, sort = file.read(_CHUNK), 0, None
    while True:
        if len(data) - place < _LONGEST:
            data, place = data[place:] + file.read(_CHUNK), 0
        kind = _kind(data, place)
        if kind is not None and (kind.sort == sort or _is_followed(data, place, kind)):
            yield data[place : place + kind.size], kind
            place, sort = place + kind.size, kind.sort
            continue
        place, sort = data.find(b"\xff", place + 1), None
        if place < 0 and len(data) < _LONGEST:
            return
        place = len(data) if place < 0 else place


def _is_followed(data: bytes, place: int, kind: _Kind) -> bool:
    """Tell whether the next frame, or the end, comes where this one ends."""
    after = _kind(data, place + kind.size)
    return place + kind.size == len(data) or (after is not None and after.sort == kind.sort)


def _tag_size(head: bytes) -> int:
    """Return how many bytes an ID3v2 tag takes."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte & 0x7F
    return size + 10 + (10 if head[5] & 0x10 else 0)


def _kind(data: bytes, place: int) -> _Kind | None:
    """Read a frame's header; None where there is none, or one whose length it does not say."""
    if place + _HEAD > len(data) or data[place] != 0xFF or data[place + 1] & 0xE0 != 0xE0:
        return None
    second, third = data[place + 1], data[place + 2]
    version, layer = second >> 3 & 3, 4 - (second >> 1 & 3)
    bits, rate, padding = third >> 4, third >> 2 & 3, third >> 1 & 1
    if version == 1 or layer == 4 or bits in (0, 15) or rate == 3:
        return None
    full = version == 3
    hertz = _RATES[rate] >> (0 if full else 1 if version == 2 else 2)
    high = (_FIRST, _SECOND, _THIRD)[layer - 1]
    kilobits = (high if full else _LOW_FIRST if layer == 1 else _LOW)[bits]
    if layer == 1:
        return _Kind((12_000 * kilobits // hertz + padding) * 4, 384, (version, layer, hertz))
    samples = 1152 if full or layer == 2 else 576
    size = samples // 8 * 1000 * kilobits // hertz + padding
    return _Kind(size, samples, (version, layer, hertz))

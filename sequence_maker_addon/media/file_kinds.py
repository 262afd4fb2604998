"""Which files are media, by ending and by content; nothing else is handed on to Blender."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal

Kind = Literal["movie", "sound", "image"]
MOVIES = frozenset("mp4 m4v mov mkv webm avi mpg mpeg m2v ts mts m2ts ogv flv wmv mxf dv".split())
SOUNDS = frozenset("wav mp3 flac ogg oga opus m4a aac aif aiff wma ac3 mka".split())
IMAGES = frozenset("png jpg jpeg jpe tif tiff exr webp bmp gif tga dpx cin hdr psd jp2 j2c".split())
HEAD = 400
"""Bytes that tell what a file is."""
_FORMATS: dict[str, str] = {
    **dict.fromkeys("mp4 m4v mov m4a".split(), "mp4"),
    **dict.fromkeys("mkv webm mka".split(), "matroska"),
    **dict.fromkeys("mpg mpeg m2v".split(), "mpeg"),
    **dict.fromkeys("ts mts m2ts".split(), "transport"),
    **dict.fromkeys("ogv ogg oga opus".split(), "ogg"),
    **dict.fromkeys("wmv wma".split(), "asf"),
    **dict.fromkeys("jpg jpeg jpe".split(), "jpeg"),
    **dict.fromkeys("tif tiff".split(), "tiff"),
    **dict.fromkeys("aif aiff".split(), "aiff"),
    **dict.fromkeys("jp2 j2c".split(), "jp2"),
}
"""The format of an ending, where it is not the ending itself."""
_BEGINNINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    "mp4": tuple((4, word) for word in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")),
    "matroska": ((0, b"\x1aE\xdf\xa3"),),
    "avi": ((8, b"AVI "),),
    "mpeg": ((0, b"\0\0\1\xba"), (0, b"\0\0\1\xb3")),
    "ogg": ((0, b"OggS"),),
    "flv": ((0, b"FLV"),),
    "asf": ((0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),),
    "mxf": ((0, b"\x06\x0e\x2b\x34\x02\x05\x01\x01"),),
    "dv": ((0, b"\x1f\x07\x00"),),
    "wav": ((8, b"WAVE"),),
    "flac": ((0, b"fLaC"), (0, b"ID3")),
    "aiff": ((8, b"AIFF"), (8, b"AIFC")),
    "ac3": ((0, b"\x0b\x77"),),
    "png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "jpeg": ((0, b"\xff\xd8\xff"),),
    "tiff": ((0, b"II*\0"), (0, b"MM\0*"), (0, b"II+\0"), (0, b"MM\0+")),
    "exr": ((0, b"\x76\x2f\x31\x01"),),
    "webp": ((8, b"WEBP"),),
    "bmp": ((0, b"BM"),),
    "gif": ((0, b"GIF8"),),
    "dpx": ((0, b"SDPX"), (0, b"XPDS")),
    "cin": ((0, b"\x80\x2a\x5f\xd7"), (0, b"\xd7\x5f\x2a\x80")),
    "hdr": ((0, b"#?"),),
    "psd": ((0, b"8BPS"),),
    "jp2": ((4, b"jP  "), (0, b"\xff\x4f\xff\x51")),
}
"""What stands where in the first bytes of a format."""


def kind_of(name: str) -> Kind | None:
    """Return what a file is by its ending; None for what is no media."""
    ending = _ending(name)
    if ending in MOVIES:
        return "movie"
    if ending in SOUNDS:
        return "sound"
    return "image" if ending in IMAGES else None


def is_media(path: Path) -> bool:
    """Tell whether a file's content is of the format that its ending says.

    A list of other files, for one, that calls itself a movie would have Blender read those.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        return _fits(_FORMATS.get(_ending(path.name), _ending(path.name)), head_of(file))


def head_of(file: BinaryIO) -> bytes:
    """Return the first bytes of a file."""
    return file.read(HEAD)


def _fits(format_: str, head: bytes) -> bool:
    if format_ == "transport":
        return any(head[n : n + 1] == head[n + step : n + step + 1] == b"G" for n, step in _SYNC)
    if format_ in ("mp3", "aac"):
        synced = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
        return synced or head.startswith((b"ID3", b"ADIF"))
    if format_ == "tga":  # which begins with no word of its own
        return len(head) >= 18 and head[1] in (0, 1) and head[2] in (1, 2, 3, 9, 10, 11)
    known = _BEGINNINGS.get(format_, ())
    return any(head[at : at + len(word)] == word for at, word in known)


_SYNC = ((0, 188), (4, 192))
"""Where a transport stream's packets begin, and how long they are."""


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""

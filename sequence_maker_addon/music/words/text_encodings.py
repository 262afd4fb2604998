"""Bytes become text: by their mark, as UTF-8, or as a library guesses."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
"""Bytes that are guessed by: the rows that tell something."""
_SIGNS = "’‘“”„«»–—…´`°€♪\xa0¿¡"
_LATIN = (
    ("cp1252", "äöüßéèêëàâáãåæçñíìîïóòôõøœúùûýÿÄÖÜÉÈÊËÀÂÁÃÅÆÇÑÍÌÎÏÓÒÔÕØŒÚÙÛ"),
    ("cp1254", "çğıöşüÇĞİÖŞÜâîû"),
    ("cp1250", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"),
    ("iso8859_2", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"),
    ("cp1250", "áčďéěíľĺňóôřŕšťúůýžäÁČĎÉĚÍĽŇÓŘŠŤÚŮÝŽ"),
    ("iso8859_2", "áčďéěíľĺňóôřŕšťúůýžäÁČĎÉĚÍĽŇÓŘŠŤÚŮÝŽ"),
    ("cp1250", "áéíóöőúüűÁÉÍÓÖŐÚÜŰ"),
    ("iso8859_2", "áéíóöőúüűÁÉÍÓÖŐÚÜŰ"),
    ("cp1250", "ăâîşţĂÂÎŞŢ"),
    ("cp1250", "čćžšđČĆŽŠĐ"),
)
"""Letters beyond ASCII of languages that are written in Latin letters, with their usual bytes."""
_JAPANESE, _KOREAN = ("cp932", "euc_jp"), ("cp949", "euc_kr", "johab")
CHOICES = (
    *("utf-8", "utf-16", "cp1252", "cp1250", "cp1254", "cp1251", "koi8-r", "cp1253", "cp1255"),
    *("cp1256", "cp874", "shift-jis", "euc-jp", "gb18030", "big5", "cp949"),
)
"""Encodings that a person may choose where the guess was wrong."""


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text of a file's bytes, and how its letters were read where that is a guess.

    Never raises: what does not fit at all becomes the sign for it.

    Args:
        data: The whole file.
        encoding: One of `CHOICES`, as the person says; empty to find out.
    """
    if encoding in CHOICES:
        return data.decode(encoding, "replace"), ""
    for mark, known in _MARKS:
        if data.startswith(mark):
            return data.decode(known, "replace"), ""
    if wide := _wide(data):
        return data.decode(wide, "replace"), ""
    if b"\x1b$" in data:
        return data.decode("iso2022_jp", "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        guess = _guessed(data)
        return data.decode(guess, "replace"), guess.replace("_", "-")


def _wide(data: bytes) -> str:
    """Return how two bytes a letter are written without a mark; empty where it is one or more.

    Where the zeros are, the high bytes are: those of figures and blanks at least. A zero here and
    there is only dirt.
    """
    high, low = data[0:1000:2], data[1:1000:2]
    even, odd = high.count(0), low.count(0)
    if 10 * max(even, odd) <= len(high) or 2 * min(even, odd) > max(even, odd):
        return ""
    return "utf-16-le" if odd >= even else "utf-16-be"


def _guessed(data: bytes) -> str:
    sample = b"".join(_telling(data))
    for encoding, letters in _LATIN:
        if _is_written(sample, encoding, letters):
            return encoding
    for encoding in _JAPANESE:
        if _has_kana(sample, encoding):
            return encoding
    from charset_normalizer import from_bytes  # only where letters must be guessed

    best = from_bytes(sample).best()
    if best is None:
        return "cp1252"
    return "gb18030" if best.encoding in _KOREAN and _has_hanja(sample) else best.encoding


def _telling(data: bytes) -> Iterator[bytes]:
    """Yield rows that are not all ASCII, whole ones where there are some, up to a limit."""
    left = _SAMPLE
    for row in data.splitlines(keepends=True):
        if not row.isascii():
            yield row[:_SAMPLE]
            left -= len(row)
            if left <= 0:
                return


def _is_written(sample: bytes, encoding: str, letters: str) -> bool:
    """Tell whether a text is in Latin letters, few of them beyond ASCII and all of a language."""
    text = sample.decode(encoding, "replace")
    beyond = [sign for sign in text if not sign.isascii()]
    if not set(beyond) <= set(letters + _SIGNS) or re.search(r"\w[¿¡]", text):
        return False
    return 5 * len(beyond) <= 2 * sum(sign.isalpha() for sign in text)


def _has_kana(sample: bytes, encoding: str) -> bool:
    """Tell whether much of a text is written in the syllables that only Japanese has."""
    text = sample.decode(encoding, "ignore")
    beyond = [sign for sign in text if not sign.isascii()]
    return 4 * sum("\u3040" <= sign <= "\u30ff" for sign in beyond) > len(beyond)


def _has_hanja(sample: bytes) -> bool:
    """Tell whether a text read as Korean would mix in Chinese signs: a short Chinese one does."""
    text = sample.decode("cp949", "replace")
    signs = sum("\u4e00" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" for sign in text)
    return 5 * signs > sum("\uac00" <= sign <= "\ud7a3" for sign in text)

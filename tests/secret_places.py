"""What tests of secrets share: any key, the forms in which it comes back, and a search of its own.

The search knows nothing of the product's: it decodes what it can and looks for twelve characters
of the key in a row.
"""

import base64
import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from hypothesis import strategies as st

RUN = 12
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SIGNS = LETTERS + LETTERS.upper() + "0123456789-_.+/="
ISSUED = ("", "sk-", "sk-proj-", "sk-ant-api03-", "gsk_", "AIza", "hf_", "sk-or-v1-")

keys = st.builds(
    "".join, st.tuples(st.sampled_from(ISSUED), st.text(SIGNS, min_size=RUN, max_size=60))
)
"""Keys as they are issued: letters, digits and the signs of base64."""


def hexed(key: str) -> str:
    """Return a key in hexadecimal digits."""
    return key.encode().hex()


FORMS = {
    "whole": lambda key: key,
    "without its ends": lambda key: key[1:-1] if len(key) > RUN + 1 else key,
    "first half": lambda key: key[: max(RUN, len(key) // 2)],
    "last twelve": lambda key: key[-RUN:],
    "reversed": lambda key: key[::-1],
    "upper case": str.upper,
    "lower case": str.lower,
    "hexadecimal": hexed,
    "hexadecimal, upper case": lambda key: hexed(key).upper(),
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "base64 after one": lambda key: base64.b64encode(b"x" + key.encode()).decode(),
    "base64 after two": lambda key: base64.b64encode(b"x:" + key.encode()).decode(),
    "base64 of addresses": lambda key: base64.urlsafe_b64encode(key.encode()).decode(),
    "percent": lambda key: quote(key, safe=""),
    "percent throughout": lambda key: "".join(f"%{ord(sign):02x}" for sign in key),
    "percent, twice": lambda key: quote("".join(f"%{ord(sign):02X}" for sign in key)),
    "escapes": lambda key: "".join(f"\\u{ord(sign):04x}" for sign in key),
    "some escapes": lambda key: "".join(
        f"\\u{ord(sign):04X}" if place % 3 == 0 else sign for place, sign in enumerate(key)
    ),
    "of a web page": lambda key: "".join(f"&#{ord(sign)};" for sign in key),
}
"""The forms in which a server may say a key back."""

forms = st.sampled_from(sorted(FORMS))


def _decoded(text: str) -> Iterator[str]:
    """Yield a text, and what stands in it once its escapes are read."""
    yield text
    yield unquote(unquote(text))
    yield html.unescape(text)
    yield re.sub(r"\\+u00([0-9a-fA-F]{2})", lambda found: chr(int(found[1], 16)), text)


def _needles(key: str) -> Iterator[str]:
    yield from (key, key[::-1], hexed(key))
    for before in (b"", b"x", b"xx"):
        for coded in (base64.b64encode, base64.urlsafe_b64encode):
            yield coded(before + key.encode()).decode().rstrip("=")[len(before) * 2 : -3]


def found_in(content: str | bytes, key: str, run: int = RUN) -> list[str]:
    """Return all runs of a key, and of its coded forms, that stand in a text or a file."""
    text = content.decode("latin-1") if isinstance(content, bytes) else content
    found = set[str]()
    for read in {decoded.lower() for decoded in _decoded(text)}:
        for needle in {needle.lower() for needle in _needles(key)}:
            half = run // 2  # each run has a whole block of half its size
            blocks = [needle[place : place + half] for place in range(0, len(needle), half)]
            if any(len(block) == half and block in read for block in blocks):
                runs = (needle[place : place + run] for place in range(len(needle) - run + 1))
                found |= {part for part in runs if part in read}
    return sorted(found)


def in_json(text: str) -> str:
    """Return a text as it stands within JSON text whose escapes are the text's own."""
    return json.dumps(text)[1:-1].replace("\\\\u", "\\u")

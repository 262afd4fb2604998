"""The user's own headers for a server: secrets, kept as the key is and beside it."""

from ...chat.wire.addresses import headers
from . import keys
from .origins import origin

BEHIND = "#headers"
"""Behind an origin: the place of its headers."""


def headers_of(base_url: str) -> tuple[tuple[str, str], ...]:
    """Return the headers for an origin; never raises."""
    place = origin(base_url)
    try:
        return headers(keys.text_of(place + BEHIND)) if place else ()
    except ValueError:
        return ()


def keep(base_url: str, on_disk: bool) -> None:
    """Move the headers of an origin into the file, or out of it into memory."""
    place = origin(base_url)
    if place and (text := keys.text_of(place + BEHIND)):
        keys.keep_text(place + BEHIND, text, on_disk)


def remember_headers(base_url: str, text: str, on_disk: bool = False) -> None:
    """Keep headers for the origin of a URL, in place of those before; "" forgets them.

    Args:
        base_url: The endpoint that they are for.
        text: `Name: value`, several separated by `;` or line breaks.
        on_disk: Keep them in the 0600 file, too.

    Raises:
        ValueError: If text or URL cannot be used; the message never quotes a value.
    """
    place = origin(base_url)
    if not place:
        raise ValueError("The base URL must begin with http:// or https:// and name a host")
    headers(text)
    keys.keep_text(place + BEHIND, text, on_disk)

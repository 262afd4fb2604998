"""For whom a secret is: the origin of an address; and whether a key can be one."""

from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=64)
def origin(base_url: str) -> str:
    """Return `scheme://host:port` of an http(s) URL; empty if it names none beyond doubt."""
    text = base_url.strip()
    if "\\" in text or any(sign <= " " or sign.isspace() for sign in text):
        return ""  # read differently by different libraries
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    if port is None:
        port = 443 if parts.scheme == "https" else 80
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def checked(key: str) -> str:
    """Return a key without the white space around it.

    Raises:
        ValueError: If it cannot be sent in a header; the message never quotes it.
    """
    key = key.strip()
    if not key:
        raise ValueError("The API key is blank")
    if not all("!" <= sign <= "~" for sign in key):
        raise ValueError(
            "The API key may have only ASCII letters, digits and special characters, "
            "without spaces in between"
        )
    return key

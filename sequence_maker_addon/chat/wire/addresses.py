"""Addresses of servers: what belongs in them, and what is near."""

from __future__ import annotations

import hashlib
import ipaddress
from urllib.parse import parse_qs, urlsplit, urlunsplit

LONGEST_WORD = 12
"""Letters and digits of a part of a path from which on it may be a secret."""
_USUAL = ("", "/v1", "/api", "/api/v1", "/openai", "/openai/v1", "/v1beta/openai", "/compatible/v1")


def split_api_version(url: str) -> tuple[str, str]:
    """Return an address without its `api-version`, and that version, "" if it names none.

    Whatever else stands in the query is left where it is, so that it is seen and refused.
    """
    try:
        parts = urlsplit(url.strip())
        versions = parse_qs(parts.query).get("api-version", [])
    except ValueError:
        return url, ""
    if not versions:
        return url, ""
    rest = "&".join(
        part for part in parts.query.split("&") if not part.lower().startswith("api-version=")
    )
    return urlunsplit(parts._replace(query=rest)), versions[0]


def is_loopback(host: str) -> bool:
    """Tell whether a host is this computer; 0.0.0.0 is where servers say that they listen."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    address = _address(host)
    return address is not None and (address.is_loopback or address.is_unspecified)


def is_nearby(host: str) -> bool:
    """Tell whether a host is on this computer or in a private network, by its spelling alone."""
    host = host.rstrip(".")
    address = _address(host)
    if address is not None:
        near = address.is_loopback or address.is_private or address.is_link_local
        return near or address.is_unspecified
    # A name without a dot resolves only in the own network.
    inside = "." not in host or host == "host.docker.internal"
    return bool(host) and (inside or host.endswith((".localhost", ".local", ".lan", ".internal")))


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address, and nothing else of it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + ("" if port is None else f":{port}")


def shown(url: str) -> str:
    """Return an address as it may be told: without user, query, fragment and a path's secrets."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return "the address"
    return origin_of(url) + "/".join("…" if _is_token(part) else part for part in path.split("/"))


def stored(url: str) -> str:
    """Return an address as a file may keep it, to know it again: unusual paths as a digest."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    if path in _USUAL:
        return origin_of(url) + path
    return f"{origin_of(url)}/~{hashlib.sha256(path.encode()).hexdigest()[:12]}"


def has_more(url: str) -> bool:
    """Tell whether an address has user, password, query or fragment, no places for any of ours."""
    parts = urlsplit(url)
    return bool(parts.username or parts.password or "@" in parts.netloc) or bool(
        parts.query or parts.fragment or url.rstrip().endswith(("?", "#"))
    )


def _is_token(part: str) -> bool:
    """Tell whether a part of a path may be a secret: long, and letters mixed with digits."""
    return len(part) >= LONGEST_WORD and any(c.isdigit() for c in part)


def same_origin(one: str, other: str) -> bool:
    """Tell whether two addresses lead to the same server: scheme, host and port."""
    try:
        return _origin(one) == _origin(other)
    except ValueError:
        return False


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    usual = 443 if parts.scheme == "https" else 80
    return parts.scheme, (parts.hostname or "").lower(), parts.port or usual


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def headers(text: str) -> tuple[tuple[str, str], ...]:
    """Return headers as a person writes them, `Name: value`, separated by `;` or line breaks.

    Raises:
        ValueError: If one of them is none; the message never quotes a value.
    """
    found = []
    for part in text.replace(";", "\n").splitlines():
        name, colon, value = (piece.strip() for piece in part.partition(":"))
        if not part.strip():
            continue
        if not colon or not value or not all(sign.isalnum() or sign in "-_" for sign in name):
            raise ValueError("Write a header as Name: value, and separate several by a semicolon")
        if not name.isascii() or not all(" " <= sign <= "~" for sign in value):
            raise ValueError(f"The header {name} has a special character")
        found.append((name, value))
    return tuple(found)

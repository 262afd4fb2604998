"""Addresses of servers: what belongs in them, and what is near."""

from __future__ import annotations

import ipaddress
from urllib.parse import parse_qs, urlsplit, urlunsplit


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

"""What happens when a field of an endpoint's profile is read or changed; no field keeps a key."""

from __future__ import annotations

import logging
import re
from typing import Any

from ...chat.faults.keylike import looks_like_key
from ...chat.wire.addresses import split_api_version
from ...chat.wire.endpoint import KEYLIKE, MORE
from ..host.memory import PerAddon
from . import keys, learned_file, own_headers

MASK = "*" * 12

log = logging.getLogger(__name__)

_problems = PerAddon[dict[str, str]](dict)
"""Why what was entered last for an origin was refused; shown under the key's field."""


def get_key(profile: Any) -> str:
    """Return stars for a known key. Blender copies what this returns into its Info log."""
    return MASK if profile.key_source() else ""


def set_key(profile: Any, value: str) -> None:
    """Store what was typed for the host of this profile; nothing typed forgets the key."""
    place = keys.origin(profile.base_url)
    _problems.get().pop(place, None)
    if not value:
        keys.forget(profile.base_url)
        keys.note_change(profile.base_url)
        return
    typed = value.strip().strip("*")  # pasted behind the stars, or the stars left as they were
    if value.strip() and not typed:
        return
    try:
        keys.remember(profile.base_url, typed, profile.remember_key)
        keys.note_change(profile.base_url)
    except ValueError as error:
        _problems.get()[place] = str(error)
        log.warning("The key for %s is not stored: %s", profile.name, error)


def remember_changed(profile: Any, _context: Any) -> None:
    """Move the key into the file, or out of it."""
    keys.keep(profile.base_url, profile.remember_key)
    own_headers.keep(profile.base_url, profile.remember_key)


def request_changed(_profile: Any, _context: Any) -> None:
    """Try again what a server refused: it, or the model behind it, may be another now."""
    learned_file.learned().forget()


def address_changed(profile: Any, context: Any) -> None:
    """Move a pasted API version into its own field, and refuse an address with secrets in it.

    The consent to send without encryption was for the address before.
    """
    address, version = split_api_version(profile.base_url)
    if version:
        profile.api_version = version
        profile.base_url = address.rstrip("?")
        return
    if any(sign in address for sign in "@?#"):
        profile.base_url = ""
        _refuse(profile, MORE)
    else:
        _refused(profile, "base_url", "")
    profile.plain_http = False
    request_changed(profile, context)


def name_changed(profile: Any, _context: Any) -> None:
    """Refuse a key in place of a name."""
    _refused(profile, "name", "Endpoint")


def model_changed(profile: Any, context: Any) -> None:
    """Refuse a key in place of a model."""
    _refused(profile, "model", "")
    request_changed(profile, context)


def api_version_changed(profile: Any, _context: Any) -> None:
    """Refuse a key in place of a version."""
    _refused(profile, "api_version", "")


def get_headers(profile: Any) -> str:
    """Return stars for known headers, as for the key."""
    return MASK if own_headers.headers_of(profile.base_url) else ""


def set_headers(profile: Any, value: str) -> None:
    """Store headers for the host of this profile; nothing typed forgets them."""
    place = keys.origin(profile.base_url)
    _problems.get().pop(place, None)
    typed = value.strip().strip("*").strip()
    if value.strip() and not typed:
        return
    try:
        own_headers.remember_headers(profile.base_url, typed, profile.remember_key)
        keys.note_change(profile.base_url)
    except ValueError as error:
        _problems.get()[place] = str(error)
        log.warning("The headers for %s are not stored: %s", profile.name, error)


def env_name_changed(profile: Any, _context: Any) -> None:
    """Refuse what is no name of a variable: a key pasted here would be saved in clear text."""
    keys.note_change(profile.base_url)
    if _refused(profile, "env_name", keys.DEFAULT_VARIABLE):
        return
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]{0,63}", profile.env_name):
        log.warning("The variable of %s is not in capital letters; using the default", profile.name)
        profile.env_name = keys.DEFAULT_VARIABLE


def problem(profile: Any) -> str:
    """Return why what was entered last is not used, or an empty string."""
    return _problems.get().get(keys.origin(profile.base_url), "")


def _refused(profile: Any, field: str, usual: str) -> bool:
    """Empty a field that holds what looks like a key: Blender saves it in clear text."""
    if not looks_like_key(getattr(profile, field)):
        _problems.get().pop(keys.origin(profile.base_url), None)
        return False
    setattr(profile, field, usual)
    _refuse(profile, KEYLIKE)
    return True


def _refuse(profile: Any, why: str) -> None:
    """Say under the key's field why something was not taken, and in the log."""
    _problems.get()[keys.origin(profile.base_url)] = why
    log.warning("Not stored in the endpoint %s: %s", profile.name, why)

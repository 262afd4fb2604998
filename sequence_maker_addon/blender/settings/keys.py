"""API keys: from the environment, this session's memory, or a 0600 file - never from a .blend.

Blender saves every preference in clear text, whatever its options, so no property holds a key.
A key belongs to the origin (scheme, host and port) that it was entered for and goes to no other.
"""

import logging
import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from ..host.memory import PerAddon
from ..host.own_folder import own_file
from .key_file import KeyFile
from .origins import checked as checked
from .origins import origin as origin

NAME = "keys.json"
DEFAULT_VARIABLE = "OPENAI_API_KEY"
BASE_URL_VARIABLE = "OPENAI_BASE_URL"
OPENAI_URL = "https://api.openai.com/v1"
SESSION = "this session"
FILE = "file"

log = logging.getLogger(__name__)


@dataclass(slots=True, repr=False)
class _Keys:
    """What is known of keys while Blender runs.

    Attributes:
        lock: Held while keys are read or changed.
        session: The keys that were entered, by origin.
        refused: The variables whose contents are no keys; each is told once.
        files: The object of each key file, with its cache.
        changed: When key or headers of an origin became others, in seconds since 1970.
    """

    lock: threading.RLock = field(default_factory=threading.RLock)
    session: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    files: dict[Path, KeyFile] = field(default_factory=dict)
    changed: dict[str, float] = field(default_factory=dict)


_keys = PerAddon(_Keys, lasting=True)


def lookup(profile_name: str, base_url: str, env_name: str = DEFAULT_VARIABLE) -> tuple[str, str]:
    """Find the key for an endpoint; never raises.

    Args:
        profile_name: The profile's name, for the log.
        base_url: The endpoint; decides which keys may be used.
        env_name: The environment variable to look in first. `OPENAI_API_KEY` counts only for the
            origin of `OPENAI_BASE_URL` (or of OpenAI); naming another one is consent to send it.

    Returns:
        The key and where it comes from: `environment NAME`, `this session` or `file`; or two
        empty strings.
    """
    place = origin(base_url)
    if not place:
        return "", ""
    variable = env_name.strip() or DEFAULT_VARIABLE
    known = _keys.get()
    with known.lock:
        key = _from_environment(profile_name, place, variable)
        if key:
            return key, f"environment {variable}"
        if place in known.session:
            return known.session[place], SESSION
        key = _from_file(place)
        return (key, FILE) if key else ("", "")


def source_of(profile_name: str, base_url: str, env_name: str = DEFAULT_VARIABLE) -> str:
    """Return where `lookup` finds the key, or an empty string."""
    return lookup(profile_name, base_url, env_name)[1]


def remember(base_url: str, key: str, on_disk: bool = False) -> str:
    """Keep a key for the origin of a URL, in place of the one before.

    Args:
        base_url: The endpoint that the key is for.
        key: The key; white space around it is cut off.
        on_disk: Keep it in the 0600 file, too; otherwise the file forgets the origin.

    Returns:
        Where it is kept: `file`, or `this session` (also when the file cannot be written).

    Raises:
        ValueError: If the key or the URL cannot be used; the message never quotes the key.
    """
    place = origin(base_url)
    if not place:
        raise ValueError("The base URL must begin with http:// or https:// and name a host")
    key = checked(key)
    known = _keys.get()
    with known.lock:
        known.session[place] = key
        if not on_disk:
            _drop(place)
        elif _put(place, key):
            del known.session[place]
            return FILE
        return SESSION


def forget(base_url: str) -> None:
    """Remove the key of a URL's origin from memory and from the file."""
    place = origin(base_url)
    known = _keys.get()
    with known.lock:
        known.session.pop(place, None)
        _drop(place)


def forget_all() -> None:
    """Remove every key from memory, and the file with its `.bak`."""
    known = _keys.get()
    with known.lock:
        known.session.clear()
        file = _file()
        try:
            if file:
                file.erase()
        except OSError as error:
            log.warning("The key file cannot be removed: %s", error.strerror)


def note_change(base_url: str) -> None:
    """Note that key or headers for a URL's origin are others now: a refusal before is no news."""
    if place := origin(base_url):
        _keys.get().changed[place] = time.time()


def changed_at(base_url: str) -> float:
    """Return when that was, in seconds since 1970; 0 where it never was in this session."""
    return _keys.get().changed.get(origin(base_url), 0.0)


def keep(base_url: str, on_disk: bool) -> str:
    """Move the stored key of a URL's origin into the file, or out of it into memory.

    Returns:
        Where it is kept now, or an empty string if none is stored.
    """
    place = origin(base_url)
    known = _keys.get()
    with known.lock:
        key = known.session.get(place) or _from_file(place)
        return remember(base_url, key, on_disk) if key else ""


def text_of(place: str) -> str:
    """Return another secret text that is kept for a place, "" if there is none; never raises."""
    known = _keys.get()
    with known.lock:
        if place in known.session:
            return known.session[place]
        file = _file()
        try:
            return file.read().get(place, "") if file else ""
        except ValueError:
            return ""


def keep_text(place: str, text: str, on_disk: bool) -> None:
    """Keep another secret text for a place, in the file or for this session; "" forgets it."""
    known = _keys.get()
    with known.lock:
        known.session.pop(place, None)
        _drop(place)
        if text and not (on_disk and _put(place, text)):
            known.session[place] = text


def _from_environment(profile_name: str, place: str, variable: str) -> str:
    """Return the key in an environment variable, if it may go to this origin and is one."""
    # Windows has no capitals in names of variables, so neither has this rule.
    if variable.upper() == DEFAULT_VARIABLE:
        owner = os.environ.get(BASE_URL_VARIABLE, "").strip() or OPENAI_URL
        if origin(owner) != place:
            return ""
    value = os.environ.get(variable, "")
    if not value.strip():
        return ""
    try:
        return checked(value)
    except ValueError as error:
        refused = _keys.get().refused
        if variable not in refused:
            refused.add(variable)
            log.warning("%s, given to %s, is not used: %s", variable, profile_name, error)
        return ""


def _file() -> KeyFile | None:
    """Return the key file; None where the add-on is no installed extension and has no folder."""
    path = own_file(NAME)
    return None if path is None else _keys.get().files.setdefault(path, KeyFile(path))


def _from_file(place: str) -> str:
    """Return the key that the file has for an origin, if it is one."""
    file = _file()
    try:
        return checked(file.read().get(place, "")) if file else ""
    except ValueError:
        return ""


def _put(place: str, key: str) -> bool:
    """Write a key into the file; tell whether that went well."""
    file = _file()
    if file is None:
        return False
    try:
        file.put(place, key)
    except OSError as error:
        log.warning("The key is kept for this session only: %s", error.strerror)
        return False
    return True


def _drop(place: str) -> None:
    """Remove a key from the file."""
    file = _file()
    try:
        if file:
            file.drop(place)
    except OSError as error:
        log.warning("The key file cannot be changed: %s", error.strerror)

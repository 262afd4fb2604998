"""The secret by which chats are known as made on this computer: a file of the user's folder."""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path

import bpy

from ... import __package__ as ADDON_ID
from ...kept.signatures import Signer
from ..host.memory import PerAddon

NAME = "chats.key"
SIZE = 32
OWNER_ONLY = 0o600

log = logging.getLogger(__name__)


def signer() -> Signer:
    """Return what signs the chats of this computer."""
    return _signer.get()


def _make() -> Signer:
    """Read the secret, or make it; without a folder for it, it lasts as long as Blender runs."""
    try:
        return Signer(_secret(Path(bpy.utils.extension_path_user(ADDON_ID, create=True)) / NAME))
    except (OSError, ValueError) as error:
        log.warning("chats are known as yours until Blender ends: %s", type(error).__name__)
        return Signer(secrets.token_bytes(SIZE))


def _secret(path: Path) -> bytes:
    """Return the secret of a file; of two Blenders that make it at once, one makes it for both."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(SIZE))
            _put(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    found = path.read_bytes()
    if len(found) != SIZE:
        raise ValueError("the secret is damaged")
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(OWNER_ONLY)
    return found


def _put(draft: Path, path: Path) -> None:
    """Give a whole file its name, unless another Blender was first."""
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not path.exists():
            os.replace(draft, path)


_signer = PerAddon(_make, lasting=True)

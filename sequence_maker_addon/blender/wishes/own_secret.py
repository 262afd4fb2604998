"""The secret by which chats and wishes are known as one's own: a file of the user's folder."""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path

import bpy

from ... import __package__ as ADDON_ID
from ...kept.signatures import Signer
from ..host import shared_file
from ..host.memory import PerAddon

NAME = "chats.key"
SIZE = 32

log = logging.getLogger(__name__)


def signer() -> Signer:
    """Return what signs the chats and wishes of this computer."""
    return _signer.get()


def secret_in(folder: Path) -> bytes:
    """Return the secret of a folder; it is made where there is none, or a damaged one.

    Two Blenders that make it at once have the same; a damaged one is set aside as `.bak`.

    Raises:
        OSError: If it can neither be read nor written.
    """
    path = folder / NAME
    if (found := _read(path)) is not None:
        return found
    with shared_file.alone(folder):
        if (found := _read(path)) is not None:
            return found
        if os.path.lexists(path):
            log.warning("%s is damaged: chats of before are foreign until continued", path)
            os.replace(path, path.with_name(f"{NAME}.{secrets.token_hex(4)}.bak"))
        made = secrets.token_bytes(SIZE)
        shared_file.replace_text(path, made.hex())
        return made


def _read(path: Path) -> bytes | None:
    """Return the secret of a file, None if it is none."""
    try:
        found = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return found if len(found) == SIZE else None


def _make() -> Signer:
    """Return the signer; without a folder for its secret, it lasts as long as Blender runs."""
    try:
        return Signer(secret_in(Path(bpy.utils.extension_path_user(ADDON_ID, create=True))))
    except (OSError, ValueError) as error:
        log.warning("chats are known as yours until Blender ends: %s", type(error).__name__)
        return Signer(secrets.token_bytes(SIZE))


_signer = PerAddon(_make, lasting=True)

"""The add-on's own folder among the user's files."""

from __future__ import annotations

from pathlib import Path

import bpy

from ... import __package__ as ADDON_ID


def own_file(name: str) -> Path | None:
    """Return a file of it; None where the add-on is no installed extension and has no folder."""
    try:
        return Path(bpy.utils.extension_path_user(ADDON_ID)) / name
    except ValueError:
        return None

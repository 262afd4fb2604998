"""The add-on's version, as its manifest says."""

from __future__ import annotations

import tomllib
from pathlib import Path

MANIFEST = "blender_manifest.toml"
_PACKAGE = Path(__file__).resolve().parents[2]


def own_version() -> str:
    """Return the version, or `unknown` where the manifest cannot be read."""
    for folder in (_PACKAGE, _PACKAGE.parent):  # installed, or in the repository
        try:
            told = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        return str(told.get("version", "unknown"))
    return "unknown"

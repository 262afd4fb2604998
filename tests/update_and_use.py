"""Updates the extension while Blender runs, and uses it before and after; run by `test_update.py`.

`python update_and_use.py URL OLD NEW ON`, with BLENDER_USER_RESOURCES an empty folder: OLD and NEW
are zips, ON is whether the add-on is "enabled" or "disabled" while it is updated, and the server at
URL answers turns. What was seen is printed as one JSON object on the last line.
"""

import importlib
import logging
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import bpy

from told_and_left import tell

NAME = "bl_ext.user_default.sequence_maker"
BUNDLED = ("openai", "pydantic", "pydantic_core", "httpx2", "jiter")


def main(url: str, old: str, new: str, on: str) -> dict[str, Any]:
    """Walk through the update; then once more over itself."""
    importlib.import_module("addon_utils").enable("bl_pkg")
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    before = left()
    install(old)
    settle(url)
    seen: dict[str, Any] = {"old": state(url)}
    if on == "disabled":
        bpy.ops.preferences.addon_disable(module=NAME)
        seen["between"] = left() == before
    install(new)
    if on == "disabled":  # Blender has forgotten the settings with that
        bpy.ops.preferences.addon_enable(module=NAME)
        settle(url)
    seen["new"] = state(url)
    install(new)
    seen["again"] = state(url)
    bpy.ops.preferences.addon_disable(module=NAME)
    seen["gone"] = left() == before
    return seen


def install(package: str) -> None:
    """Install a zip as the button in the preferences does."""
    bpy.ops.extensions.package_install_files(
        filepath=package, repo="user_default", enable_on_install=True
    )


def settle(url: str) -> None:
    """Make settings of one's own, and begin a test of the connection as a running thing."""
    prefs = bpy.context.preferences.addons[NAME].preferences
    profile = prefs.profiles.add()
    profile.name, profile.base_url, profile.model = "Mine", url, "test-model"
    prefs.active_index = len(prefs.profiles) - 1
    prefs.max_requests = 7


def state(url: str) -> dict[str, Any]:
    """Use the add-on; say what is there and whether it is of the folder that is installed now."""
    prefs = bpy.context.preferences.addons[NAME].preferences
    profile = prefs.profiles[prefs.active_index]
    folder = Path(bpy.utils.user_resource("EXTENSIONS")) / "user_default" / "sequence_maker"
    ours = [name for name in sys.modules if name.startswith(f"{NAME}.")]
    return {
        "turn": turn(url),
        "made": made(),
        "settings": [profile.name, profile.base_url == url, prefs.max_requests],
        "mark": getattr(sys.modules[f"{NAME}.sequence.segment"], "MARK", "none"),
        "stray": [n for n in ours if not Path(str(sys.modules[n].__file__)).exists()],
        "left": left(),
        "wheels": all(name in sys.modules for name in BUNDLED),
        "version": importlib.import_module("tomllib").loads(
            (folder / "blender_manifest.toml").read_text(encoding="utf-8")
        )["version"],
    }


def turn(url: str) -> str:
    """Carry out a turn; return how it ended."""
    chats = importlib.import_module(f"{NAME}.blender.chat.chats")
    setup = importlib.import_module(f"{NAME}.blender.settings.turn_settings")
    endpoint = setup.active_endpoint()
    chat = chats.chat_of(scene())
    running = chat.send("make it red", endpoint, setup.options(endpoint), setup.limits())
    deadline = time.monotonic() + 30
    while chat.running is not None and time.monotonic() < deadline:
        chat.pump()
        time.sleep(0.002)
    return str(running.record.status)


def made() -> list[str]:
    """Make one segment with the operator; the types of the strips that stand there then."""
    bpy.ops.sequence_maker.create_segment(
        channel=2, start_time=0.0, end_time=2.0, color=(1.0, 0.5, 0.0)
    )
    editor = scene().sequence_editor
    strips = editor.strips if hasattr(editor, "strips") else editor.sequences
    return [strip.type for strip in strips]


def scene() -> Any:
    """Return the scene that the Sequencer edits."""
    return getattr(bpy.context.workspace, "sequencer_scene", None) or bpy.context.scene


def left() -> dict[str, Any]:
    """Count all that an add-on can leave behind."""
    return {
        "handlers": {
            name: len(found)
            for name in dir(bpy.app.handlers)
            if isinstance(found := getattr(bpy.app.handlers, name), list)
        },
        "drawn": sum(
            len(functions)
            for name in dir(bpy.types)
            if (
                functions := getattr(
                    getattr(getattr(bpy.types, name), "draw", None), "_draw_funcs", ()
                )
            )
            and any("sequence_maker" in function.__module__ for function in functions)
        ),
        "classes": sorted(n for n in dir(bpy.types) if "sequence_maker" in n.lower()),
        "properties": [n for n in dir(bpy.types.Scene) if n.startswith("sequence_maker")],
        "loggers": len(logging.getLogger(NAME).handlers),
        "pipe": str(signal.getsignal(signal.SIGPIPE)) if hasattr(signal, "SIGPIPE") else "",
        "path": sorted({path for path in sys.path if "sequence_maker" in path}),
        "threads": threading.active_count(),
    }


if __name__ == "__main__":
    tell(main, *sys.argv[1:])

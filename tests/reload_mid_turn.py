"""Reloads Blender's scripts in the middle of a turn; run by `test_recovery.py`.

`python reload_mid_turn.py URL`, with BLENDER_USER_RESOURCES an empty folder; the server at URL
is silent. What was seen is printed as one JSON object on the last line.
"""

import importlib
import os
import sys
import threading
import time
from pathlib import Path

import bpy

from told_and_left import tell

NAME = "bl_ext.user_default.sequence_maker"
SOURCE = Path(__file__).resolve().parent.parent / "sequence_maker_addon"


def main(url):
    """Enable the extension, begin a turn, reload, begin another."""
    addon_utils = importlib.import_module("addon_utils")
    folder = Path(os.environ["BLENDER_USER_RESOURCES"]) / "extensions" / "user_default"
    folder.mkdir(parents=True)
    (folder / "sequence_maker").symlink_to(SOURCE)
    addon_utils.extensions_refresh()
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    addon_utils.enable(NAME, default_set=True)
    turn = begin(url)
    bpy.utils.load_scripts(reload_scripts=True)  # the operator does nothing in the wheel
    seen = {"status": turn.status, "error": turn.error}
    seen["enabled"] = getattr(sys.modules[NAME], "__addon_enabled__", False)
    again = begin(url)
    seen["again"] = again.status
    importlib.import_module(f"{NAME}.blender.host.memory").forget_all()
    time.sleep(0.5)
    seen["threads"] = [
        thread.name for thread in threading.enumerate() if thread is not threading.main_thread()
    ]
    return seen


def begin(url):
    """Begin a turn and wait until its request is under way."""
    chats = importlib.import_module(f"{NAME}.blender.chat.chats")
    setup = importlib.import_module(f"{NAME}.blender.settings.turn_settings")
    endpoints = importlib.import_module(f"{NAME}.chat.wire.endpoint")
    endpoint = endpoints.Endpoint("test", url, "test-model")
    workspace = bpy.context.workspace
    scene = getattr(workspace, "sequencer_scene", None) or bpy.context.scene
    chat = chats.chat_of(scene)
    turn = chat.send("go", endpoint, setup.options(endpoint), setup.limits())
    deadline = time.monotonic() + 20
    while turn.active and turn.status != "Writing" and time.monotonic() < deadline:
        chat.pump()
        time.sleep(0.005)
    return turn.record


if __name__ == "__main__":
    tell(main, sys.argv[1])

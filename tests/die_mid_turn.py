"""Saves a file in the middle of a turn and is then killed; run by `test_recovery.py`.

`python die_mid_turn.py URL FILE`: the server at URL makes one call and falls silent after it.
"""

import os
import signal
import sys
import time

import conftest

import bpy  # isort: skip

if __name__ == "__main__":
    url, file = sys.argv[1:]
    bpy.context.preferences.addons.new().module = conftest.extension.PACKAGE
    conftest.EXTENSION.register()
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    from bl_ext.user_default.sequence_maker.blender.host import compat
    from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
    from turn_help import send

    workspace = bpy.context.workspace
    if hasattr(workspace, "sequencer_scene") and workspace.sequencer_scene is None:
        workspace.sequencer_scene = bpy.context.scene
    chat = send(Endpoint("test", url, "test-model"), compat.sequencer_scene(), "make it red")
    record, deadline = chat.running.record, time.monotonic() + 30
    while not record.text and time.monotonic() < deadline:
        chat.pump()
        time.sleep(0.002)
    bpy.ops.wm.save_as_mainfile(filepath=file)
    os.kill(os.getpid(), signal.SIGKILL)

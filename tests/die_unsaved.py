"""Talks in a file and is killed in the middle of a turn, unsaved; run by `test_journal.py`.

`python die_unsaved.py URL FILE`: FILE is saved before the talk, "" for none. The server at URL
answers one turn whole, makes a call in the next one, and falls silent after it.
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
    from bl_ext.user_default.sequence_maker.blender.keeping import chat_journal
    from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
    from turn_help import pump, send

    workspace = bpy.context.workspace
    if hasattr(workspace, "sequencer_scene") and workspace.sequencer_scene is None:
        workspace.sequencer_scene = bpy.context.scene
    if file:
        bpy.ops.wm.save_as_mainfile(filepath=file)
    endpoint, scene = Endpoint("test", url, "test-model"), compat.sequencer_scene()
    pump(send(endpoint, scene, "make it red"))
    chat = send(endpoint, scene, "and blue")
    (journal,) = chat_journal.folder().glob("*/journal.jsonl")
    deadline = time.monotonic() + 30
    while "#0000ff" not in journal.read_text() and time.monotonic() < deadline:
        chat.pump()
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)

"""Uses the add-on where others came first; run by `host/test_guest.py`.

`python among_others.py URL FOLDER WHEN SIGPIPE`: an old `typing_extensions` and `neighbor`, a
module that uses it, lie in FOLDER, first on the path; WHEN the neighbor is imported is "before" or
"after"; SIGPIPE is what the process does on it. The server at URL answers turns. What was seen is
printed as one JSON object on the last line.
"""

import importlib
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import conftest

import bpy  # isort: skip

from told_and_left import tell  # noqa: E402

NAME = "typing_extensions"
PIPE = getattr(signal, "SIGPIPE", None)


def main(url, folder, when, found):
    """Enable the add-on, use it, disable it; twice."""
    assert "pydantic" not in sys.modules and "openai" not in sys.modules
    sys.modules.pop(NAME, None)  # the tests' own tools may have loaded it
    sys.path.insert(0, folder)
    if PIPE is not None:
        signal.signal(PIPE, getattr(signal, found))
    neighbor = importlib.import_module("neighbor") if when == "before" else None
    was = sys.modules.get(NAME)
    bpy.context.preferences.addons.new().module = conftest.extension.PACKAGE
    seen = {"pipe": [pipe()], "same": [], "status": [], "path": sys.path[:]}
    for _ in range(2):
        conftest.EXTENSION.register()
        seen["pipe"].append(pipe())
        seen["same"].append(sys.modules.get(NAME) is was)
        loaded = set(sys.modules)
        seen["status"].append(used(url))
        seen["late"] = seen.get("late", []) + [*needy(set(sys.modules) - loaded)]
        seen["same"].append(sys.modules.get(NAME) is was)
        conftest.EXTENSION.unregister()
        seen["pipe"].append(pipe())
        seen["same"].append(sys.modules.get(NAME) is was)
    seen["straggler"] = straggler()
    neighbor = neighbor or importlib.import_module("neighbor")
    seen["neighbor"] = [neighbor.early(), neighbor.late()]
    seen["ours"] = sys.modules["pydantic.main"].typing_extensions.__file__
    seen["paths"] = sorted(set(sys.path) ^ set(seen.pop("path")))
    return seen


def used(url):
    """Carry out a turn, test the connection and look a price up; say how each ended."""
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    from bl_ext.user_default.sequence_maker.blender.host import compat
    from bl_ext.user_default.sequence_maker.chat.prices import list_price
    from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
    from bl_ext.user_default.sequence_maker.chat.wire.probe import Probe
    from turn_help import ask

    workspace = bpy.context.workspace
    if hasattr(workspace, "sequencer_scene") and workspace.sequencer_scene is None:
        workspace.sequencer_scene = bpy.context.scene
    endpoint = Endpoint("test", url, "test-model")
    turn = ask(endpoint, compat.sequencer_scene(), "make it red")
    refused = ask(replace(endpoint, model="missing"), compat.sequencer_scene(), "and blue")
    price = list_price("gpt-4.1-mini", "https://api.openai.com/v1")
    return [turn.status, refused.error["code"], Probe(endpoint).run().code, price is not None]


def straggler():
    """Let a thread of a turn meet a broken pipe after the add-on's end; say what came of it."""
    from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
    from bl_ext.user_default.sequence_maker.chat.worker import Worker

    class Late:
        def __init__(self, _endpoint):
            self.close = self.cancel = lambda: None

        def stream(self, *_):
            reader, writer = os.pipe()
            os.close(reader)
            os.write(writer, b"anybody there?")
            yield

    worker = Worker(Endpoint("test", "http://127.0.0.1/v1", "test-model"), Late)
    worker.submit([], [])
    return worker.events.get(timeout=20).code


def needy(names):
    """Yield those of some modules that ask for `typing_extensions`, in any branch of theirs."""
    folder = Path(sys.modules["pydantic"].__file__).parents[1]
    for name in names:
        file = Path(getattr(sys.modules[name], "__file__", None) or ".")
        if file.suffix == ".py" and folder in file.parents and NAME in file.read_text("utf-8"):
            yield name


def pipe():
    """Say what a broken pipe does in this process."""
    return PIPE and str(signal.getsignal(PIPE))


if __name__ == "__main__":
    tell(main, *sys.argv[1:])

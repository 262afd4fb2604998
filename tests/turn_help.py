"""What the tests of faults share: whole turns through a scene's chat, and what must hold after."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import bpy

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.host import pump as host_pump
from bl_ext.user_default.sequence_maker.blender.keeping.chat_shelf import Shelf
from bl_ext.user_default.sequence_maker.blender.wishes import own_secret
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat import context
from bl_ext.user_default.sequence_maker.chat.body.wire_form import wire_form
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from playback_server import PlaybackServer, chunk
from timeline_help import FREE, picture

KEY = "sk-test-0123456789abcdef"
RED = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}
BLUE = {"channel": 2, "start_time": 0, "end_time": 1, "color": "blue"}
IDLE = 2.0
"""Seconds in which a cancelled turn must be at rest: 0.5, and patience for a loaded machine."""


def place(server: PlaybackServer, **more: Any) -> Endpoint:
    """Return the endpoint of a server."""
    usual = {"base_url": server.base_url, "api_key": KEY, "read_timeout": 5.0}
    return Endpoint("test", model="test-model", **usual | more)


def send(endpoint: Endpoint, scene, prompt="go", limits=FREE, **options):
    """Start a turn in a scene's chat."""
    chat = chats.chat_of(scene)
    chat.send(prompt, endpoint, Options(**options), limits)
    return chat


def pump(chat, ready: Callable[[], Any] = lambda: False, seconds: float = 30.0) -> None:
    """Carry a turn on until something is so, or to its end."""
    deadline = time.monotonic() + seconds
    while chat.running is not None and not ready():
        assert time.monotonic() < deadline, chat.running.status
        chat.pump()
        time.sleep(0.002)


def ask(endpoint: Endpoint, scene, prompt="go", limits=FREE, **options):
    """Carry a whole turn to its end, see that all is at rest, and return what is kept of it."""
    chat = send(endpoint, scene, prompt, limits, **options)
    pump(chat)
    at_rest(chat)
    return chat.conversation.turns[-1]


def at_rest(chat, seconds: float = IDLE) -> None:
    """Check what is guaranteed after every fault."""
    assert chat.running is None and not chats.running()
    assert not bpy.app.timers.is_registered(host_pump._tick)
    no_worker(seconds)
    turn = chat.conversation.turns[-1]
    assert turn.status != "running"
    assert all(call.state in ("done", "failed", "skipped") for call in turn.calls)
    valid(wire_form(context.messages(chat.conversation, 10**9)))
    if turn.error is not None:
        assert "\n" not in turn.error["message"] and "Traceback" not in turn.error["message"]
    if chat.scene is not None:
        assert KEY not in kept_text(chat.scene)
        if not chat.shelf.older:
            assert told(own(chat.scene)) == told(chat.conversation)


def told(conversation):
    """Return of each turn what a file gives back as it was."""
    return [(t.status, len(t.entries), (t.error or {}).get("code")) for t in conversation.turns]


def kept_text(scene) -> str:
    """Return all that a scene keeps of its turns."""
    return "\n".join(turn.text for turn in scene.sequence_maker.kept_turns)


def own(scene):
    """Return the conversation that a scene keeps as open, as it would be opened again."""
    return Shelf(scene, own_secret.signer()).conversation


def no_worker(seconds: float = IDLE) -> None:
    """Check that the thread of the request ends."""
    deadline = time.monotonic() + seconds
    while any(thread.name == "Sequence Maker request" for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "the worker is still there"
        time.sleep(0.005)


def valid(messages: list[dict[str, Any]]) -> None:
    """Check that a strict server takes the messages: calls answered at once, arguments JSON."""
    open_calls: list[str] = []
    for message in messages:
        if message["role"] == "tool":
            open_calls.remove(message["tool_call_id"])
            assert isinstance(json.loads(message["content"]), dict)
            continue
        assert not open_calls, "a call has no result"
        calls = message.get("tool_calls", ())
        assert calls or isinstance(message["content"], str)
        open_calls = [call["id"] for call in calls]
        assert len(set(open_calls)) == len(open_calls)
        for call in calls:
            name = call["function"]["name"]
            assert 0 < len(name) <= 64 and name.isascii() and " " not in name
            assert isinstance(json.loads(call["function"]["arguments"]), dict)
    assert not open_calls, "a call has no result"


def calling(name: str, arguments: str, number: str = "c1", index: int = 0) -> dict[str, Any]:
    """Return the chunk that makes a call in one piece."""
    function = {"name": name, "arguments": arguments}
    return chunk({"tool_calls": [{"index": index, "id": number, "function": function}]})


def rows(scene_uid: int):
    """Return the segments of a scene; see `picture`."""
    return picture(session_for(compat.scene_by_uid(scene_uid)))


def window():
    """Return an override for operators, once the threads of the last request are at rest.

    Blender reads an override without Python's lock while an operator runs (5.0 crashed so).
    """
    time.sleep(0.02)
    return bpy.context.temp_override(window=bpy.context.window_manager.windows[0])


def step(name="the user's"):
    """Make an undo step, as an operator of the user's does."""
    with window():
        bpy.ops.ed.undo_push(message=name)


def undo():
    """Press Ctrl+Z."""
    with window():
        bpy.ops.ed.undo()


def redo():
    """Press Ctrl+Shift+Z."""
    with window():
        bpy.ops.ed.redo()

"""Phases of a turn x what may happen in them: 49 cells, each of which ends at rest."""

import json
import socket
import threading
import time

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.chat.wire import client
from bl_ext.user_default.sequence_maker.toolkit.commit import commit
from bl_ext.user_default.sequence_maker.toolkit.jobs import Progress
from bl_ext.user_default.sequence_maker.toolkit.registry import tool
from bl_ext.user_default.sequence_maker.tools import TOOLS
from conftest import EXTENSION
from playback_server import PlaybackServer, chunk, sse, usage
from timeline_help import effect
from turn_help import IDLE, RED, ask, at_rest, calling, place, pump, redo, rows, send, step, undo
from turn_help import valid as valid_messages

pytest_plugins = ["client_fixtures"]

PHASES = ("before connect", "headers", "first chunk", "text", "arguments", "tool run", "second")
EVENTS = ("cancel", "disconnect", "stall", "error object", "undo", "scene delete", "disabled")
ERROR = sse({"error": {"message": "overloaded", "code": "server_error"}}, done=False)
MINE = (5, 0.0, 1.0, "#000000")
WROTE = (1, 0.0, 1.0, "#ff0000")
SILENCE = 20.0


class Cell:
    """One turn, brought to a phase, and what then befalls it."""

    def __init__(self, server, scene, phase, event, monkeypatch):
        self.server, self.phase, self.event = server, phase, event
        self.uid, self.scene = scene.session_uid, scene
        self.gate = threading.Event()
        self.monkeypatch = monkeypatch
        self.endpoint = place(server, read_timeout=1.0 if event == "stall" else 30.0)

    def reach(self):
        """Begin the turn and carry it on to the phase."""
        if self.phase == "before connect":
            self.hold_names()
        elif self.phase == "tool run":
            self.monkeypatch.setitem(TOOLS, "slow", slow_tool(self.gate))
            self.server.will_play(sse(calling("slow", "{}"), chunk({}, "tool_calls"), usage()))
        elif self.phase == "second":
            self.server.will_call("create_segment", **RED)
        self.prepare()
        self.chat = send(self.endpoint, self.scene)
        self.record = self.chat.running.record
        pump(self.chat, self.reached)
        assert self.chat.running is not None, self.record.error

    def prepare(self):
        """Prepare the answer in which the event happens: silence, and after it the event."""
        head = {"text": sse(chunk({"content": "Half"}), done=False)}
        half = calling("create_segment", json.dumps(RED)[:20])
        head["arguments"] = sse(half, done=False)
        body = head.get(self.phase, b"")
        before = self.phase in ("before connect", "headers", "tool run", "second")
        silence = {"stall_before": SILENCE} if before else {"stall_at": len(body)}
        if self.phase in ("before connect", "tool run") and self.event != "stall":
            silence = {}
        if self.event == "disconnect":
            end = "nothing" if before else "reset"
            for _ in range(4 if before else 1):
                self.server.will_play(body, end=end, stall_seconds=SILENCE, **silence)
        else:
            self.server.will_play(body + ERROR, stall_seconds=SILENCE, **silence)

    def reached(self):
        """Tell whether the turn is in its phase."""
        asked = len(self.server.requests)
        return {
            "before connect": lambda: self.looked_up.is_set(),
            "headers": lambda: asked == 1,
            "first chunk": lambda: asked == 1 and not time.sleep(0.05),
            "text": lambda: self.record.text,
            "arguments": lambda: self.record.calls and self.record.calls[0].raw,
            "tool run": lambda: self.record.calls and self.record.calls[0].state == "running",
            "second": lambda: asked == 2,
        }[self.phase]()

    def hold_names(self):
        """Let the search for the host's address last until the gate opens."""
        real, self.looked_up = socket.getaddrinfo, threading.Event()

        def slow(*arguments, **more):
            self.looked_up.set()
            self.gate.wait(SILENCE)
            return real(*arguments, **more)

        self.monkeypatch.setattr(socket, "getaddrinfo", slow)

    def happen(self):
        """Let the event happen."""
        if self.event == "cancel":
            self.chat.cancel()
        elif self.event == "undo":
            undo()
        elif self.event == "scene delete":
            bpy.data.scenes.remove(self.scene)
        elif self.event == "disabled":
            EXTENSION.unregister()
            EXTENSION.register()
        elif self.event == "stall":
            self.gate.set()
        else:
            self.gate.set()
            self.server.go_on.set()

    @property
    def at_once(self):
        """Whether the event ends the turn, rather than the network."""
        return self.event in ("cancel", "undo", "scene delete", "disabled")


def slow_tool(gate):
    """A tool that works until a gate opens and then writes, as a long one of ours would."""

    @tool("write")
    def slow(session):
        """Write one segment, after a while."""
        while not gate.is_set():
            time.sleep(0.001)
            yield Progress("working", 0.5)
        draft = session.draft()
        draft.add(1, 0.0, 1.0, (255, 0, 0))
        return (yield from commit(session, draft))

    return slow


@pytest.fixture
def edited(scene):
    """A scene with a strip and an undo step of the user's own, besides another one."""
    bpy.context.preferences.edit.use_global_undo = True
    if len(bpy.data.scenes) == 1:
        bpy.data.scenes.new("Other")
    step("beginning")
    effect(scene, "COLOR", 5, 0, 1, "Mine")
    step()
    return scene


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("phase", PHASES)
def test_a_turn_ends_at_rest_whatever_happens_when(
    server, edited, no_waiting, monkeypatch, phase, event
):
    cell = Cell(server, edited, phase, event, monkeypatch)
    if (phase, event) == ("before connect", "stall"):
        monkeypatch.setattr(client, "CONNECT_TIMEOUT", 0.3)
    cell.reach()
    before = time.monotonic()
    cell.happen()
    pump(cell.chat)
    took = time.monotonic() - before
    assert took < IDLE + (0 if cell.at_once else 3), f"idle after {took:.2f} s"
    cell.gate.set()
    check(cell)
    go_on(cell)


def check(cell):
    """Check what is kept of the turn and of the timeline."""
    at_rest(cell.chat)
    record = cell.record
    assert record.status in ("cancelled", "failed", "incomplete")
    assert (record.status == "cancelled") == cell.at_once
    assert len(record.requests) >= 1
    if cell.phase == "text":
        assert record.text and "Half".startswith(record.text)  # an end may be that of a key
    wrote = cell.phase == "second" or (cell.phase == "tool run" and not cell.at_once)
    if cell.event == "scene delete":
        assert compat.scene_by_uid(cell.uid) is None
        assert all(not scene.sequence_editor for scene in bpy.data.scenes)
        return
    expected = [WROTE, MINE] if wrote else [MINE]
    if cell.event == "undo":
        expected.pop(0)  # the turn's own step if it wrote, else the user's
        redo()
        assert mine(cell) == ([WROTE, MINE] if wrote else [MINE])
        undo()
    assert mine(cell) == expected
    if cell.event != "undo":
        if wrote:
            undo()
            assert mine(cell) == [MINE]
        undo()
        assert mine(cell) == []
        redo()
        assert mine(cell) == [MINE]


def mine(cell):
    """Return the segments; the color of the user's own strip is Blender's default."""
    return [(*row[:3], MINE[3] if row[0] == 5 else row[3]) for row in rows(cell.uid)]


def go_on(cell):
    """Check that the conversation goes on with the next turn."""
    scene = compat.scene_by_uid(cell.uid) or bpy.data.scenes[0]
    cell.monkeypatch.undo()
    with PlaybackServer() as other:
        other.will_say("Here.")
        assert ask(place(other), scene, "and now?").status == "complete"
        valid_messages(other.requests[0]["messages"][1:])
        said = [row["content"] for row in other.requests[0]["messages"] if row["role"] == "user"]
    asked = [text for content in said for text in content.split("\n\n") if "<state>" not in text]
    assert len(asked) == (1 if cell.event == "scene delete" else 2)
    assert not chats.running()

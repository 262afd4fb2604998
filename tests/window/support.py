"""What the windowed scenarios share: the add-on's modules, a scripted server, pictures, waiting.

Everything runs inside Blender. A scenario is a generator: it yields the seconds for which
Blender may go on. After an undo or a load every reference to Blender's data is dead, so that
nothing here keeps one.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import blender_gui as gui
import bpy
import numpy as np

from playback_server import PlaybackServer, chunk, sse, usage

ADDON = "bl_ext.user_default.sequence_maker"
OUT = Path(os.environ["SEQUENCE_MAKER_WINDOW"])
PATIENCE = 30.0
"""Seconds until a condition counts as missed; the machine may be shared."""
REQUEST_THREAD = "Sequence Maker request"

Steps = Iterator[float]


class Skip(Exception):
    """This Blender cannot do what the scenario is about."""


class Watch(io.TextIOBase):
    """Passes on what Python writes as errors, and keeps it."""

    def __init__(self, target: Any) -> None:
        self.target, self.text = target, ""

    def write(self, text: str) -> int:
        """Keep and pass on."""
        self.text += text
        return int(self.target.write(text))

    def flush(self) -> None:
        """Pass on."""
        self.target.flush()


server = PlaybackServer()
errors = Watch(sys.stderr)
sys.stderr = errors
figures: dict[str, float] = {}


def addon(name: str) -> Any:
    """Return one of the add-on's modules, such as `blender.chats`."""
    return importlib.import_module(f"{ADDON}.{name}")


def prefs() -> Any:
    """Return the add-on's preferences."""
    return bpy.context.preferences.addons[ADDON].preferences


def use_server() -> None:
    """Let the chat ask the scripted server, with nothing to confirm."""
    page = prefs()
    page.active_index = 0
    page.profiles[0].base_url = server.base_url
    page.profiles[0].model = "test-model"
    page.confirm = "NEVER"


def scene() -> Any:
    """Return the scene that the Sequencer shows."""
    workspace = gui.window().workspace
    return getattr(workspace, "sequencer_scene", None) or gui.window().scene


def chat() -> Any:
    """Return the chat of that scene."""
    return addon("blender.chat.chats").chat_of(scene())


def turn() -> Any:
    """Return the newest turn."""
    return chat().conversation.turns[-1]


def prompt() -> str:
    """Return what is typed in the field."""
    return str(addon("blender.chat.window_state").state().prompt)


def outlives_broken_pipes() -> bool:
    """Tell whether a server that hangs up cannot kill Blender; 4.3 needs the add-on for that."""
    return signal.getsignal(signal.SIGPIPE) is signal.SIG_IGN


def segments() -> list[tuple[int, int, int]]:
    """Return channel, first frame and end of every color strip."""
    compat = addon("blender.host.compat")
    editor = scene().sequence_editor
    found = compat.strips(editor) if editor is not None else []
    return sorted((s.channel, *compat.frames(s)) for s in found if s.type == "COLOR")


def on_window() -> Any:
    """Return a context for operators: window, timeline area and its main region."""
    area = gui.sequencer()
    return bpy.context.temp_override(
        window=gui.window(), area=area, region=gui.region("WINDOW", area)
    )


@contextmanager
def timed_paint(overlay: Any) -> Iterator[list[float]]:
    """Give the processor time of each drawing of an overlay's module, in seconds."""
    draws, original = list[float](), overlay._paint

    def timed(context: Any) -> None:
        start = time.thread_time()
        original(context)
        draws.append(time.thread_time() - start)

    overlay._paint = timed
    try:
        yield draws
    finally:
        overlay._paint = original


def until(condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Steps:
    """Let Blender go on until a condition holds.

    Raises:
        AssertionError: If it never does.
    """
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"waited {patience:g} s in vain: {what}"
        yield 0.03


def until_idle() -> Steps:
    """Let Blender go on until no turn runs."""
    yield from until(lambda: not addon("blender.chat.chats").running(), "the turn ends")


def ends_cleanly() -> Steps:
    """Wait for the end of turn, thread and timer."""
    yield from until_idle()
    yield from until(lambda: not request_threads(), "the request's thread ends")
    timer = addon("blender.host.pump")
    gone = lambda: not bpy.app.timers.is_registered(timer._tick)  # noqa: E731
    yield from until(gone, "the timer ends")


def request_threads() -> list[str]:
    """Return the threads of requests that are alive."""
    return [thread.name for thread in threading.enumerate() if REQUEST_THREAD in thread.name]


def send(text: str) -> None:
    """Send a prompt as the operator does, without the mouse."""
    with on_window():
        assert bpy.ops.sequence_maker.send(prompt=text) == {"FINISHED"}


def will_say_slowly(text: str, pause: float = 0.05) -> None:
    """Prepare words that arrive one by one."""
    server.will_say(text, piece=160, pause=pause)


def will_call_slowly(name: str, pause: float = 0.05, say: str = "", **args: Any) -> None:
    """Prepare a function call whose arguments stream in slowly."""
    import json

    chunks = [chunk({"role": "assistant", "content": say})]
    function = {"name": name, "arguments": ""}
    call = {"index": 0, "id": f"slow_{time.monotonic_ns()}", "type": "function"}
    chunks.append(chunk({"tool_calls": [{**call, "function": function}]}))
    text = json.dumps(args)
    for start in range(0, len(text), 6):
        part = {"index": 0, "function": {"arguments": text[start : start + 6]}}
        chunks.append(chunk({"tool_calls": [part]}))
    server.will_play(sse(*chunks, chunk({}, "tool_calls"), usage()), piece=160, pause=pause)


def screen() -> np.ndarray:
    """Return the whole screen as rows of pixels, top row first."""
    path = Path(os.environ["BLENDER_GUI_RUN"]) / "fb" / "Xvfb_screen0"
    raw = np.fromfile(path, np.uint8)
    head = raw[:100].view(">u4")
    width, height, stride = int(head[4]), int(head[5]), int(head[12])
    start = int(head[0]) + int(head[19]) * 12
    rows = raw[start : start + height * stride].reshape(height, stride)
    return rows[:, : width * 4].reshape(height, width, 4)[..., 2::-1].astype(np.int16)


def picture(kind: str = "UI", area: Any = None) -> np.ndarray:
    """Return what the screen shows of a region."""
    region = gui.region(kind, area)
    top = gui.window().height - region.y - region.height
    return screen()[top : top + region.height, region.x : region.x + region.width]


def differ(one: np.ndarray, other: np.ndarray) -> bool:
    """Tell whether two pictures show something different."""
    return one.shape != other.shape or int((np.abs(one - other).max(axis=2) > 40).sum()) > 30


def drawn(image: np.ndarray) -> bool:
    """Tell whether there is something on a picture, text above all."""
    bright = image.max(axis=2)
    return float(image.std()) > 4.0 and int((bright > 150).sum()) > 100


def text_fits() -> None:
    """Check that the newest turn's lines fit the sidebar, and that none touches its right edge."""
    wrapping, readable = addon("blender.draw.wrap"), addon("blender.draw.markdown")
    area = gui.sequencer()
    with bpy.context.temp_override(window=gui.window(), area=area, region=gui.region("UI")):
        width = wrapping.content_width(bpy.context)
    for entry in turn().entries:
        if isinstance(entry, str):
            for line in wrapping.lines(readable.plain(entry).strip(), width):
                assert wrapping.measure(line) <= width + 1, f"too wide: {line!r}"
    right = int(wrapping.unit() * 1.35)
    edge = picture()[:, -right - 5 : -right]
    lit = (edge.max(axis=2) > 200).mean()
    assert lit < 0.05, f"text reaches the sidebar's edge ({lit:.0%} of it is bright)"


@contextmanager
def theme(name: str) -> Iterator[None]:
    """Use one of Blender's themes for a while."""
    folder = bpy.utils.preset_paths("interface_theme")[0]
    bpy.ops.script.execute_preset(
        filepath=f"{folder}/{name}", menu_idname="USERPREF_MT_interface_theme_presets"
    )
    try:
        yield
    finally:
        bpy.ops.preferences.reset_default_theme()


def shot(name: str) -> None:
    """Save a screenshot among the results."""
    gui.grab(str(OUT / f"{name}.png"))

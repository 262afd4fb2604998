"""The first strip of somebody who has just installed the zip: no key, no network, no preferences.

`scripts/measure/first_strip.py` starts it in a fresh user folder, and so does
`scripts/screenshots.py`, for the guide. Only mouse and keyboard act once the tab is in sight.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parent.parent / "scripts"
sys.path[:0] = [str(HERE), str(HERE.parent), str(SCRIPTS / "pages")]

import blender_gui as gui  # noqa: E402
import bpy  # noqa: E402
import numpy as np  # noqa: E402

import hands  # noqa: E402
import png  # noqa: E402
import support  # noqa: E402
from support import Steps, until  # noqa: E402

TAB = "Sequence Maker"
PROMPT = "make channel 1 red from 0 to 5 seconds"
clicks: list[tuple[int, int]] = []


def main() -> Steps:
    """Open the tab, type, press Send; leave a picture of each step and what it took."""
    assert not bpy.app.online_access, "a fresh Blender has no access to the network"
    yield from gui.open_sequencer()
    yield from _open_tab()
    began = time.monotonic()
    _keep("first_strip_1")
    yield from _click(hands.prompt_place())
    yield from gui.text(PROMPT)
    yield from gui.key("Return")  # which ends the typing; a click elsewhere would do only that
    yield from until(lambda: support.prompt() == PROMPT, "the prompt is in the field")
    gui.xdo("mousemove", *hands.send_place())
    yield 0.5
    _keep("first_strip_2")
    yield from _click(hands.send_place())
    yield from until(support.segments, "there is a strip")
    seconds = round(time.monotonic() - began, 1)
    yield from support.until_idle()
    yield from hands.over_timeline()
    yield 0.8
    _keep("first_strip_3")
    _check()
    told = {"seconds": seconds, "clicks": len(clicks), "windows": len(_windows())}
    print(f"first strip: {json.dumps(told)}", flush=True)


def _check() -> None:
    """See that it is what was asked for, and that nothing else was needed."""
    rate = round(support.scene().render.fps / support.scene().render.fps_base)
    first = support.scene().frame_start
    assert support.segments() == [(1, first, first + 5 * rate)], support.segments()
    strips = support.addon("blender.host.compat").strips(support.scene().sequence_editor)
    (strip,) = [strip for strip in strips if strip.type == "COLOR"]
    assert [round(part, 2) for part in strip.color] == [1, 0, 0], tuple(strip.color)
    turn = support.turn()
    assert turn.status == "complete" and turn.endpoint.endswith(" rules"), turn
    assert len(clicks) == 2, clicks
    assert len(_windows()) == 1 and not any(
        area.type == "PREFERENCES" for window in _windows() for area in window.screen.areas
    )


def _windows() -> list[bpy.types.Window]:
    return list(bpy.context.window_manager.windows)


def _open_tab() -> Steps:
    """Click down the sidebar's tabs until ours is open, as its place differs by version."""
    region = gui.region("UI")
    for down in range(20, region.height, 30):
        if region.active_panel_category == TAB:
            break
        yield from gui.click(*gui.in_region("UI", region.width - 8, down))
    assert region.active_panel_category == TAB, region.active_panel_category
    yield 0.5


def _click(place: tuple[int, int]) -> Steps:
    clicks.append(place)
    yield from gui.click(*place)


def _keep(name: str) -> None:
    """Save what the Sequencer shows, without the preview beside or above it."""
    area = gui.sequencer()
    top = gui.window().height - area.y - area.height
    pixels = support.screen()[top : top + area.height, area.x : area.x + area.width]
    (support.OUT / f"{name}.png").write_bytes(png.written(pixels.astype(np.uint8)))

"""Runs the scenarios one after the other in one Blender; `scripts/window.py` starts it."""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import blender_gui as gui  # noqa: E402
import bpy  # noqa: E402

import asking  # noqa: E402
import ending  # noqa: E402
import foreign  # noqa: E402
import ghosts  # noqa: E402
import gradients  # noqa: E402
import hands  # noqa: E402
import lamps  # noqa: E402
import listening  # noqa: E402
import looks  # noqa: E402
import measuring  # noqa: E402
import menu_music  # noqa: E402
import over  # noqa: E402
import places  # noqa: E402
import planning  # noqa: E402
import proposing  # noqa: E402
import several_chats  # noqa: E402
import support  # noqa: E402
import timelines  # noqa: E402
import undoing  # noqa: E402
import wishing  # noqa: E402
from support import Skip, Steps  # noqa: E402

SCENARIOS: tuple[Callable[[], Steps], ...] = (
    *asking.SCENARIOS,
    *undoing.SCENARIOS,
    *places.SCENARIOS,
    *listening.SCENARIOS,
    *measuring.SCENARIOS,
    *menu_music.SCENARIOS,
    *looks.SCENARIOS,
    *foreign.SCENARIOS,
    *ghosts.SCENARIOS,
    *gradients.SCENARIOS,
    *over.SCENARIOS,
    *planning.SCENARIOS,
    *proposing.SCENARIOS,
    *lamps.SCENARIOS,
    *timelines.SCENARIOS,
    *several_chats.SCENARIOS,
    *wishing.SCENARIOS,
    *ending.SCENARIOS,
)
faulthandler.enable(sys.__stderr__)  # a crash names the scenario that it came in
rows: list[dict[str, object]] = []


def main() -> Steps:
    """Prepare, run what is asked for, leave the results as JSON."""
    only = os.environ.get("SEQUENCE_MAKER_WINDOW_ONLY", "")
    with support.server:
        yield from gui.open_sequencer(tab="Sequence Maker")
        support.use_server()
        for scenario in SCENARIOS:
            if only in f"{scenario.__module__}.{scenario.__name__}":
                yield from _run(scenario)
                _keep()
    support.figures["seconds"] = round(sum(float(str(row["seconds"])) for row in rows), 1)
    _keep()


def _run(scenario: Callable[[], Steps]) -> Steps:
    name, start = scenario.__name__, time.monotonic()
    state, why, mark = "passed", "", len(support.errors.text)
    try:
        yield from _fresh()
        yield from scenario()
        told = support.errors.text[mark:]
        assert "Traceback" not in told, f"Python errors meanwhile:\n{told[-3000:]}"
    except Skip as reason:
        state, why = "skipped", str(reason)
    except Exception:
        state, why = "failed", traceback.format_exc()
        support.shot(f"failed-{name}")
    seconds = round(time.monotonic() - start, 1)
    title = (scenario.__doc__ or name).strip().rstrip(".")
    row = {"name": name, "title": title, "state": state, "why": why, "seconds": seconds}
    rows.append(row)
    print(f"{state}: {name} ({seconds} s) {why}", flush=True)


def _fresh() -> Steps:
    """Begin with an empty sequence, an empty chat and the sidebar in sight."""
    yield from hands.escape()
    for chat in support.addon("blender.chat.chats").running():
        chat.cancel()
    support.server._answers.clear()
    support.use_server()
    support.addon("blender.chat.window_state").state().plan_only = False
    scene = support.scene()
    if scene.sequence_editor is None:
        scene.sequence_editor_create()
    compat = support.addon("blender.host.compat")
    every = compat.strips(scene.sequence_editor)
    support.addon("blender.host.prefetching").halt(scene.sequence_editor)
    for strip in list(every):
        every.remove(strip)
    scene.frame_set(1)
    support.addon("blender.chat.window_state").sent()
    support.addon("blender.chat.queued").of(scene).prompts.clear()
    with support.on_window():
        bpy.ops.sequence_maker.new_chat()
        bpy.ops.ed.undo_push(message="A scenario begins")
    yield from hands.look_at_chat()


def _keep() -> None:
    result = {"rows": rows, "figures": support.figures}
    (support.OUT / "result.json").write_text(json.dumps(result, indent=1), encoding="utf-8")

"""A door for checks from outside: a few stable functions on a scene, and a command.

    .cache/blender-4.5/bin/python tests/door.py STEP [STEP ...]

Each step is a JSON object; for each a line of JSON is printed. Without arguments, steps are read
from standard input, a line each. The scene is a fresh one until a step opens another.

    {"do": "fresh", "fps": 25}                          {"do": "open", "path": "edit.blend"}
    {"do": "call", "name": "create_segment", "arguments": {...}, "answer": true}
    {"do": "turn", "prompt": "...", "base_url": "http://127.0.0.1:9/v1", "model": "m"}
    {"do": "turn", "prompt": "...", "offline": true}    {"do": "revert", "index": 0}
    {"do": "strips"}  {"do": "segments"}  {"do": "state"}  {"do": "save", "path": "out.blend"}

From Python: `import door; scene = door.fresh()`, then the functions of the same names. A call is
made as the chat makes it: the state is told and indices are remembered first; `answer` is what is
said to every question, all of which are in `asked`.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
PACKAGE = "bl_ext.user_default.sequence_maker"
SILENCE = 300.0
"""Seconds after which a turn in which nothing happens is cancelled."""
_entered: list[Any] = []


def start() -> None:
    """Load and enable the extension, with a user folder of its own; `fresh` does it."""
    if _entered or f"{PACKAGE}.blender.addon.registration" in sys.modules:
        return
    os.environ.setdefault("BLENDER_USER_RESOURCES", tempfile.mkdtemp(prefix="sequence_maker_door_"))
    sys.path.append(str(TESTS.parent / "scripts"))
    importlib.import_module("rooms")
    importlib.import_module("bpy")
    extension = importlib.import_module("extension")
    extension.load()
    _entered.append(extension.enabled())
    _entered[0].__enter__()


def module(name: str) -> Any:
    """Return a module of the add-on, such as `chat.context`."""
    return importlib.import_module(f"{PACKAGE}.{name}")


def fresh(fps: float = 24) -> Any:
    """Return the scene that the Sequencer edits, in a fresh Video Editing file."""
    start()
    bpy = importlib.import_module("bpy")
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    scene = _scene()
    scene.render.fps, scene.render.fps_base = round(fps), round(fps) / fps
    return scene


def open_file(path: str) -> Any:
    """Open a file and return the scene that its Sequencer edits."""
    start()
    importlib.import_module("bpy").ops.wm.open_mainfile(filepath=str(path))
    return _scene()


def session(scene: Any, **limits: Any) -> Any:
    """Return the world of a scene as functions see it; `limits` are those of a turn."""
    return module("blender.world.sessions").session_for(
        scene, module("toolkit.world").Limits(**limits)
    )


def call(
    scene: Any, name: str, arguments: dict[str, Any], answer: Any = True, **limits: Any
) -> dict[str, Any]:
    """Call a function as the chat does; its result, with the questions in `asked`."""
    world = session(scene, **limits)
    module("chat.context").state(world)
    world.take_snapshot()
    job = module("tools").TOOLS[name].start(world, arguments)
    asked = []
    while not job.step():
        if job.waiting:
            asked.append(job.waiting.text)
            job.answer(answer)
    return {**job.result, "asked": asked}


def turn(
    scene: Any,
    prompt: str,
    base_url: str = "",
    model: str = "test",
    key: str = "",
    offline: bool = False,
    answer: Any = True,
    **limits: Any,
) -> dict[str, Any]:
    """Run a whole turn of a scene's chat against a server, or by rules.

    Returns:
        `status`, `error`, `text`, `calls` (name, arguments, state, result), `asked`, `requests`.
    """
    chats, settings = module("blender.chat.chats"), module("blender.settings.turn_settings")
    wire = module("chat.wire.endpoint")
    name = wire.RULES if offline else model
    address = base_url or "http://127.0.0.1/v1"
    endpoint = wire.Endpoint("door", address, name, api_key=key, offline=offline)
    chat, asked = chats.chat_of(scene), []
    given = module("toolkit.world").Limits(**limits)
    running = chat.send(prompt, endpoint, settings.options(endpoint), given)
    heard, last = "", time.monotonic()
    while chat.pump():
        if running.waiting:
            asked.append(running.waiting.text)
            running.answer(answer)
        now = f"{running.status} {len(running.record.entries)} {running.queue.progress}"
        if now != heard:
            heard, last = now, time.monotonic()
        elif time.monotonic() - last > SILENCE:
            chat.cancel("The door heard nothing for too long")
        time.sleep(0.002)
    record = running.record
    return {
        "status": record.status,
        "error": record.error,
        "text": record.text,
        "calls": [
            {"name": c.name, "arguments": c.arguments, "state": c.state, "result": c.result}
            for c in record.calls
        ],
        "asked": asked,
        "requests": len(record.requests),
    }


def revert(scene: Any, index: int = -1) -> dict[str, Any]:
    """Revert a turn; whether that was done, and what Blender reported."""
    bpy = importlib.import_module("bpy")
    try:
        done = bpy.ops.sequence_maker.take_back(index=index)
    except RuntimeError as error:
        return {"done": False, "report": str(error).strip()}
    return {"done": done == {"FINISHED"}, "report": ""}


def strips(scene: Any) -> list[dict[str, Any]]:
    """Return every strip of any kind, by channel and time, frames as Blender counts them."""
    compat = module("blender.host.compat")
    rows = []
    for strip in compat.strips(scene.sequence_editor):
        first, end = compat.frames(strip)
        color = [round(part, 4) for part in strip.color] if strip.type == "COLOR" else None
        rows.append(
            {
                "name": strip.name,
                "type": strip.type,
                "channel": strip.channel,
                "first": first,
                "end": end,
                "mute": bool(strip.mute),
                "select": bool(strip.select),
                "blend": getattr(strip, "blend_type", None),
                "alpha": round(getattr(strip, "blend_alpha", 1.0), 4),
                "volume": getattr(strip, "volume", None),
                "modifiers": [modifier.type for modifier in strip.modifiers],
                "color": color,
            }
        )
    return sorted(rows, key=lambda row: (row["channel"], row["first"]))


def segments(scene: Any) -> list[dict[str, Any]]:
    """Return the segments in the words of the functions."""
    return [segment.described() for segment in session(scene).timelines.segments()]


def state(scene: Any) -> str:
    """Return the text of the scene that goes to a model."""
    return str(module("chat.context").state(session(scene)))


def save(path: str) -> str:
    """Save the file and return its path."""
    importlib.import_module("bpy").ops.wm.save_as_mainfile(filepath=str(path))
    return str(path)


def _scene() -> Any:
    bpy = importlib.import_module("bpy")
    space = bpy.context.workspace
    if getattr(space, "sequencer_scene", 0) is None:
        space.sequencer_scene = bpy.context.scene
    found = getattr(space, "sequencer_scene", None) or bpy.context.scene
    if found.sequence_editor is None:
        found.sequence_editor_create()
    return found


def step(scene: Any, given: dict[str, Any]) -> tuple[Any, Any]:
    """Do a step of the command; return the scene from now on, and what is to be printed."""
    rest = {name: value for name, value in given.items() if name != "do"}
    match given.get("do"):
        case "fresh":
            return fresh(**rest), {"ok": True}
        case "open":
            return open_file(**rest), {"ok": True}
        case "save":
            return scene, {"path": save(**rest)}
        case "call":
            rest.setdefault("arguments", {})
            return scene, call(scene, **rest)
        case "turn" | "revert" as name:
            found = {"turn": turn, "revert": revert}[name](scene, **rest)
            return _scene(), found
        case "strips" | "segments" | "state" as name:
            return scene, {"strips": strips, "segments": segments, "state": state}[name](scene)
    return scene, {"error": f"there is no step {given.get('do')!r}"}


def main(arguments: list[str]) -> int:
    """Do the steps that are given."""
    scene = fresh()
    for text in arguments or sys.stdin:
        if text.strip():
            scene, found = step(scene, json.loads(text))
            print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # Blender's own way out crashes the 4.2 module and hangs 4.5's

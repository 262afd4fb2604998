"""Shows the main job from end to end: `python3 scripts/demo.py`.

A song, a few requests in plain English, and what comes of them: demo.blend, a page of the whole
show, lamps as a still and as a small movie with sound, and the figures, in the folder `demo`.
Without any setting plain commands are read by rules, which needs neither key nor network;
OPENAI_API_KEY and OPENAI_BASE_URL, or --base-url and --model, choose a model.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import rooms  # noqa: F401

# isort: split

import way_out
from environment import ROOT

OPENAI_URL = "https://api.openai.com/v1"
RESULTS = ("demo.blend", "sheet.svg", "preview.png", "preview.mp4", "metrics.json")
TOLD = {
    "demo.blend": "the file itself: open it in Blender's Video Editing workspace",
    "sheet.svg": "the whole show on one page: look here first, in any browser",
    "preview.png": "the lamps, one per channel, when the most of them are lit",
    "preview.mp4": "the lamps over time, with the song: listen how they land on its beats",
    "metrics.json": "what each request cost: time, tokens, calls",
}
PROMPTS = (
    "on channel 1, create red from 0 to 2, green from 2 to 4 and blue from 4 to 6",
    "make channel 2 orange from 1 to 5 seconds",
    "change the second segment on channel 1 to end at 5 seconds",
    "change segment 1 on channel 2 to pink",
    "color channel 3 green from 0:15 to 0:30",
    "fill channel 2 with white from 30 seconds to one minute",
    "flash channel 4 red on every beat from 10 to 20 seconds",
    "go to the beginning",
    "play the music",
)


class DemoError(Exception):
    """The demonstration cannot go on; the text says why."""


def main(arguments: list[str]) -> int:
    """Run the demonstration and tell where its results are."""
    options, passed_on = _options(arguments)
    folder: Path = options.out.resolve()
    import extension

    try:
        folder.mkdir(parents=True, exist_ok=True)
        sound = _sound(options.sound, folder)
        with extension.enabled():
            code = _chat(options.prompt or list(PROMPTS), sound, folder, _where(passed_on))
            if code == 2:
                return code
            _finish(folder)
        return code
    except (OSError, DemoError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1


def _options(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").splitlines()[0],
        epilog="Other options (--base-url, --model, --max-requests, --yes) go to scripts/chat.py.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--sound", type=Path, metavar="FILE", help="a song of yours; else the project's own")
    add("--prompt", action="append", help="ask this instead; may be given several times")
    add("--out", type=Path, default=ROOT / "demo", metavar="DIR", help="where the results go")
    return parser.parse_known_args(arguments)


def _sound(chosen: Path | None, folder: Path) -> Path | None:
    """The song: the one that was named, or the project's own; none where Blender has no audio."""
    import bpy

    if chosen is not None:
        if not chosen.is_file():
            raise DemoError(f"--sound {chosen}: there is no such file")
        return chosen.resolve()
    if not bpy.app.build_options.audaspace:
        print("This build of Blender has no audio: the demonstration goes on without a song.")
        return None
    import song

    print("Composing a song ...", flush=True)
    song.compose(folder / "song.wav")
    return folder / "song.wav"


def _where(passed_on: list[str]) -> list[str]:
    """The options that choose the model; here, setting a variable is the consent to use it."""
    if any(option.split("=")[0] in ("--base-url", "--offline") for option in passed_on):
        return passed_on
    base_url = os.environ.get("OPENAI_BASE_URL")
    if base_url or os.environ.get("OPENAI_API_KEY"):
        return [*passed_on, "--base-url", base_url or OPENAI_URL]
    return [*passed_on, "--offline"]


def _chat(prompts: list[str], sound: Path | None, folder: Path, where: list[str]) -> int:
    """Ask everything in one conversation, readable and streamed; save the file."""
    from bl_ext.user_default.sequence_maker.blender.command import cli

    for name in RESULTS:
        (folder / name).unlink(missing_ok=True)
    (folder / "prompts.txt").write_text("\n".join(prompts) + "\n", encoding="utf-8")
    arguments = ["--prompts", str(folder / "prompts.txt"), "--continue"]
    arguments += ["--save", str(folder / "demo.blend"), *where]
    arguments += ["--sound", str(sound)] if sound else []
    return int(cli.main(arguments))


def _finish(folder: Path) -> None:
    """Write sheet, still, movie and figures of the open file; print a summary."""
    from bl_ext.user_default.sequence_maker.blender.chat import chats
    from bl_ext.user_default.sequence_maker.blender.command import files
    from bl_ext.user_default.sequence_maker.blender.host.scene import scene_to_edit

    scene = scene_to_edit()
    conversation = chats.chat_of(scene).conversation
    turns = [_turn(turn) for turn in conversation.turns]
    (folder / "metrics.json").write_text(json.dumps({"turns": turns}, indent=2) + "\n")
    channels = files.timeline(scene)
    begun = time.monotonic()
    problem = _render(scene, folder) if channels else "there is no segment to show"
    _summary(folder, turns, channels, time.monotonic() - begun)
    if problem:
        raise DemoError(problem)


def _turn(turn: Any) -> dict[str, Any]:
    """The figures of one turn and of its requests."""
    calls = [{"name": call.name, "ok": bool((call.result or {}).get("ok"))} for call in turn.calls]
    return {
        "prompt": turn.prompt,
        "status": turn.status,
        "calls": calls,
        "metrics": turn.metrics.as_dict(),
        "requests": [request.as_dict() for request in turn.requests],
    }


def _render(scene: Any, folder: Path) -> str:
    """Make the still and the movie; return what went wrong, if anything did."""
    import extension
    from bl_ext.user_default.sequence_maker.blender.command import files

    print("Drawing the sheet, rendering the lamps and a small movie of them ...", flush=True)
    try:
        files.save_sheet(scene, folder / "sheet.svg")
        with extension.quiet():
            files.render(scene, folder / "preview.png", fresh=True)
            files.render(scene, folder / "preview.mp4", fresh=True)
    except files.FileError as error:
        return str(error)
    return ""


def _summary(
    folder: Path, turns: list[dict[str, Any]], channels: dict[str, Any], seconds: float
) -> None:
    names = sorted({call["name"] for turn in turns for call in turn["calls"] if call["ok"]})
    complete = sum(turn["status"] == "complete" for turn in turns)
    segments = sum(map(len, channels.values()))
    answers = sum(turn["metrics"]["response_time"] or 0 for turn in turns)
    print(
        f"\n{complete} of {len(turns)} requests complete in {answers:.1f} s; {segments} segments "
        f"on {len(channels)} channels; rendered in {seconds:.1f} s"
    )
    print(f"Functions that ran: {', '.join(names) or 'none'}")
    for name in RESULTS:
        if (folder / name).exists():
            print(f"  {folder / name}: {TOLD[name]}")


if __name__ == "__main__":
    way_out.run(main, sys.argv[1:], inside=True)

"""The small model: installed by the file browser, asked, its plan applied; removed, it is gone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import blender_gui as gui
import bpy

from hands import over_sidebar
from support import (
    Skip,
    Steps,
    addon,
    chat,
    figures,
    on_window,
    picture,
    prefs,
    segments,
    send,
    shot,
    text_fits,
    turn,
    until,
    until_idle,
)

PROMPT = "Please enter one record: channel 9, time in 2.5, time out 4.5, color hot pink"
NAME = "bl_ext.user_default.sequence_maker_offline"


def small_model_is_installed_through_the_file_browser() -> Steps:
    """Install the Small Model: choose its zip in the file browser: it is ready."""
    zip_file = _zip()
    yield from _by_rules()
    small = addon("blender.settings.small_model")
    assert small.state() == "absent", small.state()
    send(PROMPT)
    yield from until_idle()
    assert turn().error["code"] == "not_understood", turn().error
    with on_window():
        bpy.ops.sequence_maker.new_chat()
    yield 0.5
    shot("small-model-offered")
    with on_window():
        bpy.ops.sequence_maker.install_small_model("INVOKE_DEFAULT")
    yield from until(_browser, "the file browser opens")
    yield 0.8
    window, area = _browser()
    name = addon("blender.settings.small_model_install").file_name()
    told = area.spaces.active.params.filename
    assert told == name == zip_file.name, (told, name)
    area.spaces.active.params.directory = str(zip_file.parent).encode()
    area.spaces.active.params.filename = zip_file.name
    yield 0.5
    shot("small-model-browser")
    region = next(region for region in area.regions if region.type == "WINDOW")
    with bpy.context.temp_override(window=window, area=area, region=region):
        bpy.ops.file.execute()
    yield from until(lambda: small.state() == "ready", "it is installed", 120.0)
    assert _child() is None, "installing starts no process"
    yield 0.5
    shot("small-model-ready")


def declined_prompt_becomes_a_proposal_that_apply_does() -> Steps:
    """Send what rules decline: the small model's plan waits; Apply, clicked, carries it out."""
    yield from _proposed()
    shot("small-model-plan")
    with on_window():
        bpy.ops.sequence_maker.answer(option="Apply")
    yield from until(lambda: not (chat().running and chat().running.waiting), "Apply", 5.0)
    yield from until_idle()
    assert [row[0] for row in segments()] == [9], segments()
    assert addon("blender.wording.labels").reader_of(turn().endpoint) == "Small model"
    figures["small_model_seconds"] = round(turn().metrics.response_time, 2)
    figures["small_model_megabytes"] = round(_memory(_child().pid) / 1e6)
    yield 0.5
    text_fits()
    shot("small-model-applied")


def proposal_that_is_discarded_leaves_all_as_it_is() -> Steps:
    """Discard the small model's plan: nothing is written."""
    yield from _proposed()
    with on_window():
        bpy.ops.sequence_maker.answer(option="Discard")
    yield from until(lambda: not (chat().running and chat().running.waiting), "Discard", 5.0)
    yield from until_idle()
    assert segments() == [], segments()


def killed_small_model_is_started_again() -> Steps:
    """Kill the process: the next prompt is answered all the same."""
    _ready()
    if _child() is not None:
        _child().kill()
    yield from _proposed()
    assert _child().poll() is None
    with on_window():
        bpy.ops.sequence_maker.cancel()
    yield from until_idle()


def small_model_that_is_removed_leaves_no_process() -> Steps:
    """Remove the extension as the preferences do: its process ends, plain commands go on."""
    _ready()
    child = _child()
    every = bpy.context.preferences.extensions.repos
    number = next(n for n, r in enumerate(every) if r.module == "user_default")
    yield from over_sidebar()
    with on_window():
        bpy.ops.extensions.package_uninstall(repo_index=number, pkg_id="sequence_maker_offline")
    small = addon("blender.settings.small_model")
    yield from until(lambda: small.state() == "absent", "it is removed", 60.0)
    assert child is None or child.poll() == 0, child.poll()
    left = [path for path in Path("/proc").glob("[0-9]*/cmdline") if _is_server(path)]
    assert not left, left
    yield from _by_rules()
    send("make channel 2 red from 1 to 4 seconds")
    yield from until_idle()
    assert turn().status == "complete", turn().error


def _zip() -> Path:
    """Return the small model's zip, which the script that starts Blender has built."""
    path = Path(os.environ.get("SEQUENCE_MAKER_SMALL_ZIP", "") or "/no such file")
    if not path.is_file():
        raise Skip("the small model's zip could not be built")
    return path


def _ready() -> None:
    if addon("blender.settings.small_model").state() != "ready":
        raise Skip("the small model is not installed")


def _by_rules() -> Steps:
    """Choose plain commands, which decline the prompt, however much they learn."""
    readers, reader = addon("blender.chat.readers"), addon("plain.reader")
    declined = addon("plain.reading").Reading("declined", text=reader.CAN)

    def read(text: str, *rest: Any, **more: Any) -> Any:
        return declined if text == PROMPT else reader.read(text, *rest, **more)

    readers.read = read
    names = [profile.name for profile in prefs().profiles]
    prefs().active_index = names.index("Plain Commands")
    gui.sequencer().tag_redraw()
    yield 0.3


def _proposed() -> Steps:
    """Send what rules decline and wait for the plan."""
    _ready()
    yield from _by_rules()
    before = picture()
    send(PROMPT)
    waits = lambda: chat().running is not None and chat().running.waiting  # noqa: E731
    yield from until(lambda: waits() or chat().running is None, "the plan waits", 60.0)
    assert waits(), turn().error
    assert chat().running.waiting.proposal and segments() == []
    yield 0.5
    assert before.size


def _browser() -> Any:
    """Return window and area of the file browser that was opened, or None."""
    for window in bpy.context.window_manager.windows[1:]:
        for area in window.screen.areas:
            if area.type == "FILE_BROWSER":
                return window, area
    return None


def _child() -> Any:
    """Return the small model's process, or None."""
    servers = sys.modules[NAME]._servers if NAME in sys.modules else []
    return servers[0]._child if servers else None


def _memory(process: int) -> int:
    """Return the bytes of memory that a process has in use."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    (row,) = [line for line in lines if line.startswith("VmRSS:")]
    return int(row.split()[1]) * 1024


def _is_server(path: Path) -> bool:
    try:
        return b"sequence_maker_offline/server.py" in path.read_bytes()
    except OSError:
        return False


SCENARIOS = (
    small_model_is_installed_through_the_file_browser,
    declined_prompt_becomes_a_proposal_that_apply_does,
    proposal_that_is_discarded_leaves_all_as_it_is,
    killed_small_model_is_started_again,
    small_model_that_is_removed_leaves_no_process,
)

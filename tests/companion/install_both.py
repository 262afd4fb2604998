"""Installs both zips as a user would, applies a proposal, updates and removes the small model.

`python install_both.py ADDON.zip SMALL.zip` in a bpy environment, with BLENDER_USER_RESOURCES an
empty folder. What it saw is printed as one JSON object on the last line.
"""

import importlib
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import bpy  # noqa: E402

from told_and_left import tell  # noqa: E402

NAME = "bl_ext.user_default.sequence_maker"
SMALL = f"{NAME}_offline"
PROMPT = "Please enter one record: channel 9, time in 2.5, time out 4.5, color red"


def main(addon: str, small: str) -> dict[str, Any]:
    """Walk through the life of both."""
    seen: dict[str, Any] = {}
    importlib.import_module("addon_utils").enable("bl_pkg")
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    install(addon)
    decline()
    seen["before"] = turn(False)
    seen["state"] = state()
    seen["installed"] = [list(bpy.ops.sequence_maker.install_small_model(filepath=small)), state()]
    seen["idle"] = len(children())
    seen["discarded"] = turn(False)
    seen["applied"] = turn(True)
    first = child()
    bpy.ops.sequence_maker.install_small_model(filepath=small)
    seen["updated"] = [first.poll(), state(), len(children())]
    seen["again"] = turn(True)
    child().kill()
    seen["killed"] = turn(True)
    second = child()
    bpy.ops.preferences.addon_disable(module=SMALL)
    seen["disabled"] = [second.poll(), state(), turn(True)]
    bpy.ops.sequence_maker.enable_small_model()
    seen["enabled"] = [state(), turn(True)]
    third = child()
    bpy.ops.preferences.addon_disable(module=NAME)
    seen["without_addon"] = [third.poll(), len(children())]
    bpy.ops.preferences.addon_enable(module=NAME)
    decline()
    seen["half"] = half_installed()
    bpy.ops.sequence_maker.install_small_model(filepath=small)
    seen["mended"] = [state(), turn(True)]
    fourth = child()
    repository = list(bpy.context.preferences.extensions.repos).index(
        bpy.context.preferences.extensions.repos["User Default"]
    )
    bpy.ops.extensions.package_uninstall(repo_index=repository, pkg_id="sequence_maker_offline")
    seen["removed"] = [fourth.poll(), state(), turn(True)]
    return seen


def decline() -> None:
    """Let the rules decline the prompt, however much they learn."""
    reader, reading = module("plain.reader"), module("plain.reading")
    declined = reading.Reading("declined", text=reader.CAN)
    module("blender.chat.readers").read = lambda *_, **__: declined


def install(package: str) -> None:
    """Install a zip as the preferences do."""
    bpy.ops.extensions.package_install_files(
        filepath=package, repo="user_default", enable_on_install=True
    )


def state() -> str:
    """How it stands with the small model."""
    return str(module("blender.settings.small_model").state())


def module(name: str) -> Any:
    """One of the add-on's modules."""
    return importlib.import_module(f"{NAME}.{name}")


def child() -> Any:
    """The process of the small model that is installed."""
    (server,) = sys.modules[SMALL]._servers
    return server._child


def children() -> list[Any]:
    """The processes that the small model has."""
    servers = sys.modules[SMALL]._servers if SMALL in sys.modules else []
    return [server._child for server in servers if server._child is not None]


def turn(agree: bool) -> list[Any]:
    """Carry the prompt through: status, fault, what was asked, who understood, strips."""
    chats, settings = module("blender.chat.chats"), module("blender.settings.turn_settings")
    wire = module("chat.wire.endpoint")
    endpoint = wire.Endpoint("Plain Commands", "", wire.RULES, offline=True)
    workspace = bpy.context.workspace
    scene = getattr(workspace, "sequencer_scene", None) or bpy.context.scene
    if scene.sequence_editor is None:
        scene.sequence_editor_create()
    chat, told = chats.chat_of(scene), []
    options, limits = settings.options(endpoint), settings.limits()
    chat.send(PROMPT, endpoint, options, limits, told.append)
    while chat.pump():
        if chat.running is not None and chat.running.waiting:
            chat.running.answer(agree)
        time.sleep(0.002)
    record = chat.conversation.turns[-1]
    asked = [event.get("kind") for event in told if event["event"] == "confirm"]
    code = record.error["code"] if record.error else ""
    strips = [strip for strip in module("blender.host.compat").strips(scene.sequence_editor)]
    found = len([strip for strip in strips if strip.type == "COLOR"])
    for strip in strips:
        module("blender.host.compat").strips(scene.sequence_editor).remove(strip)
    return [record.status, code, asked, record.endpoint.split(" ")[-1], found]


def half_installed() -> list[Any]:
    """Keep a part of the model's file, as a copy that was broken off leaves it."""
    bpy.ops.preferences.addon_disable(module=SMALL)
    folder = Path(bpy.utils.user_resource("EXTENSIONS")) / "user_default" / "sequence_maker_offline"
    with (folder / "model.gguf").open("r+b") as file:
        file.truncate(20_000_000)
    bpy.ops.preferences.addon_enable(module=SMALL)
    told = turn(True)
    return [told, state(), module("blender.settings.small_model").trouble()]


if __name__ == "__main__":
    tell(main, *sys.argv[1:])

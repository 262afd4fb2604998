"""What Blender is told when the add-on is enabled, and told again when it is disabled."""

from __future__ import annotations

import logging
import signal
from typing import Any

import bpy
from bpy.props import PointerProperty

from .. import __package__ as ADDON_ID
from . import (
    chats,
    cli,
    connection,
    connection_operators,
    diagnostics,
    exports,
    grid_operators,
    hearing,
    ids,
    marker_operators,
    menus,
    music_operators,
    music_panel,
    onboarding,
    operators,
    overlay,
    panel,
    pictures,
    player,
    preferences,
    prompt_operators,
    properties,
    protection,
    safety_operators,
    song_job,
    songs,
    timer,
    tool_operators,
    translations,
    turn_operators,
    undo,
    window_state,
)

CLASSES = (
    *properties.CLASSES,
    *window_state.CLASSES,
    *preferences.CLASSES,
    *operators.CLASSES,
    *tool_operators.CLASSES,
    *prompt_operators.CLASSES,
    *turn_operators.CLASSES,
    *onboarding.CLASSES,
    *music_operators.CLASSES,
    *grid_operators.CLASSES,
    *marker_operators.CLASSES,
    *panel.CLASSES,
    *music_panel.CLASSES,
    *protection.CLASSES,
    *safety_operators.CLASSES,
    *connection_operators.CLASSES,
    *diagnostics.CLASSES,
    *exports.CLASSES,
    *menus.CLASSES,
)

_log_handler = logging.StreamHandler()
_log_handler.setFormatter(logging.Formatter("Sequence Maker %(levelname)s: %(message)s"))
_commands: list[Any] = []


def register() -> None:
    """Register classes, properties, handlers, menus and the command."""
    for cls in CLASSES:
        bpy.utils.register_class(cls)
    bpy.types.Scene.sequence_maker = PointerProperty(type=properties.SequenceMakerScene)
    bpy.types.WindowManager.sequence_maker = PointerProperty(type=window_state.SequenceMakerWindow)
    pictures.register()
    _outlive_broken_pipes()
    logging.getLogger(ADDON_ID).addHandler(_log_handler)
    preferences.ensure_profiles()
    undo.register()
    translations.register()
    menus.register()
    overlay.register()
    _commands.append(bpy.utils.register_cli_command("sequence_maker", cli.main))


def unregister() -> None:
    """End every turn, then take back `register` in reverse."""
    timer.stop()  # a timer left behind hangs the 4.5 module at exit
    overlay.unregister()
    song_job.forget_session()
    connection.stop()
    chats.end_all("Cancelled: the add-on was disabled")
    chats.stop_offline_server()
    bpy.utils.unregister_cli_command(_commands.pop())
    menus.unregister()
    translations.unregister()
    undo.unregister()
    logging.getLogger(ADDON_ID).removeHandler(_log_handler)
    ids.forget_session()
    player.forget_session()
    hearing.forget_session()
    music_operators.forget_session()
    songs.forget_session()
    pictures.unregister()
    del bpy.types.WindowManager.sequence_maker
    del bpy.types.Scene.sequence_maker
    for cls in reversed(CLASSES):
        bpy.utils.unregister_class(cls)


def _outlive_broken_pipes() -> None:
    """Ignore SIGPIPE as Python does: before 5.0 Blender would die when a server hangs up."""
    broken = getattr(signal, "SIGPIPE", None)  # Windows has none
    if broken is not None and signal.getsignal(broken) is signal.SIG_DFL:
        signal.signal(broken, signal.SIG_IGN)

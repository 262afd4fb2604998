"""What Blender is told when the add-on is enabled, and told again when it is disabled."""

from __future__ import annotations

import logging
import signal
from typing import Any

import bpy
from bpy.props import PointerProperty

from ... import __package__ as ADDON_ID
from ..chat import (
    chats,
    diagnostics,
    export_operators,
    onboarding,
    panel,
    prompt_operators,
    send_operators,
    turn_operators,
    window_state,
)
from ..command import cli
from ..draw import icons
from ..host import memory
from ..settings import connection, connection_operators, preferences
from ..song import (
    beat_operators,
    listening,
    marker_operators,
    overlay,
    shown,
    song_panel,
    songs,
    tempo_operators,
)
from ..sound import player
from ..timeline import segment_ids
from ..tools import flashing_operator, operators, protection
from ..wording import translations
from . import menus, properties, undo

CLASSES = (
    *properties.CLASSES,
    *window_state.CLASSES,
    *preferences.CLASSES,
    *send_operators.CLASSES,
    *operators.CLASSES,
    *prompt_operators.CLASSES,
    *turn_operators.CLASSES,
    *onboarding.CLASSES,
    *tempo_operators.CLASSES,
    *beat_operators.CLASSES,
    *marker_operators.CLASSES,
    *panel.CLASSES,
    *song_panel.CLASSES,
    *protection.CLASSES,
    *flashing_operator.CLASSES,
    *connection_operators.CLASSES,
    *diagnostics.CLASSES,
    *export_operators.CLASSES,
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
    icons.register()
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
    overlay.unregister()
    listening.forget_session()
    connection.stop()
    chats.end_all("Cancelled: the add-on was disabled")
    chats.stop_offline_server()
    bpy.utils.unregister_cli_command(_commands.pop())
    menus.unregister()
    translations.unregister()
    undo.unregister()
    logging.getLogger(ADDON_ID).removeHandler(_log_handler)
    segment_ids.forget_session()
    player.forget_session()
    songs.forget_session()
    tempo_operators.forget_session()
    shown.forget_session()
    icons.unregister()
    memory.forget_all()
    del bpy.types.WindowManager.sequence_maker
    del bpy.types.Scene.sequence_maker
    for cls in reversed(CLASSES):
        bpy.utils.unregister_class(cls)


def _outlive_broken_pipes() -> None:
    """Ignore SIGPIPE as Python does: before 5.0 Blender would die when a server hangs up."""
    broken = getattr(signal, "SIGPIPE", None)  # Windows has none
    if broken is not None and signal.getsignal(broken) is signal.SIG_DFL:
        signal.signal(broken, signal.SIG_IGN)

"""What Blender is told when the add-on is enabled, and told again when it is disabled."""

from __future__ import annotations

import logging
import signal
import sys
from typing import Any

import bpy
from bpy.props import PointerProperty

from ... import __package__ as ADDON_ID
from ..again import (
    elsewhere_operator,
    over_operators,
    recipe_operators,
    revert_operators,
    turn_menu,
    turn_operators,
)
from ..chat import misses, next_request, send_operators, window_state
from ..dialogs import (
    chat_files,
    chat_list,
    chat_operators,
    diagnostics,
    export_operators,
    memory_rows,
)
from ..draw import icons
from ..ghosts import ghost_overlay
from ..gradients import gradient_overlay
from ..host import memory
from ..host.memory import PerAddon, Why
from ..jobs import job_entry
from ..model import model_menu, model_operators
from ..music_panel import (
    beat_operators,
    caption_operators,
    marker_operators,
    metronome,
    section_operators,
    song_choice,
    song_panel,
    tempo_operators,
    word_operators,
)
from ..panel import (
    answer_operators,
    chat_menus,
    foreign,
    header_line,
    onboarding,
    panel,
    prompt_operators,
    recall_operators,
    wishes_panel,
)
from ..settings import connection_operators, local_models, preferences, small_model_install
from ..show import lamp_guard, show_operators
from ..song import overlay
from ..tools import (
    flashing_operator,
    operators,
    protection,
    quick_patterns,
    timeline_operators,
)
from ..wishes import wish_dialogs, wish_operators
from ..wording import translations
from . import menus, overlay_popover, properties, undo

CLASSES = (
    *properties.CLASSES,
    *window_state.CLASSES,
    *preferences.CLASSES,
    *send_operators.CLASSES,
    *operators.CLASSES,
    *quick_patterns.CLASSES,
    *prompt_operators.CLASSES,
    *answer_operators.CLASSES,
    *recall_operators.CLASSES,
    *model_menu.CLASSES,
    *model_operators.CLASSES,
    *chat_menus.CLASSES,
    *header_line.CLASSES,
    *turn_operators.CLASSES,
    *revert_operators.CLASSES,
    *over_operators.CLASSES,
    *elsewhere_operator.CLASSES,
    *recipe_operators.CLASSES,
    *turn_menu.CLASSES,
    *onboarding.CLASSES,
    *next_request.CLASSES,
    *memory_rows.CLASSES,
    *wish_operators.CLASSES,
    *wish_dialogs.CLASSES,
    *foreign.CLASSES,
    *chat_list.CLASSES,
    *chat_operators.CLASSES,
    *chat_files.CLASSES,
    *tempo_operators.CLASSES,
    *beat_operators.CLASSES,
    *marker_operators.CLASSES,
    *metronome.CLASSES,
    *section_operators.CLASSES,
    *song_choice.CLASSES,
    *word_operators.CLASSES,
    *caption_operators.CLASSES,
    *panel.CLASSES,
    *song_panel.CLASSES,
    *wishes_panel.CLASSES,
    *protection.CLASSES,
    *flashing_operator.CLASSES,
    *timeline_operators.CLASSES,
    *connection_operators.CLASSES,
    *local_models.CLASSES,
    *small_model_install.CLASSES,
    *diagnostics.CLASSES,
    *export_operators.CLASSES,
    *misses.CLASSES,
    *show_operators.CLASSES,
    *lamp_guard.CLASSES,
    *menus.CLASSES,
    *overlay_popover.CLASSES,
)


def register() -> None:
    """Register classes, properties, handlers, menus and the command."""
    for cls in CLASSES:
        bpy.utils.register_class(cls)
    bpy.types.Scene.sequence_maker = PointerProperty(type=properties.SequenceMakerScene)
    bpy.types.WindowManager.sequence_maker = PointerProperty(type=window_state.SequenceMakerWindow)
    icons.register()
    _broken_pipes.get()
    _log_handler.get()
    preferences.ensure_profiles()
    undo.register()
    translations.register()
    menus.register()
    header_line.register()
    gradient_overlay.register()
    overlay.register()
    ghost_overlay.register()
    _command.get()


def unregister() -> None:
    """Forget everything, which ends every turn and the timer; then undo `register` in reverse."""
    memory.forget_all()
    header_line.unregister()
    menus.unregister()
    translations.unregister()
    undo.unregister()
    del bpy.types.WindowManager.sequence_maker
    del bpy.types.Scene.sequence_maker
    for cls in reversed(CLASSES):
        bpy.utils.unregister_class(cls)


def _ignore_broken_pipes() -> bool:
    """Ignore SIGPIPE as Python does: before 5.0 Blender would die when a server hangs up.

    Returns:
        Whether this changed anything. A handler of somebody else stays: one of Python's does not
        let Blender die, and one that is not (for which Python says None) could not be put back.
    """
    if sys.platform != "win32" and signal.getsignal(signal.SIGPIPE) is signal.SIG_DFL:
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        return True
    return False  # Windows has none


def _restore_broken_pipes(changed: bool, _why: Why) -> None:
    """Put back what was there, unless somebody has set something else since."""
    if sys.platform != "win32" and changed:
        if signal.getsignal(signal.SIGPIPE) is signal.SIG_IGN:
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _add_log_handler() -> logging.Handler:
    """Let the add-on's loggers write to the system console."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("Sequence Maker %(levelname)s: %(message)s"))
    logging.getLogger(ADDON_ID).addHandler(handler)
    return handler


_broken_pipes = PerAddon(_ignore_broken_pipes, end=_restore_broken_pipes)
_log_handler = PerAddon(
    _add_log_handler, end=lambda handler, _: logging.getLogger(ADDON_ID).removeHandler(handler)
)
_command = PerAddon[Any](
    lambda: bpy.utils.register_cli_command("sequence_maker", job_entry.main),
    end=lambda command, _: bpy.utils.unregister_cli_command(command),
)

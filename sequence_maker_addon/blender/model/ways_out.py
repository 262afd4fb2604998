"""The button for each error code, in one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...chat.conversation import Turn
from ..draw import wrap
from ..settings import turn_settings

MOST = 3
"""Buttons under a turn."""
MENU = "wm.call_menu"


@dataclass(frozen=True)
class Way:
    """A button that leads out.

    Attributes:
        operator: What it calls.
        text: What stands on it.
        icon: Its sign.
        values: The operator's properties.
        has_turn: Whether the operator takes the number of the turn.
        needs_model: Whether it leads nowhere where rules answer.
    """

    operator: str
    text: str
    icon: str
    values: tuple[tuple[str, str], ...] = ()
    has_turn: bool = False
    needs_model: bool = False


WORDS = {
    "key": "Enter Key…",
    "access": "Allow Online Access",
    "look": "Look for a Local Model",
    "model": "Choose Model…",
    "endpoint": "Endpoint Settings…",
    "test": "Test Connection",
    "window": "Larger Window…",
    "limits": "Change Limits…",
    "again": "Try Again",
    "on": "Continue",
    "edit": "Edit and Send Again",
    "chat": "New Chat",
    "unprotect": "Unprotect…",
    "unlock": "Unlock All",
    "sequence": "Start a Sequence",
    "sound": "Add Sound…",
    "folder": "Allow a Folder…",
    "listen": "Analyze Music",
}
_OURS = "sequence_maker."


def _way(name: str, operator: str, icon: str, **more: Any) -> Way:
    return Way(operator, WORDS[name], icon, **more)


KEY = _way("key", _OURS + "enter_key", "KEYINGSET")
ACCESS = _way("access", _OURS + "allow_online_access", "WORLD")
LOOK = _way("look", _OURS + "look_for_models", "VIEWZOOM")
MODEL = _way("model", MENU, "PRESET", values=(("name", "SEQUENCER_MT_sequence_maker_model"),))
ENDPOINT = _way(
    "endpoint", _OURS + "open_preferences", "PREFERENCES", values=(("section", "ENDPOINT"),)
)
TEST = _way("test", _OURS + "test_connection", "WORLD")
WINDOW = _way("window", _OURS + "set_window", "FULLSCREEN_ENTER")
LIMITS = _way("limits", _OURS + "open_preferences", "PREFERENCES", values=(("section", "LIMITS"),))
AGAIN = _way("again", _OURS + "retry", "FILE_REFRESH", has_turn=True)
ON = _way("on", _OURS + "go_on", "PLAY", has_turn=True, needs_model=True)
EDIT = _way("edit", _OURS + "edit_again", "GREASEPENCIL", has_turn=True)
CHAT = _way("chat", _OURS + "new_chat", "FILE_NEW")
UNPROTECT = _way(
    "unprotect", MENU, "UNLOCKED", values=(("name", "SEQUENCER_MT_sequence_maker_unprotect"),)
)
UNLOCK = _way("unlock", _OURS + "unlock_all", "UNLOCKED")
SEQUENCE = _way("sequence", _OURS + "new_sequence", "ADD")
SOUND = _way("sound", "sequencer.sound_strip_add", "SOUND")
FOLDER = _way("folder", _OURS + "allow_folder", "FILE_FOLDER")
LISTEN = _way("listen", _OURS + "song_listen", "SOUND")

MISTAKES = (
    "beat_exists cannot_cut cannot_move channel_occupied clip_in_the_way effect_broken "
    "effect_in_the_way invalid_argument invalid_batch invalid_json invalid_range "
    "invalid_time missing_argument no_strips no_window nothing_there nothing_to_repeat "
    "nothing_to_undo out_of_range overlap repeated_call timelines_changed too_many_points "
    "unknown_channel unknown_clip unknown_function unknown_section unknown_segment internal "
    "internal_error no_answer no_wish no_wishes several_wishes unknown_wish cannot_come_back "
    "cannot_make too_many_strips unreadable_file no_free_channel no_handles several_markers "
    "no_media unknown_file unknown_folder unknown_font unknown_marker"
).split()
"""Mistakes of a model, which may do better, and faults of ours."""
WAYS: dict[str, tuple[Way, ...]] = {
    **dict.fromkeys(MISTAKES, (AGAIN, EDIT)),
    "no_key": (KEY, LOOK),
    "bad_key": (KEY,),
    "key_refused": (KEY, TEST),
    "forbidden": (KEY, AGAIN),
    "no_credit": (MODEL, KEY),
    "offline": (ACCESS, LOOK),
    "not_encrypted": (ENDPOINT,),
    "bad_url": (ENDPOINT, TEST),
    "tls": (ENDPOINT, TEST),
    "unreachable": (AGAIN, LOOK, ENDPOINT),
    "no_client": (MODEL,),
    "disconnected": (AGAIN, MODEL),
    "stalled": (AGAIN, ENDPOINT),
    "loading": (AGAIN,),
    "server_error": (AGAIN, MODEL),
    "rate_limited": (AGAIN, MODEL),
    "region": (MODEL,),
    "blocked": (EDIT, MODEL),
    "provider_error": (AGAIN, MODEL),
    "bad_request": (AGAIN, MODEL),
    "unreadable": (AGAIN, ENDPOINT),
    "too_large": (AGAIN, MODEL),
    "incomplete": (ON, AGAIN),
    "interrupted": (ON, AGAIN),
    "aborted": (ON, AGAIN),
    "stopped": (ON, AGAIN),
    "odd_ending": (ON, AGAIN),
    "length": (ON, ENDPOINT),
    "not_executed": (ON, AGAIN),
    "cancelled": (ON, AGAIN, EDIT),
    "empty": (AGAIN, MODEL),
    "call_as_text": (AGAIN, MODEL),
    "tool_use_failed": (AGAIN, MODEL),
    "calls_failed": (AGAIN, MODEL),
    "no_model": (MODEL, ENDPOINT),
    "no_models": (ENDPOINT,),
    "model_unknown": (MODEL, ENDPOINT),
    "no_tools": (MODEL,),
    "too_long": (CHAT, WINDOW),
    "window_too_small": (WINDOW, MODEL),
    "prompt_too_long": (EDIT,),
    "max_requests": (ON, LIMITS),
    "max_seconds": (ON, LIMITS),
    "max_cost_usd": (ON, LIMITS),
    "max_tool_calls": (ON, LIMITS),
    **dict.fromkeys(("budget_turn", "budget_session"), (ON, LIMITS)),
    **dict.fromkeys(("budget_day", "budget_file"), (LIMITS,)),
    "small_model": (AGAIN, MODEL),
    "turn_limit": (ON, LIMITS),
    "too_many_segments": (ON, LIMITS),
    "too_many_questions": (ON, LIMITS),
    "question": (EDIT,),
    "not_understood": (EDIT, MODEL),
    "declined": (EDIT,),
    "discarded": (EDIT,),
    "protected_time": (UNPROTECT, AGAIN),
    "segment_protected": (UNLOCK, AGAIN),
    "channel_locked": (UNLOCK, AGAIN),
    "clip_locked": (UNLOCK, AGAIN),
    "linked_scene": (SEQUENCE,),
    "no_sequence": (SEQUENCE,),
    "no_sound": (SOUND,),
    "no_audio": (SOUND,),
    "unreadable_sound": (SOUND, LISTEN),
    "no_media_folder": (FOLDER,),
    "not_allowed": (FOLDER, EDIT),
    "not_heard": (LISTEN,),
    "no_beats": (LISTEN,),
}
"""The ways out of each code that anything here can end with, the best first."""
FOR_CALLS = (UNPROTECT, UNLOCK, SEQUENCE, SOUND, FOLDER, LISTEN, LIMITS)
"""Ways that are offered for a failed call, too, in a turn that went on."""
OTHERS = (AGAIN,)
"""Of a code that a file brings and nobody knows."""


def of_code(code: str) -> tuple[Way, ...]:
    """Return the ways out of a code."""
    return WAYS.get(code, OTHERS)


def of_turn(turn: Turn) -> list[Way]:
    """Return the ways out of what ended a turn, or kept its calls from being carried out."""
    found: dict[str, Way] = {}
    code = turn.error["code"] if turn.error is not None else ""
    mended = {call.name for call in turn.calls if call.state == "done"}
    for call in turn.calls:
        if call.state == "failed" and call.name not in mended:
            ways = of_code(str((call.result or {}).get("code")))
            found |= {way.text: way for way in ways if way in FOR_CALLS}
    if code and code != "question":
        found |= {way.text: way for way in of_code(code)}
    elif not code and not turn.text.strip() and not turn.calls and turn.status == "complete":
        found |= {way.text: way for way in of_code("empty")}
    elif found:
        found |= {AGAIN.text: AGAIN}
    return list(found.values())[:MOST]


def draw(layout: Any, context: Any, ways: Iterable[Way], index: int = -1) -> None:
    """Draw a button for each way, side by side where there is room.

    Args:
        layout: Where they go.
        context: Where the panel is drawn.
        ways: What is offered.
        index: The number of the turn that they lead out of.
    """
    shown = list(ways)
    if any(way.needs_model for way in shown) and turn_settings.active_endpoint().by_rules:
        shown = [way for way in shown if not way.needs_model]
    if not shown:
        return
    is_wide = wrap.content_width(context) / wrap.unit() >= 7 * len(shown)
    place = layout.row(align=True) if is_wide else layout.column(align=True)
    for way in shown:
        cell = place.row(align=True)
        if way.operator.startswith("sequencer.") or way.operator == MENU:
            cell.operator_context = "INVOKE_DEFAULT"
        button = cell.operator(way.operator, text=way.text, icon=way.icon)
        for name, value in way.values:
            setattr(button, name, value)
        if way.has_turn:
            button.index = index

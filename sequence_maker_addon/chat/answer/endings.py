"""The words with which a reply ends, and which of them are faults."""

from __future__ import annotations

import re

_GOOD = frozenset(
    "stop tool_calls tool_call tool_use function_call end_turn end_of_turn stop_sequence eos"
    " eos_token end completed complete finish finished finish_reason_stop done normal success"
    " pause_turn eot finishreason_stop stop_token finish_reason_unspecified"
    " unspecified null none".split()
)
_CUT = frozenset(
    "length max_new_tokens max_completion_tokens max_tokens max_output_tokens"
    " max_length token_limit model_length".split()
)
_FAULTS: tuple[tuple[str, str, str], ...] = (
    (r"context_window|context_length", "too_long", "The conversation is too long for this model."),
    (
        r"malformed|unexpected_tool|invalid_tool|function_call_filter|missing_thought",
        "tool_use_failed",
        "{host} could not read the call that the model wrote ({word})",
    ),
    (
        r"filter|safety|prohibited|blocklist|recitation|spii|sensitive|guardrail|refusal|moderation"
        r"|content_policy",
        "blocked",
        "The answer was stopped by the content filter of {host} ({word}).",
    ),
    (r"abort|cancel", "aborted", "{host} broke the answer off ({word})."),
    (
        r"network|error|insufficient_system|overload|unavailable|timeout|fail",
        "stopped",
        "{host} stopped within the answer ({word}).",
    ),
)
LONGEST = 60


def is_cut(reason: str | None) -> bool:
    """Tell whether a reply ended because it had as many tokens as it may."""
    return _word(reason) in _CUT


def fault_of(reason: str | None, host: str) -> tuple[str, str] | None:
    """Return code and sentence of an ending that is a fault, None of one that is an end.

    Args:
        reason: The server's word, None if it sent none.
        host: The server's name.
    """
    word = _word(reason)
    if not word or word in _GOOD or word in _CUT:
        return None
    for pattern, code, sentence in _FAULTS:
        if re.search(pattern, word):
            return code, sentence.format(host=host, word=word[:LONGEST])
    return "odd_ending", f"{host} ended the answer in a way that is not known ({word[:LONGEST]})."


def _word(reason: str | None) -> str:
    return re.sub(r"[\s:.\-]+", "_", (reason or "").strip().lower())

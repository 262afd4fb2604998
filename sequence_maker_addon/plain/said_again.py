"""What is said twice is done once: `stop. just stop`, `stop and go back to the start`."""

from __future__ import annotations

from .parts.plain_call import PlainCall

_AGAIN = ("play_audio", "pause_audio", "stop_audio", "clear_timeline")


def without_return(calls: tuple[PlainCall, ...], words: set[str]) -> tuple[PlainCall, ...]:
    """Leave out going back to the start behind a stop, which does that itself."""
    calls = _once(calls)
    names = [call.name for call in calls]
    if names == ["stop_audio", "seek_audio"] and calls[1].arguments == {"position": 0}:
        again = any(word.split()[0] in ("go", "jump") for word in words if word.split())
        return calls if again else calls[:1]
    return calls


def _once(calls: tuple[PlainCall, ...]) -> tuple[PlainCall, ...]:
    """Leave out what says the call before it again: `stop. just stop`."""
    found: list[PlainCall] = []
    for call in calls:
        before = found[-1] if found else None
        again = before is not None and before.name == call.name and call.name in _AGAIN
        brief = call.arguments == {} and call.name != "clear_timeline"
        if before is not None and again and (brief or call.arguments == before.arguments):
            continue
        found.append(call)
    return tuple(found)

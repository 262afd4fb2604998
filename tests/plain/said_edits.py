"""Calls of the functions that edit strips, said in plain words: the way back from a call."""


def _strips(given: dict) -> str:
    return " and ".join(given["strips"])


def _moved(given: dict) -> str:
    if "by" in given:
        by = given["by"]
        where = f"{abs(by)} seconds {'later' if by > 0 else 'earlier'}"
    elif "channel" in given:
        where = f"to channel {given['channel']}"
    else:
        where = f"to {given['to']} s"
    return f"shift {_strips(given)} {where}"


def _trimmed(given: dict) -> str:
    if "end_time" in given:
        return f"trim {_strips(given)} to end at {given['end_time']} s"
    side = "start" if "start_by" in given else "end"
    by = abs(given.get("start_by", given.get("end_by")))
    return f"trim the {side} of {_strips(given)} by {by} s"


def _texts(given: dict) -> str:
    row, style = given["texts"][0], given["style"].replace("_", " ")
    times = f"from {row['start_time']} s to {row['end_time']} s"
    return f'put a {style} "{row["text"]}" {times}'


def _markers(given: dict) -> str:
    if "delete" in given:
        return f'remove the marker "{given["delete"][0]}"'
    row = given["add"][0]
    return f'create a marker named "{row["name"]}" at {row["time"]} s'


def _keys(given: dict) -> str:
    first, last = given["keys"]
    return (
        f"animate {_strips(given)} {given['what']} from {first['value']:.0%} at {first['time']} s "
        f"to {last['value']:.0%} at {last['time']} s"
    )


def _set(given: dict) -> str:
    if "volume" in given:
        return f"set the volume of {_strips(given)} to {given['volume']:.0%}"
    if "mute" in given:
        return f"{'mute' if given['mute'] else 'unmute'} the strip {_strips(given)}"
    return f"please {'lock' if given['lock'] else 'unlock'} {_strips(given)}"


SAID_EDITS = {
    "set_strips": _set,
    "set_channels": lambda given: f"please lock channel {given['channels'][0]}",
    "move_strips": _moved,
    "duplicate_strips": lambda given: f"copy {_strips(given)} to {given['start_time']} s",
    "trim_strips": _trimmed,
    "split_strips": lambda given: f"slice {_strips(given)} at {given['times'][0]} s",
    "delete_strips": lambda given: (
        f"remove {_strips(given)}" + (" with ripple" if "ripple" in given else "")
    ),
    "close_gaps": lambda given: f"close all the gaps on channel {given['channels'][0]}",
    "fade_strips": lambda given: f"fade {_strips(given)} in over {given['fade_in']} s",
    "add_transition": lambda given: (
        f"add a crossfade of {given['length']} second on channel {given['channel']}"
    ),
    "animate_strips": _keys,
    "set_markers": _markers,
    "set_frame_range": lambda given: "let the frame range stop at the end",
    "add_text": _texts,
    "add_captions": lambda given: (
        "add captions of the lyrics"
        + (f" from {given['start_time']} s to {given['end_time']} s" if given else "")
    ),
    "set_text": lambda given: f'set the words of {_strips(given)} to "{given["text"]}"',
    "add_media": lambda given: (
        f'insert the file "{given["files"][0]}" at {given["start_time"]} seconds'
    ),
}
"""How a call of each function is said."""

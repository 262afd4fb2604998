"""Writes docs/tools.md from the functions themselves: `python3 scripts/docs.py`.

With `--check` nothing is written, and the exit code is 1 when the page is not what it would be.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import rooms  # noqa: F401

# isort: split

import way_out
from environment import ROOT

if TYPE_CHECKING:
    from sequence_maker_addon.toolkit.registry import Parameter, Tool

PAGE = ROOT / "docs" / "tools.md"
HEAD = """# The functions

What the model can call. In Blender each one but `ask_user` is an operator, too: press F3 and type
its name.
This page is written by `python3 scripts/docs.py` from the functions in
`sequence_maker_addon/tools/`; change those, not the page.

An argument that is not required may be left out or null. A call that cannot be carried out changes
nothing and answers `{"ok": false, "code", "message", ...}` with the field, what is allowed and a
hint.

**Kinds of values.** *channel*: a number from 1 to 128 or the channel's name. *time*: seconds from
the sequence start, or text such as `"1:30"`, `"90s"`, `"one minute thirty"`, `"the end"`.
*color*: a CSS name, `#rgb`, `#rrggbb` or `[r, g, b]` with 0 to 255. *whole*: a whole number.
*number*: any number. *length*: seconds above 0, or text such as `"200ms"`. *choice*: one of the
words below the table. *channels*, *colors*, *names*: a list, or one text with commas; `"2-5"` are
the channels 2 to 5.
"""
EFFECTS = {
    "read": "Only reads.",
    "write": "Changes strips; one undo step per chat turn.",
    "audio": "Moves or runs the playback; changes no strips.",
    "ask": "Asks the person and waits for the answer; changes nothing.",
}
EXAMPLES: dict[str, Any] = {
    "files": ["Trip/a.mp4"],
    "on": True,
    "question": "Which ball?",
    "text": "sunset is red, orange and purple",
    "wish": "sunset",
    "channel": 1,
    "to_channel": 2,
    "segment_id": 3,
    "segment_index": 2,
    "start_time": 0,
    "end_time": "1:30",
    "position": "one minute thirty",
    "color": "#ff8000",
    "channels": [1, "Channel 2"],
    "colors": ["red", "#0000ff"],
    "action": "double",
    "strip": "Movie",
    "section": "B1",
    "what": "sections",
    "segments": [
        {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"},
        {"channel": 1, "start_time": 2, "end_time": 4, "color": "red", "end_color": "blue"},
    ],
}
ADDRESSED: dict[str, dict[str, Any]] = {
    "seek_audio": {"position": "one minute thirty"},
    "modify_segment": {"channel": 1, "segment_index": 2, "color": "pink"},
    "delete_segment": {"segment_id": 3},
    "clear_timeline": {"channel": 4},
    "list_segments": {"channel": 1},
    "get_music": {"what": "downbeats", "start_time": 0, "end_time": 30},
    "create_pattern": {
        "channels": [1, 2],
        "colors": ["white"],
        "grid": "beats",
        "section": "B1",
        "shape": "flash",
        "spread": "alternate",
    },
    "snap_to_beats": {"strips": ["Image"], "edge": "start"},
    "set_sections": {"action": "rename", "sections": ["B1"], "name": "chorus"},
    "fit_to_section": {"strip": "Image", "section": "B1"},
    "set_strips": {"strips": ["Song"], "volume": 0.5},
    "move_strips": {"strips": ["Image"], "by": 2},
    "trim_strips": {"strips": ["Movie.001"], "end_by": -1, "ripple": "channel"},
    "split_strips": {"strips": ["Movie.001"], "times": [5, 7]},
    "duplicate_strips": {"strips": ["Image"], "start_time": 10},
    "delete_strips": {"ranges": [[5, 6.5]], "ripple": "all"},
    "repeat_turn": {"on": "B2", "channels": [12]},
    "set_channels": {"channels": [3], "name": "Titles", "mute": True},
    "fade_strips": {"strips": ["Movie"], "fade_in": 0.5, "fade_out": 1},
    "animate_strips": {
        "what": "opacity",
        "keys": [{"time": 1, "value": 0}, {"time": 2, "value": 1, "interpolation": "smooth"}],
        "strips": ["Movie"],
    },
    "add_transition": {"kind": "cross", "length": 1, "at": 3},
    "add_text": {
        "texts": [{"text": "Ada Lovelace", "start_time": 2, "end_time": 6}],
        "style": "lower_third",
    },
    "add_captions": {"characters": 32, "lines": 1, "place": "bottom"},
    "set_text": {"strips": ["Title"], "text": "The End", "place": "bottom"},
    "set_markers": {"add": [{"time": 2, "name": "Verse"}], "delete": ["Old"]},
    "set_frame_range": {"end": "last strip"},
}


def page(tools: dict[str, Tool]) -> str:
    """Return the whole page."""
    return HEAD + "".join(_section(tool) for tool in tools.values())


def example(tool: Tool) -> dict[str, Any]:
    """Return arguments with which a function can be called.

    Raises:
        KeyError: If a required argument has no example here yet.
    """
    if tool.name in ADDRESSED:
        return ADDRESSED[tool.name]
    return {p.name: EXAMPLES[p.name] for p in tool.parameters if p.required}


def _section(tool: Tool) -> str:
    rows = "".join(_row(parameter) for parameter in tool.parameters)
    table = f"\n| argument | kind | required | what |\n| --- | --- | --- | --- |\n{rows}"
    choices = "".join(
        f"- `{p.name}`: {', '.join(p.choices)}\n" for p in tool.parameters if p.choices
    )
    call = f"{tool.name} {json.dumps(example(tool))}"
    return (
        f"\n## {tool.name}\n\n{tool.description}\n{EFFECTS[tool.risk]}\n*Tooltip: {tool.tip}.*\n"
        f"{table if rows else ''}{choices and chr(10) + choices}\n```\n{call}\n```\n"
    )


def _row(parameter: Parameter) -> str:
    text = parameter.description.replace("|", "\\|")
    required = "yes" if parameter.required else ""
    return f"| `{parameter.name}` | {parameter.kind} | {required} | {text} |\n"


def main(arguments: list[str]) -> int:
    """Write the page, or check it."""
    if arguments not in ([], ["--check"]):
        print("usage: python3 scripts/docs.py [--check]", file=sys.stderr)
        return 2
    import extension

    extension.load()
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    text = page(TOOLS)
    if arguments:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print(f"{PAGE} is out of date: run python3 scripts/docs.py", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE}: {len(TOOLS)} functions")
    return 0


if __name__ == "__main__":
    way_out.run(main, sys.argv[1:], inside=True)

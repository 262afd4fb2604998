"""Writes the gallery of editing: `python3 scripts/pages/editing_gallery.py`, after changing it.

Each picture shows the same timeline before and after a call of the real function, in memory: a row
for a channel, time to the right. With `--check` nothing is written, and the exit code is 1 if page
or pictures are not what they should be.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from editing_cases import SUBJECTS, Case  # noqa: E402
from environment import ROOT  # noqa: E402

PAGE = ROOT / "docs" / "editing.md"
IMAGES = ROOT / "docs" / "images" / "editing"
SECONDS, CHANNELS = 15, 5
WIDTH, ROW, GAP, TOP, LEFT = 460, 20, 3, 18, 12
COLORS = {
    "movie": "#3b6ea8",
    "sound": "#3f8f78",
    "image": "#8c6bb1",
    "text": "#b08d3c",
    "cross": "#b5563f",
}
HEAD = """# Editing

Made by `scripts/pages/editing_gallery.py`: on the left the same timeline before, on the right after
one call of the function, as it really is. Movies are blue, their sound green, images violet, texts
ocher. In the chat you say it in your own words; each function is also in the menu Sequence Maker >
Strips.
"""


def _world() -> Any:
    """Return the timeline of the pictures: three movies, one with sound, a photo and a title."""
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        from timeline_help import FREE, TransportPlayer
    finally:
        sys.path.pop(0)
    from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
    from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
    from bl_ext.user_default.sequence_maker.sequence.strip import Strip
    from bl_ext.user_default.sequence_maker.toolkit.world import Session

    rows = (
        ("Waves snd", "sound", 1, 0, 4, 10),
        ("Waves", "movie", 2, 0, 4, 10),
        ("Beach", "movie", 2, 4, 6.5, 9),
        ("Drone", "movie", 2, 8, 12, 9),
        ("Photo", "image", 3, 2, 5, None),
        ("Title", "text", 4, 0.5, 3, None),
    )
    timelines = ListTimelines(24.0, float(SECONDS))
    strips = [
        Strip(name, kind, channel, start, end, start - 1, id=number, content_length=length)
        for number, (name, kind, channel, start, end, length) in enumerate(rows, 1)
    ]
    timelines.next = len(strips) + 1
    scene = ListScene(timelines, strips)
    scene.joined = [{"Waves", "Waves snd"}]
    scene.user_markers = [(6.5, "Drop")]
    return Session(timelines, TransportPlayer(float(SECONDS)), FREE, scene=scene)


def picture(case: Case) -> str:
    """Return the picture of a case: before and after.

    Raises:
        AssertionError: If the function refuses the call.
    """
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    session = _world()
    before = _timeline(session)
    result = TOOLS[case.function].call(session, **case.call)
    assert result["ok"], (case.title, result)
    session.look_again()
    height = TOP + CHANNELS * (ROW + GAP) + GAP
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH + 20} {height}" '
            'font-family="sans-serif" font-size="11">',
            f'<g transform="translate(0 0)">{before}</g>',
            f'<g transform="translate({WIDTH + 20} 0)">{_timeline(session)}</g>',
            "</svg>\n",
        )
    )


def _timeline(session: Any) -> str:
    """Return a timeline as parts of an SVG file."""
    scene = session.scene
    strips = scene.closely([strip.name for strip in scene.strips()])
    height = TOP + CHANNELS * (ROW + GAP) + GAP
    parts = [f'<rect width="{WIDTH}" height="{height}" fill="#1d1d1d"/>']
    parts += [
        f'<rect x="{LEFT}" y="{_top(n)}" width="{WIDTH - 2 * LEFT}" height="{ROW}" fill="#2b2b2b"/>'
        for n in range(1, CHANNELS + 1)
    ]
    for second in range(0, SECONDS + 1, 5):
        parts.append(_text(_x(second), 12, f"{second} s", "#8a8a8a", "middle" if second else ""))
    parts += [_strip(strip) for strip in sorted(strips.values(), key=_order)]
    for time, name in scene.markers():
        x = _x(time)
        parts.append(f'<path d="M{x} {TOP - 4}v{height}" stroke="#e0c36a" stroke-width="1"/>')
        parts.append(_text(x + 3, height - 5, name, "#e0c36a"))
    start, end = scene.state("frame_range")[:2]
    for left, right in ((0, start), (end, SECONDS)):
        if right > left:
            wide = _x(right) - _x(left)
            parts.append(
                f'<rect x="{_x(left)}" y="{TOP}" width="{wide:g}" height="{height - TOP}" '
                'fill="#000" fill-opacity="0.6"/>'
            )
    return "".join(parts)


def _order(strip: Any) -> tuple[int, float, str]:
    return strip.channel, strip.start, strip.name


def _strip(strip: Any) -> str:
    left, right, top = _x(strip.start), _x(strip.end), _top(strip.channel)
    fill = COLORS.get(strip.kind, "#777777")
    shade = ' fill-opacity="0.35"' if strip.muted else ""
    found = [
        f'<rect x="{left}" y="{top}" width="{right - left:g}" height="{ROW}" fill="{fill}"{shade} '
        'stroke="#111"/>',
        _text(left + 4, top + 14, _fitting(strip.name, right - left), "#f4f4f4"),
    ]
    return "".join(found) + "".join(_curve(strip, curve) for curve in _curves(strip))


def _curves(strip: Any) -> list[Any]:
    return list(strip.settings.get("curves") or ())


def _curve(strip: Any, curve: Any) -> str:
    """Return the keys of a strip as a line in it: 1 at its top, 0 at its bottom."""
    top = _top(strip.channel)
    points = [(time, min(value, 1)) for time, value in (key["co"] for key in curve["keys"])]
    points = [(strip.start, points[0][1]), *points, (strip.end, points[-1][1])]
    line = " ".join(f"{_x(time):g},{top + 1 + (ROW - 2) * (1 - value):g}" for time, value in points)
    return f'<polyline points="{line}" fill="none" stroke="#ffd76a" stroke-width="1.5"/>'


def _fitting(name: str, width: float) -> str:
    room = int((width - 6) / 6.3)
    return name if len(name) <= room else name[: max(0, room - 1)] + "…" if room > 2 else ""


def _text(x: float, y: float, text: str, color: str, anchor: str = "") -> str:
    more = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{color}"{more}>{escape(text)}</text>' if text else ""


def _x(time: float) -> float:
    return round(LEFT + (WIDTH - 2 * LEFT) * min(time, SECONDS) / SECONDS, 2)


def _top(channel: int) -> int:
    return TOP + GAP + (CHANNELS - channel) * (ROW + GAP)


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for subject, cases in SUBJECTS.items():
        parts.append(f"\n## {subject}\n")
        for case in cases:
            call = f"{case.function} {json.dumps(case.call)}"
            image = f"![{case.title}: before and after](images/editing/{case.name}.svg)"
            said = f"**{case.title}:** “{case.request}”. {case.text}"
            parts.append(f"\n{said}\n\n{image}\n\n```\n{call}\n```\n")
    return "".join(parts)


def files() -> dict[Path, str]:
    """Return all that the gallery is, by file."""
    cases = [case for row in SUBJECTS.values() for case in row]
    return {PAGE: page()} | {IMAGES / f"{case.name}.svg": picture(case) for case in cases}


def write() -> None:
    """Write page and pictures, and remove pictures of cases that are gone."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for old in IMAGES.glob("*.svg"):
        old.unlink()
    made = files()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    print(f"{len(made) - 1} pictures are in {IMAGES.relative_to(ROOT)}")


def problems() -> list[str]:
    """Return what on disk is not as it should be."""
    made = files()
    found = [path.name for path in IMAGES.glob("*.svg") if path not in made]
    return found + [
        path.name
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write the gallery, or check it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only tell whether it is current")
    options = parser.parse_args()
    import extension

    with extension.enabled():
        if not options.check:
            write()
            return 0
        found = problems()
    if found:
        told = ", ".join(found)
        print(f"out of date: {told}: run python3 scripts/pages/editing_gallery.py", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    way_out.run(main, inside=True)

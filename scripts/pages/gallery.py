"""Writes the gallery of patterns: `python3 scripts/pages/gallery.py`, after changing them.

Each picture shows what the real function makes of a song of four beats a bar: a row for a channel,
time to the right, thin lines on beats and thick ones on bars, the sections on top. With `--check`
nothing is written, and the exit code is 1 if page or pictures are not what they should be.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from environment import ROOT  # noqa: E402
from gallery_cases import SUBJECTS, Case  # noqa: E402

PAGE = ROOT / "docs" / "patterns.md"
IMAGES = ROOT / "docs" / "images" / "patterns"
RATE = 60.0
START, END = 3.9, 11.75
"""Seconds that are shown: two bars of a quiet section and two of a loud one."""
WIDTH, ROW, GAP, TOP = 960, 30, 6, 16
GROUND, LANE, BEAT, BAR = (29, 29, 29), (43, 43, 43), (74, 74, 74), (150, 150, 150)
BANDS = ((61, 84, 148), (158, 102, 41), (56, 115, 84))
HEAD = """# Patterns

Made by `scripts/pages/gallery.py`: each picture is what one call of [`create_pattern`](tools.md)
makes of the same song, two bars of a quiet section A1 (blue) and two of a loud one, B1 (orange).
In the chat you say it in your own words, such as "chase the rainbow over channels 1 to 4 on every
beat"; the model writes the call. Create Pattern in the search menu (F3) takes the same arguments.
"""
WORDS = (("We", 4.6, 5.0), ("light", 5.0, 5.6), ("the", 5.6, 5.8), ("night", 5.8, 7.0),
         ("on", 8.4, 8.8), ("fire", 8.8, 10.2))  # fmt: skip


def segments_of(case: Case) -> tuple[list[Any], Any]:
    """Make the call on the song of the tests; return the segments and the beat grid."""
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        from music_world import MusicWorld
    finally:
        sys.path.pop(0)
    from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    world = MusicWorld(RATE)
    world.scene.place([])
    world.music.lyrics = [TimedWord(*word) for word in WORDS]
    session = world.session()
    call = {"start_time": START, "end_time": END, **case.call}
    result = TOOLS["create_pattern"].call(session, **call)
    assert result["ok"], (case.title, result)
    song = world.music.known()
    if song is None:
        list(world.music.analyze())
        song = world.music.known()
    return session.timelines.segments(), song.grid


def picture(case: Case) -> Any:
    """Return the pixels of a case."""
    import numpy as np

    segments, grid = segments_of(case)
    channels = case.call["channels"]
    height = TOP + len(channels) * (ROW + GAP) + GAP
    pixels = np.empty((height, WIDTH, 3), np.uint8)
    pixels[:] = GROUND
    for place in range(len(channels)):
        top = TOP + GAP + place * (ROW + GAP)
        pixels[top : top + ROW] = LANE
    for number, section in enumerate(grid.sections):
        left, right = _column(section.start), _column(section.end)
        pixels[: TOP - 4, left : max(right - 2, left)] = BANDS[number % len(BANDS)]
    for beat, position in zip(grid.beats, grid.positions, strict=True):
        column = _column(beat)
        wide = 2 if position == 1 else 1
        pixels[TOP - 2 :, column : column + wide] = BAR if position == 1 else BEAT
    for segment in segments:
        top = TOP + GAP + channels.index(segment.channel) * (ROW + GAP)
        _light(pixels[top + 2 : top + ROW - 2], segment)
    return pixels


def _light(lane: Any, segment: Any) -> None:
    """Paint a segment into its lane, a fade as a gradient."""
    import numpy as np

    left, right = _column(segment.start), max(_column(segment.end), _column(segment.start) + 2)
    count = min(right, WIDTH) - left
    if count <= 0:
        return
    last = segment.end_color or segment.color
    share = np.linspace(0, 1, max(right - left, 2))[:count, None]
    colors = np.asarray(segment.color) * (1 - share) + np.asarray(last) * share
    lane[:, left : left + count] = np.rint(colors).astype(np.uint8)[None]


def _column(time: float) -> int:
    share = (time - START) / (END - START)
    return round(min(max(share, 0.0), 1.0) * WIDTH)


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for subject, cases in SUBJECTS.items():
        parts.append(f"\n## {subject}\n")
        for case in cases:
            call = f"create_pattern {json.dumps(case.call)}"
            image = f"![{case.title}](images/patterns/{case.name}.png)"
            parts.append(f"\n**{case.title}.** {case.text}\n\n{image}\n\n```\n{call}\n```\n")
    return "".join(parts)


def write() -> None:
    """Write page and pictures, and remove pictures of cases that are gone."""
    import png

    IMAGES.mkdir(parents=True, exist_ok=True)
    for old in IMAGES.glob("*.png"):
        old.unlink()
    for cases in SUBJECTS.values():
        for case in cases:
            (IMAGES / f"{case.name}.png").write_bytes(png.written(picture(case)))
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{sum(map(len, SUBJECTS.values()))} pictures are in {IMAGES.relative_to(ROOT)}")


def problems() -> list[str]:
    """Return what on disk is not as it should be."""
    import numpy as np

    import png

    cases = {case.name: case for cases in SUBJECTS.values() for case in cases}
    found = [] if _read(PAGE).decode() == page() else [PAGE.name]
    found += [file.name for file in IMAGES.glob("*.png") if file.stem not in cases]
    for name, case in cases.items():
        file = _read(IMAGES / f"{name}.png")
        if not file or not np.array_equal(png.read(file), picture(case)):
            found.append(f"{name}.png")
    return found


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


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
        print(
            f"out of date: {', '.join(found)}: run python3 scripts/pages/gallery.py",
            file=sys.stderr,
        )
    return int(bool(found))


if __name__ == "__main__":
    way_out.run(main, inside=True)

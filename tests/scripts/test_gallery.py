"""The gallery of patterns shows what the function makes today."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

PAGES = Path(__file__).resolve().parents[2] / "scripts" / "pages"
SCRIPT = PAGES / "gallery.py"
IMAGES = PAGES.parents[1] / "docs" / "images" / "editing"


@pytest.mark.parametrize("script", ["gallery.py", "editing_gallery.py"])
def test_the_committed_gallery_is_current(script: str) -> None:
    command = [sys.executable, str(PAGES / script), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_each_picture_of_editing_is_an_image_that_shows_two_timelines() -> None:
    pictures = sorted(IMAGES.glob("*.svg"))
    assert len(pictures) >= 15
    for file in pictures:
        root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
        sides = [part for part in root if part.tag.endswith("}g")]
        assert len(sides) == 2, file.name
        texts = [
            {text.text for text in side.iter() if text.tag.endswith("}text")} for side in sides
        ]
        assert "Waves" in texts[0], file.name
        shown = [ElementTree.tostring(side).partition(b">")[2] for side in sides]
        assert shown[0] != shown[1], f"{file.name}: nothing happens"


def test_a_picture_is_read_as_it_was_written(monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    import png

    pixels = np.random.default_rng(2).integers(0, 256, (7, 5, 3)).astype(np.uint8)
    assert np.array_equal(png.read(png.written(pixels)), pixels)

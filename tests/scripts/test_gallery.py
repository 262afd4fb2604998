"""The gallery of patterns shows what the function makes today."""

import subprocess
import sys
from pathlib import Path

import numpy as np

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "pages" / "gallery.py"


def test_the_committed_gallery_is_current() -> None:
    command = [sys.executable, str(SCRIPT), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_a_picture_is_read_as_it_was_written(monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    import png

    pixels = np.random.default_rng(2).integers(0, 256, (7, 5, 3)).astype(np.uint8)
    assert np.array_equal(png.read(png.written(pixels)), pixels)

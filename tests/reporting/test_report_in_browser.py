"""The report as a browser shows it from its file, without a window: sheets, light and dark."""

import re
import shutil
import subprocess
from pathlib import Path

import bpy
import numpy as np
import pytest

import batch_report
import report_help

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this computer")
WIDTH, HEIGHT = 1400, 1200
DARK, LIGHT = 0, 1


@pytest.fixture
def report(tmp_path):
    return batch_report.write(report_help.folder(tmp_path / "SHOWS"), "Club look")


def browse(report: Path, profile: Path, *options: str) -> str:
    """Open a report in the browser and return what it prints."""
    given = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    given += [f"--user-data-dir={profile}", f"--window-size={WIDTH},{HEIGHT}", *options]
    done = subprocess.run(
        [str(CHROMIUM), *given, report.as_uri()], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def picture(report: Path, profile: Path, scheme: int) -> np.ndarray:
    """Return what is seen, as rows of pixels from 0 to 1."""
    shot = profile.with_suffix(".png")
    browse(
        report, profile, f"--blink-settings=preferredColorScheme={scheme}", f"--screenshot={shot}"
    )
    image = bpy.data.images.load(str(shot))
    image.colorspace_settings.name = "Non-Color"
    pixels = np.array(image.pixels[:]).reshape(*reversed(image.size), 4)[:, :, :3]
    bpy.data.images.remove(image)
    return pixels


def colored(pixels: np.ndarray) -> int:
    """Return how many pixels have a strong color of segments, in the column of the sheets."""
    column = pixels[:, WIDTH // 4 : int(WIDTH * 0.7)]
    return int((column.max(axis=2) - column.min(axis=2) > 0.5).sum())


def test_it_follows_the_light_or_dark_of_the_person_and_shows_the_sheets(report, tmp_path):
    light, dark = (picture(report, tmp_path / f"profile{s}", s) for s in (LIGHT, DARK))
    assert light.mean() > 0.8 and dark.mean() < 0.25
    assert colored(light) > 3000 and colored(dark) > 3000
    for sheet in report.parent.glob("*.svg"):
        sheet.unlink()
    bare = colored(picture(report, tmp_path / "bare", LIGHT))
    assert bare < colored(light) / 2, "it is the sheets that are seen"


def test_no_name_of_a_song_runs_in_the_browser(report, tmp_path):
    page = browse(report, tmp_path / "profile", "--dump-dom")
    assert re.findall(r"<title>(.*?)</title>", page) == ["Club look"]
    assert page.count("<tr") == 6 and "<script" not in page
    assert len(re.findall(r"<img ", page)) == 3

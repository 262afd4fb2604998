"""The zips: the same bytes each time, small enough, and plain about whom they are for."""

import os
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

import build
import contents
import wheels
from environment import SetupError

EVERY = [contents.Package(place, kind) for kind in wheels.EDITIONS for place in kind.platforms]
ROOT = Path(__file__).resolve().parents[2]


def here():
    """Return the zip that the running Python takes."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    (package,) = contents.packages([build.this_platform()], python)
    return package


@pytest.fixture(scope="module")
def own_size(tmp_path_factory):
    """Return how large a zip is without its wheels: code, texts and license."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "stage").mkdir()
    contents.stage(folder / "stage", EVERY[0], [], contents.Publisher())
    contents.pack(folder / "stage", folder / "own.zip")
    return (folder / "own.zip").stat().st_size


def test_two_builds_give_the_same_bytes_whatever_clock_umask_and_folder(tmp_path, monkeypatch):
    made, clock = [], time.time
    for umask, name in ((0o077, "one"), (0o002, "another/and deeper")):
        before = os.umask(umask)
        try:
            (file,) = build.build([here()], tmp_path / name)
        finally:
            os.umask(before)
        made.append(file.read_bytes())
        monkeypatch.setattr(time, "time", lambda: clock() + 3600)
    assert made[0] == made[1]


def test_what_lies_in_a_zip_tells_nothing_of_who_made_it(tmp_path):
    for number, (names, mode) in enumerate((("b a c/d", 0o600), ("c/d a b", 0o755))):
        folder = tmp_path / str(number)
        for name in names.split():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name)
            (folder / name).chmod(mode)
            os.utime(folder / name, (10**9 + number, 10**9 + number))
        contents.pack(folder, tmp_path / f"{number}.zip")
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "0.zip") as archive:
        assert archive.namelist() == ["a", "b", "c/d"]
        assert {oct(info.external_attr >> 16) for info in archive.infolist()} == {"0o100644"}


@pytest.mark.parametrize("package", EVERY, ids=lambda package: package.name)
def test_every_zip_is_within_the_limit_by_the_sizes_in_the_lock(package, own_size):
    found = wheels.chosen([package.platform], package.edition.pythons)
    names = "\n".join(wheel.name for wheel in found)
    for project in ("openai", "pydantic_core", "jiter"):
        assert f"{project}-" in names
    for python in package.edition.pythons:
        assert f"cp{python.replace('.', '')}" in names
    assert sum(wheel.size for wheel in found) + own_size + 200 * len(found) < build.LIMIT


def test_the_lock_knows_the_sizes():
    (file,) = wheels.fetch([build.this_platform()], "idna")
    (wheel,) = [wheel for wheel in wheels.read_lock() if wheel.name == file.name]
    assert wheel.size == file.stat().st_size
    assert all(wheel.size > 1000 for wheel in wheels.read_lock())


def test_each_wheel_of_the_lock_is_in_some_zip():
    used = {w for p in EVERY for w in wheels.chosen([p.platform], p.edition.pythons)}
    assert used == set(wheels.read_lock())


def test_a_zip_above_the_limit_is_not_made(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "LIMIT", 5_000_000)
    with pytest.raises(SetupError, match=r"sequence_maker-.* has 1?\d,\d+,\d+ bytes, more than"):
        build.build([here()], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_names_say_for_which_blender_a_zip_is():
    assert len({package.name for package in EVERY}) == len(EVERY)
    version = contents.version()
    assert contents.packages(["linux-x64"], "3.13")[0].name == (
        f"sequence_maker-{version}-linux-x64.zip"
    )
    assert contents.packages(["linux-x64"], "3.14")[0].name == (
        f"sequence_maker-{version}-linux-x64-python3.14.zip"
    )
    with pytest.raises(SetupError, match="no zip for a Blender with Python 3.12"):
        contents.packages(["linux-x64"], "3.12")


def test_the_build_says_that_nobody_publishes_it_yet_and_invents_nothing(tmp_path):
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--platform", "current"]
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    done = subprocess.run(
        [*command, "--python", python, "--output", str(tmp_path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    by = contents.publisher()
    assert by.missing or (by.website and by.contact)
    said = [line for line in done.stdout.splitlines() if "The manifests have no" in line]
    assert len(said) == bool(by.missing)
    assert here().whose in done.stdout


@pytest.mark.parametrize(
    ("by", "maintainer", "website"),
    [
        (contents.Publisher(), "Sequence Maker maintainers", None),
        (
            contents.Publisher("https://example.org/maker", "maker@example.org"),
            "Sequence Maker maintainers <maker@example.org>",
            "https://example.org/maker",
        ),
    ],
    ids=["nobody", "somebody"],
)
def test_the_manifest_names_who_publishes_it(tmp_path, by, maintainer, website):
    (file,) = build.build([here()], tmp_path, by)
    with zipfile.ZipFile(file) as archive:
        found = tomllib.loads(archive.read("blender_manifest.toml").decode())
    assert (found["maintainer"], found.get("website")) == (maintainer, website)
    assert found["platforms"] == [build.this_platform()]


@pytest.mark.parametrize(
    "text",
    [
        'website = "example.org"\ncontact = ""',
        'website = ""\ncontact = "nobody"',
        'website = ""\ncontact = "a@b\\"c"',
        'website = ""',
    ],
)
def test_a_publisher_that_cannot_be_one_is_refused(tmp_path, monkeypatch, text):
    (tmp_path / "publisher.toml").write_text(text)
    monkeypatch.setattr(contents, "PUBLISHER", tmp_path / "publisher.toml")
    with pytest.raises(SetupError, match="publisher.toml"):
        contents.publisher()


def test_the_permissions_are_reasons_that_blender_takes():
    found = tomllib.loads(contents.MANIFEST.read_text(encoding="utf-8"))
    assert set(found["permissions"]) == {"network", "clipboard", "files"}
    for text in (*found["permissions"].values(), found["tagline"]):
        assert 0 < len(text) <= 64 and text[-1].isalnum()

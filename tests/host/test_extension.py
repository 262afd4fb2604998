"""The built zip: what is in it, and whether Blender takes it, runs it and lets go of it."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[1]
ROOT = HERE.parent
COMPILED = ("jiter", "pydantic_core", "metricon")
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"

PLAIN = "Plain Commands"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip for this platform; the script also has Blender validate its manifest and tags."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, str(ROOT / "scripts" / "build.py"), "--platform", "current"]
    build += ["--python", PYTHON, "--output", str(folder)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (zip_file,) = folder.glob("*.zip")
    return zip_file


@pytest.fixture(scope="module")
def names(package: Path) -> list[str]:
    """The paths in the zip."""
    with zipfile.ZipFile(package) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def seen(package: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What an installation in a Blender of its own saw."""
    user = tmp_path_factory.mktemp("user")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI")}
    done = subprocess.run(
        [sys.executable, str(HERE / "install_and_use.py"), str(package)],
        env={**clean, "BLENDER_USER_RESOURCES": str(user)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**result, "output": done.stdout + done.stderr}


def manifest(text: str) -> dict[str, Any]:
    """A parsed manifest."""
    return tomllib.loads(text)


def test_the_package_stands_beside_its_manifest(names: list[str]) -> None:
    assert {"__init__.py", "blender_manifest.toml", "LICENSE"} <= set(names)


def test_nothing_is_in_the_zip_that_a_user_does_not_need(names: list[str]) -> None:
    unwanted = ("tests/", "scripts/", "__pycache__", ".pyc", ".gguf", "companion", ".po", "/.")
    assert [name for name in names if any(part in name for part in unwanted)] == []


def test_the_zip_keeps_the_version_and_promises_of_the_manifest(package: Path) -> None:
    ours = manifest((ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))
    with zipfile.ZipFile(package) as archive:
        theirs = manifest(archive.read("blender_manifest.toml").decode())
    assert {key: theirs[key] for key in ours} == ours
    assert "wheels" not in ours and len(theirs["wheels"]) > 10


def test_each_compiled_wheel_is_there_for_each_python_of_blenders_own(names: list[str]) -> None:
    for project in COMPILED:
        tags = {name.split("-")[-3] for name in names if project in name}
        assert tags == {"cp311", "cp313"}


def test_it_installs_and_runs_without_loading_the_client(seen: dict[str, Any]) -> None:
    assert seen["enabled"], seen["output"]
    assert not seen["imported_early"]


def test_it_starts_nothing_and_goes_nowhere_unasked(seen: dict[str, Any]) -> None:
    assert seen["watching"] and seen["events"] == []


def test_plain_commands_are_offered_and_no_small_model(
    seen: dict[str, Any], names: list[str]
) -> None:
    assert seen["profiles"] == ["OpenAI", "Ollama", "LM Studio", "llama.cpp", "OpenRouter", PLAIN]
    assert seen["offline"] == [1, 1], "plain commands do not understand hello"
    assert not [name for name in names if name.endswith("process.py")]


def test_its_operator_makes_a_strip(seen: dict[str, Any]) -> None:
    assert seen["used"] == ["COLOR"], seen["output"]


def test_the_wheels_work_in_this_blender(seen: dict[str, Any]) -> None:
    assert set(seen["wheels"].values()) == {True}


def test_blender_sees_no_policy_violation(seen: dict[str, Any]) -> None:
    assert seen["violations"] == {}


def test_it_leaves_nothing_behind(seen: dict[str, Any]) -> None:
    assert not seen["still_enabled"]
    assert seen["left_types"] == seen["left_properties"] == seen["left_threads"] == []
    assert "Traceback" not in seen["output"]

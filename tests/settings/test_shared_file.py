"""Two Blenders write the same file: nothing is lost, and nobody waits for the dead."""

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bl_ext.user_default.sequence_maker.blender.host import memory, shared_file
from bl_ext.user_default.sequence_maker.blender.settings import learned_file
from bl_ext.user_default.sequence_maker.blender.settings.key_file import KeyFile
from bl_ext.user_default.sequence_maker.chat.body.learned import MOST, Facts, Learned

EACH = 30
HERE = Path(shared_file.__file__).parents[1]
LOADED = """
import importlib, sys, types
from pathlib import Path
package = types.ModuleType("blender")
package.__path__ = [sys.argv[1]]
sys.modules["blender"] = package
shared_file = importlib.import_module("blender.host.shared_file")
KeyFile = importlib.import_module("blender.settings.key_file").KeyFile
path, name = Path(sys.argv[2]), sys.argv[3]
print("ready", flush=True)
sys.stdin.readline()
"""
WRITER = """
for number in range(int(sys.argv[4])):
    KeyFile(path).put(f"https://{name}{number}.example.com:443", f"key-{name}-{number}")
    if number % 3 == 2:
        KeyFile(path).drop(f"https://{name}{number - 1}.example.com:443")
        KeyFile(path).put(f"https://{name}{number - 1}.example.com:443", "again")
"""
HOLDER = """
with shared_file.alone(path.parent):
    print("held", flush=True)
    sys.stdin.readline()
"""


def begin(script: str, path: Path, name: str) -> subprocess.Popen[str]:
    """Start a process of its own with our two files, and nothing of Blender."""
    command = [sys.executable, "-c", LOADED + script, str(HERE), str(path), name, str(EACH)]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert child.stdout is not None and child.stdout.readline() == "ready\n"
    return child


def go(child: subprocess.Popen[str]) -> None:
    """Let it begin."""
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def test_two_processes_lose_no_key(tmp_path: Path) -> None:
    path = tmp_path / "user" / "keys.json"
    children = [begin(WRITER, path, name) for name in "ab"]
    for child in children:
        go(child)
    for child in children:
        child.communicate(timeout=120)
        assert child.returncode == 0
    kept = KeyFile(path).read()
    assert len(kept) == 2 * EACH
    assert set(kept) == {f"https://{name}{n}.example.com:443" for name in "ab" for n in range(EACH)}
    assert [entry.name for entry in path.parent.iterdir() if entry.name != ".lock"] == ["keys.json"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_lock_is_waited_for_and_one_of_the_dead_is_none(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    child = begin(HOLDER, path, "x")
    go(child)
    assert child.stdout is not None and child.stdout.readline() == "held\n"
    with pytest.raises(OSError, match="Another Blender"), shared_file.alone(tmp_path, 0.05):
        pass
    child.kill()
    child.communicate(timeout=30)
    KeyFile(path).put("https://x:443", "key")
    assert KeyFile(path).read() == {"https://x:443": "key"}


def test_threads_of_one_process_write_one_after_the_other(tmp_path: Path) -> None:
    path, failed = tmp_path / "keys.json", list[Exception]()

    def write(name: str) -> None:
        try:
            for number in range(10):
                KeyFile(path).put(f"{name}{number}", "key")
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and len(KeyFile(path).read()) == 40


def test_what_was_learned_elsewhere_meanwhile_is_kept(addon) -> None:
    memory.forget_all()
    ours, path = learned_file.learned(), learned_file._place()
    assert path is not None
    other = Learned()
    other.add("http://other/v1", "m", Facts(window=5000))
    ours.add("http://ours/v1", "m", Facts(window=6000))
    path.write_text(other.to_json(), encoding="utf-8")
    ours.add("http://ours/v1", "n", Facts(window=7000))
    rows = json.loads(path.read_text(encoding="utf-8"))["learned"]
    assert {(row["url"], row.get("window")) for row in rows} >= {
        ("http://other/v1", 5000),
        ("http://ours/v1", 6000),
        ("http://ours/v1", 7000),
    }
    for number in range(2 * MOST):
        other.add(f"http://other/{number}", "m", Facts(window=5000))
    path.write_text(other.to_json(), encoding="utf-8")
    ours.add("http://ours/v1", "o", Facts(window=8000))
    rows = json.loads(path.read_text(encoding="utf-8"))["learned"]
    assert len(rows) == MOST
    assert {"http://ours/v1"} == {row["url"] for row in rows if row["model"] in "no"}


def test_a_file_is_whole_whoever_reads_it_meanwhile(tmp_path: Path) -> None:
    path, ended, seen = tmp_path / "learned.json", threading.Event(), set[int]()
    shared_file.replace_text(path, "x" * 10)

    def read() -> None:
        while not ended.is_set():
            seen.add(len(path.read_text(encoding="utf-8")))

    reader = threading.Thread(target=read)
    reader.start()
    for size in (10, 100_000) * 20:
        shared_file.replace_text(path, "x" * size)
    ended.set()
    reader.join()
    assert seen <= {10, 100_000}

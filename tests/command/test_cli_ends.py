"""The command ends with an exit code, whatever its files and its output are."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.command import cli, paths
from command import SCRIPT, begin
from playback_server import PlaybackServer

resource = pytest.importorskip("resource", reason="pipes, links and signals of Unix")

HANG = 120
"""Seconds: a guard against a hang, no measure."""
OPTIONS = {"--sound": ".wav", "--save": ".blend", "--blend": ".blend", "--render": ".png"}
OPTIONS["--prompts"] = ".txt"


@pytest.fixture
def server() -> Iterator[PlaybackServer]:
    """A server that answers as prepared."""
    with PlaybackServer() as running:
        yield running


def no_utf8(folder: Path, suffix: str) -> Path:
    """Make a file whose name is not UTF-8, where the system lets us."""
    path = folder / ("so\udcffng" + suffix)
    try:
        path.write_bytes(b"odd")
    except OSError:
        pytest.skip("all names are UTF-8 here")
    return path


def a_pipe(folder: Path, suffix: str) -> Path:
    """Make a pipe into which nobody writes."""
    os.mkfifo(folder / f"pipe{suffix}")
    return folder / f"pipe{suffix}"


def a_folder(folder: Path, suffix: str) -> Path:
    """Make a folder with the name of a file."""
    (folder / f"folder{suffix}").mkdir()
    return folder / f"folder{suffix}"


def a_loop(folder: Path, suffix: str) -> Path:
    """Make a link to itself."""
    (folder / f"loop{suffix}").symlink_to(f"loop{suffix}")
    return folder / f"loop{suffix}"


def too_deep(folder: Path, suffix: str) -> Path:
    """Make a folder whose files have paths that Blender would cut."""
    while len(str(folder)) < paths.LONGEST:
        folder /= "deep" * 20
    folder.mkdir(parents=True)
    return folder / f"a{suffix}"


ODD: dict[str, Callable[[Path, str], Path]] = {
    "a null character": lambda folder, suffix: folder / f"a\0b{suffix}",
    "a long name": lambda folder, suffix: folder / ("x" * 300 + suffix),
    "a long path": lambda folder, suffix: folder / ("x/" * 3000 + suffix),
    "a deep folder": too_deep,
    "a folder": a_folder,
    "a pipe": a_pipe,
    "a link to itself": a_loop,
    "a folder that is a file": lambda folder, suffix: Path(__file__) / f"a{suffix}",
    "no such folder": lambda folder, suffix: folder / "none" / f"a{suffix}",
    "a device": lambda folder, suffix: Path("/dev/zero"),
    "an empty name": lambda folder, suffix: Path(""),
}


@pytest.mark.usefixtures("addon")
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("option", OPTIONS)
def test_a_path_that_cannot_be_used_is_wrong_usage(
    option: str, odd: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = ODD[odd](tmp_path, OPTIONS[option])
    prompt = [] if option == "--prompts" else ["hello"]
    assert cli.main(["--offline", option, str(path), *prompt]) == 2
    out, err = capfd.readouterr()
    assert out == "" and "Traceback" not in err
    told = [line for line in err.splitlines() if line.startswith("sequence_maker: ")]
    assert len(told) == 1 and option in told[0]


@pytest.mark.usefixtures("addon")
@pytest.mark.parametrize("option", ["--sound", "--prompts", "--blend"])
def test_a_file_with_a_name_that_is_no_text_and_no_content_is_refused(
    option: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = no_utf8(tmp_path, OPTIONS[option])
    path.write_bytes(b"\xff\xfe\xfd")
    prompt = [] if option == "--prompts" else ["hello"]
    assert cli.main(["--offline", option, str(path), *prompt]) == 2
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.usefixtures("addon")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(st.characters(), max_size=300), option=st.sampled_from(sorted(OPTIONS)))
def test_whatever_a_path_is_there_is_an_exit_code(name: str, option: str, tmp_path: Path) -> None:
    prompt = [] if option == "--prompts" else ["hello"]
    place = tmp_path / "none" / (name.replace("/", "") + OPTIONS[option])
    assert cli.main(["--offline", f"{option}={place}", *prompt]) == 2
    with pytest.raises(paths.FileError):
        paths.readable(option, place)


def test_a_sound_whose_name_is_no_text_ends_the_process(tmp_path: Path) -> None:
    sound = no_utf8(tmp_path, ".wav")
    child = subprocess.run(
        [sys.executable, SCRIPT, "--offline", "--sound", os.fsencode(sound), "hello"],
        capture_output=True,
        env=dict(os.environ),
        timeout=HANG,
    )
    assert child.returncode == 2 and b"Traceback" not in child.stderr
    told = (b"not UTF-8", b"no audio")  # the second by the module of 4.2
    assert any(words in child.stderr for words in told) and child.stdout == b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_end_from_outside_cancels_the_turn_and_leaves_no_process(
    server: PlaybackServer, number: signal.Signals, tmp_path: Path
) -> None:
    server.will_say("Never.", stall_before=1e6)
    (tmp_path / "prompts.txt").write_text("hello\nonce more\n", encoding="utf-8")
    child = begin("--base-url", server.base_url, "--json", "--prompts", tmp_path / "prompts.txt")
    assert server.arrived.acquire(timeout=HANG)
    child.send_signal(number)
    out, err = child.communicate(timeout=HANG)
    assert child.returncode == 128 + number and "Traceback" not in err
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["index"] for row in rows if row["event"] == "prompt"] == [0], (
        "the rest is not asked"
    )
    assert rows[-1]["event"] == "done" and rows[-1]["status"] == "cancelled"


def test_a_reader_that_goes_and_a_disk_that_is_full_end_with_1(server: PlaybackServer) -> None:
    told = {"stderr": subprocess.PIPE, "text": True, "timeout": HANG, "env": dict(os.environ)}
    arguments = [sys.executable, str(SCRIPT), "--json", "--base-url", server.base_url, "hello"]
    server.will_say("One two three.")
    reader, writer = os.pipe()
    os.close(reader)
    gone = subprocess.run(arguments, stdout=writer, **told)  # type: ignore[call-overload]
    os.close(writer)
    assert gone.returncode == 1 and gone.stderr == ""
    if Path("/dev/full").exists():
        server.will_say("One two three.")
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run(arguments, stdout=full, **told)  # type: ignore[call-overload]
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert "No space left" in done.stderr


def test_a_file_for_which_the_disk_is_too_small_ends_with_1(
    server: PlaybackServer, tmp_path: Path
) -> None:
    server.will_say("Nothing to do.")
    place = tmp_path / "a.blend"
    arguments = ["--json", "--base-url", server.base_url, "--save", str(place), "hello"]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        env=dict(os.environ),
        text=True,
        timeout=HANG,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"--save {place}: " in done.stderr

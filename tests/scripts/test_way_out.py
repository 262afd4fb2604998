"""Every script ends with an exit code, whatever happens: real processes."""

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
HANG = 120
"""Seconds: a guard against a hang, no measure."""
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of Unix")
PRELUDE = """
import os, sys, threading, time
sys.path.insert(0, sys.argv[1])
import rooms, way_out

def thread(body):
    work = threading.Thread(target=body)
    work.start()
    work.join()

def main():
    # fill in
way_out.run(main)
"""


IN_BLENDER = """
def sleep(*_):
    print('here', flush=True)
    time.sleep(1e6)
bpy.app.handlers.frame_change_post.append(sleep)
while True: bpy.context.scene.frame_set(7)
"""
"""Blender calls Python, prints what that raises, and goes on."""


def begin(body: str, **how: object) -> subprocess.Popen[str]:
    """Start a script with such a main."""
    code = PRELUDE.replace("# fill in", body.replace("\n", "\n    "))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **how}
    pipes["env"] = dict(os.environ)  # without what Blender itself put into the environment
    return subprocess.Popen([sys.executable, "-c", code, str(SCRIPTS)], **pipes)  # type: ignore[call-overload, no-any-return]


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for its end; return its exit code and what it wrote."""
    try:
        out, err = process.communicate(timeout=HANG)
    finally:
        process.kill()
    return process.returncode, out or "", err or ""


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ("import bpy\nreturn 0", 0, ""),
        ("import bpy\nraise ValueError('odd')", 1, "ValueError: odd"),
        ("return None", 0, ""),
        ("return 2", 2, ""),
        ("sys.exit(3)", 3, ""),
        ("sys.exit()", 0, ""),
        ("sys.exit('it is no song')", 1, "it is no song"),
        ("raise MemoryError", 1, "MemoryError"),
        ("raise KeyboardInterrupt", 130, ""),
        ("raise GeneratorExit", 1, "GeneratorExit"),
        ("def f(): f()\nf()", 1, "RecursionError"),
        ("raise ValueError('so\\udcff')", 1, "so\\udcff"),
        ("thread(lambda: 1 / 0)\nreturn 0", 1, "ZeroDivisionError"),
        ("thread(lambda: sys.exit(5))\nreturn 0", 0, ""),
        ("threading.Thread(target=time.sleep, args=(1e6,)).start()\nreturn 4", 4, ""),
        ("sys.stdout.close()\nreturn 0", 1, ""),
    ],
)
def test_a_script_ends_with_its_code_whatever_happens(body: str, code: int, said: str) -> None:
    found, _, err = ended(begin(body))
    assert found == code and said in err
    assert ("Traceback" in err) == ("Error" in said or "Exit" in said or "so" in said[:2])


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "waiting",
    [
        "threading.Event().wait()",
        "os.read(os.pipe()[0], 1)",
        "while True: pass",
        "threading.Thread(target=time.sleep, args=(1e6,)).start()\ntime.sleep(1e6)",
    ],
)
def test_an_interrupted_script_cleans_up_and_ends(waiting: str, number: signal.Signals) -> None:
    wait = waiting.replace("\n", "\n    ")
    body = f"try:\n    print('here', flush=True)\n    {wait}\nfinally:\n    print('clean')"
    process = begin(body, preexec_fn=_hear)
    assert process.stdout is not None and process.stdout.readline() == "here\n"
    process.send_signal(number)
    code, out, err = ended(process)
    assert (code, out, err) == (128 + number, "clean\n", "")


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "busy",
    [
        "import hashlib\nhashlib.pbkdf2_hmac('sha256', b'', b'', 2**31 - 1)",
        IN_BLENDER,
        "while True:\n    try: time.sleep(1e6)\n    except BaseException: pass",
    ],
)
def test_what_hears_no_signal_is_cut_off(busy: str, number: signal.Signals) -> None:
    body = f"way_out.GRACE = 0.5\nimport bpy\nprint('here', flush=True)\n{busy}"
    process = begin(body, preexec_fn=_hear)
    assert process.stdout is not None and process.stdout.readline() == "here\n"
    process.send_signal(number)
    assert ended(process)[0] == 128 + number


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_end_while_blender_is_loaded_is_one(number: signal.Signals) -> None:
    process = begin("print('here', flush=True)\nimport bpy\ntime.sleep(1e6)", preexec_fn=_hear)
    assert process.stdout is not None and process.stdout.readline() == "here\n"
    process.send_signal(number)
    code, out, _ = ended(process)
    assert code == 128 + number and "Exception" not in out


@POSIX
@pytest.mark.parametrize("first", [signal.SIGINT, signal.SIGTERM])
def test_an_end_that_is_told_several_times_cuts_no_cleaning_up_off(first: signal.Signals) -> None:
    again = "for _ in range(4): os.kill(os.getpid(), signal.SIGTERM)"
    body = f"import signal\ntry: os.kill(os.getpid(), {first})\nfinally:\n"
    code, out, err = ended(begin(f"{body}    {again}\n    print('clean')", preexec_fn=_hear))
    assert (code, out, err) == (128 + first, "clean\n", "")


@POSIX
@pytest.mark.parametrize("first", [signal.SIGINT, signal.SIGTERM])
def test_who_interrupts_again_waits_for_no_cleaning_up(first: signal.Signals) -> None:
    body = f"import signal\ntry: os.kill(os.getpid(), {first})\nfinally:\n"
    again = "os.kill(os.getpid(), signal.SIGINT)"
    code, out, _ = ended(begin(f"{body}    {again}\n    time.sleep(1e6)", preexec_fn=_hear))
    assert (code, out) == (130, "")


@POSIX
def test_an_interrupt_that_is_ignored_stays_ignored() -> None:
    body = "import signal\nos.kill(os.getpid(), signal.SIGINT)\nreturn 0"
    process = begin(body, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    assert ended(process)[0] == 0


@POSIX
def test_output_without_a_reader_or_a_place_ends_with_1() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = begin("for n in range(10**6): print(n)", stdout=writer)
    os.close(writer)
    code, _, err = ended(process)
    assert code == 1 and "Traceback" not in err
    if Path("/dev/full").exists():
        with open("/dev/full", "w", encoding="utf-8") as full:
            assert ended(begin("print('a word')", stdout=full))[0] == 1
            assert ended(begin("raise ValueError('odd')", stdout=full, stderr=full))[0] == 1


@POSIX
def test_closed_streams_are_given_a_place_of_their_own() -> None:
    def close() -> None:
        for number in range(3):
            os.close(number)

    body = "file = open(sys.argv[0] if os.path.exists(sys.argv[0]) else os.devnull)\n"
    body += (
        "print('a word')\nprint('a word', file=sys.stderr)\nreturn 7 if file.fileno() > 2 else 8"
    )
    assert ended(begin(body, preexec_fn=close, stdout=None, stderr=None))[0] == 7


def _hear() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@cache
def _trees() -> dict[Path, ast.Module]:
    found = sorted(SCRIPTS.rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in found}


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@cache
def _may_load_blender(path: Path) -> bool:
    """Tell whether a script imports Blender or the package, itself or by what it imports."""
    seen, waiting = set[Path](), [path]
    while waiting:
        here = waiting.pop()
        seen.add(here)
        names = set(_imported(_trees()[here]))
        if names & {"bpy", "aud", "bl_ext", "sequence_maker_addon"}:
            return True
        waiting += [other for other in _trees() if other.stem in names and other not in seen]
    return False


def _starts(tree: ast.Module) -> list[ast.stmt]:
    """Return what a script does when it is run, if it is one."""
    for node in tree.body:
        if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test):
            return node.body
    return []


def faults() -> Iterator[str]:
    """Yield the scripts that may load Blender and do not end by `way_out.run` alone."""
    for path, tree in _trees().items():
        start = [ast.unparse(statement) for statement in _starts(tree)]
        if start and _may_load_blender(path):
            if len(start) != 1 or not start[0].startswith("way_out.run("):
                yield f"{path.name}: {start}"
        if path.stem != "way_out":
            ways = ("os._exit", "atexit.register")
            yield from (f"{path.name}: {way}" for way in ways if way in ast.unparse(tree))


def test_every_script_that_may_load_blender_ends_in_the_one_place() -> None:
    assert list(faults()) == []
    known = {path.stem for path in _trees() if _starts(_trees()[path]) and _may_load_blender(path)}
    assert {"chat", "demo", "soak", "fuzz", "gallery", "analyze"} <= known  # not an empty search

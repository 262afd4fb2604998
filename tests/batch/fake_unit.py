"""Stands in for the command with `--job`: the contract of a unit, without Blender.

What a song's file ends with says what happens: CRASH, CRASH-make, KILLER-make (of its worker),
FAIL, WAIT (until the file `go` or `go-make` lies beside it), STUBBORN (no end is heeded). Each
beginning and each end is a line of the file `told` beside the songs.
"""

import json
import os
import platform
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

BEAT = 0.2


def main() -> int:
    """Carry a job out."""
    job = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    song, result = Path(job["song"]), Path(job["result"])
    claim = result.with_name(f"{result.name}.claim")
    try:
        with os.fdopen(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY), "w") as file:
            file.write(json.dumps({"host": platform.node(), "pid": os.getpid()}))
    except FileExistsError:
        print(f"{song.name} is made by another process")
        return 4
    threading.Thread(target=beat, args=[claim], daemon=True).start()
    signal.signal(signal.SIGTERM, end)
    try:
        return carried_out(job, song, result)
    except KeyboardInterrupt:
        return 130
    finally:
        claim.unlink(missing_ok=True)


def end(*_: object) -> None:
    """End in order, once: the death of a worker is told once for each of its threads."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(143)


def beat(claim: Path) -> None:
    """Say that the process lives."""
    with suppress(FileNotFoundError):
        while True:
            os.utime(claim)
            time.sleep(BEAT)


def carried_out(job: dict[str, Any], song: Path, result: Path) -> int:
    """Write what a stage writes, record last."""
    stage, content = job["stage"], song.read_bytes()
    record = json.loads(result.read_text()) if result.exists() else {"stamp": {}, "outputs": {}}
    stamp = json.dumps([content.hex(), job["recipe"], sorted(job["out"])])
    whole = all((result.parent / row["name"]).exists() for row in record["outputs"].values())
    if record["stamp"].get(stage) == stamp and record["state"] == "ok" and whole:
        print("skipped")
        return 0
    tell(song, f"{stage} begun")
    misbehave(content, stage, song)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # what is written from here on is told, too
    outputs = written(job, content)
    bad = content.endswith(b"FAIL")
    error = {"code": "unreadable_sound", "message": "it cannot be heard"} if bad else None
    record["stamp"][stage] = None if bad else stamp
    record["outputs"] |= outputs
    record |= {"state": "failed" if bad else "ok", "error": error}
    replaced(result, json.dumps(record))
    tell(song, f"{stage} made")
    return int(bad)


def misbehave(content: bytes, stage: str, song: Path) -> None:
    """Do what the song's file says."""
    if content.endswith((b"CRASH", f"CRASH-{stage}".encode())):
        os.kill(os.getpid(), signal.SIGSEGV)
    if content.endswith(f"KILLER-{stage}".encode()):
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(10)
    if content.endswith(b"STUBBORN"):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while content.endswith((b"WAIT", f"WAIT-{stage}".encode(), b"STUBBORN")):
        if (song.parent / "go").exists() or (song.parent / f"go-{stage}").exists():
            break
        time.sleep(0.05)


def written(job: dict[str, Any], content: bytes) -> dict[str, dict[str, Any]]:
    """Write the outputs of a stage and return their rows."""
    if job["stage"] == "hear":
        heard = Path(job["heard"])
        found = json.loads(Path(os.environ["FAKE_HEARD"]).read_text(encoding="utf-8"))
        replaced(heard, json.dumps({**found, "content": heard.stem}))
        return {}
    rows = {}
    for kind, path in job["out"].items():
        if job["stage"] == "make" or kind != "blend":
            replaced(Path(path), f"{kind} of {content.hex()} {json.dumps(job['recipe'])}")
            rows[kind] = {"name": Path(path).name, "bytes": Path(path).stat().st_size}
    return rows


def replaced(path: Path, text: str) -> None:
    """Write a file whole."""
    part = path.with_name(f".{path.name}.part-{os.getpid()}")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def tell(song: Path, what: str) -> None:
    """Add a line for the test."""
    with (song.parent / "told").open("a", encoding="utf-8") as file:
        file.write(f"{song.stem} {what} {os.getpid()}\n")


if __name__ == "__main__":
    sys.exit(main())

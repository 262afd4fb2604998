"""Jobs of small songs, carried out in this process or in one of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import music_help
from bl_ext.user_default.sequence_maker.blender.jobs import job_entry
from command import KEYS, SCRIPT
from sound_help import write

HERE = Path(__file__).resolve().parent
DYING = HERE / "die_in_job.py"
LOOK = {
    "recipe": 1,
    "name": "Look",
    "calls": [
        {
            "name": "create_pattern",
            "arguments": {"channels": [1, 2], "colors": ["red", "#00ff40"], "every": 2},
        },
        {
            "name": "create_segment",
            "arguments": {
                "channel": 3,
                "color": "blue",
                "start_time": {"song": "first bar"},
                "end_time": {"song": "first bar", "beats": 8},
            },
        },
    ],
}
MADE = {
    "blend": ".blend",
    "timelines": ".json",
    "csv": ".csv",
    "sheet": ".svg",
    "metrics": ".metrics.json",
}


def song(path: Path, seconds: float = 8.0) -> Path:
    """Write a short song with a clear beat."""
    return write(path, 0.4 * music_help.rock(music_help.beat_times(120, seconds), seconds))


def job(folder: Path, name: str = "song", kinds=tuple(MADE), **more) -> Path:
    """Write the job of a song of a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / f"{name}.wav").exists():
        song(folder / f"{name}.wav")
    endings = {**MADE, "still": ".png", "movie": ".mp4"}
    row = {
        "job": 1,
        "song": f"{name}.wav",
        "recipe": LOOK,
        "out": {kind: f"out/{name}{endings[kind]}" for kind in kinds},
        "result": f"out/{name}.result.json",
        "heard": f"out/heard/{name}.json",
    }
    path = folder / f"{name}.job.json"
    path.write_text(json.dumps({**row, **more}), encoding="utf-8")
    return path


def run(path: Path) -> int:
    """Carry a job out in this process."""
    return job_entry.main(["--job", str(path)])


def child(path: Path, *point: str, limit: int | None = None, **variables: str):
    """Carry a job out in a process of its own; return it.

    Args:
        path: The job.
        point: Where it dies; see `die_in_job.py`.
        limit: Bytes that a file of its may have.
        variables: More environment variables.
    """
    script = [str(DYING), *point] if point else [str(SCRIPT)]
    kept = {name: value for name, value in os.environ.items() if name not in KEYS}

    def limited():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, *script, "--job", str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**kept, **variables},
        preexec_fn=None if limit is None else limited,
    )


def ended(process, seconds: float = 120.0):
    """Wait for the end of a process; return its exit code and all that it said."""
    try:
        out, err = process.communicate(timeout=seconds)
    finally:
        process.kill()
    return process.returncode, out + err


def record(path: Path) -> dict:
    """Return the record of a job."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return json.loads((path.parent / data["result"]).read_text(encoding="utf-8"))


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Return time and size of each file of a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(p.relative_to(folder)): (p.stat().st_mtime_ns, p.stat().st_size) for p in files}


def whole(path: Path, kinds=tuple(MADE)) -> dict:
    """Check that a job is done and left nothing else; return its record."""
    found = record(path)
    assert found["state"] == "ok" and found["error"] is None, found
    assert sorted(found["outputs"]) == sorted(kinds)
    out = path.parent / "out"
    for row in found["outputs"].values():
        assert (out / row["name"]).stat().st_size == row["bytes"] > 0
    left = [name for name in state(out) if ".part" in name or "claim" in name]
    assert not left, left
    return found

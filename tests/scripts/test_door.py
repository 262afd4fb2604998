"""The door for checks from outside opens, in a process of its own and within one."""

import json
import subprocess
import sys
from pathlib import Path

import door
from playback_server import PlaybackServer

DOOR = Path(__file__).resolve().parents[1] / "door.py"
RED = {"channel": 3, "start_time": 0, "end_time": 2, "color": "red"}


def test_the_command_does_steps_and_prints_a_line_for_each(tmp_path):
    path = str(tmp_path / "kept.blend")
    steps = [
        {"do": "fresh", "fps": 25},
        {"do": "call", "name": "create_segment", "arguments": RED},
        {"do": "strips"},
        {"do": "segments"},
        {"do": "state"},
        {"do": "save", "path": path},
        {"do": "fresh"},
        {"do": "strips"},
        {"do": "open", "path": path},
        {"do": "segments"},
        {"do": "nothing"},
    ]
    command = [sys.executable, str(DOOR), *map(json.dumps, steps)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    lines = [json.loads(x) for x in done.stdout.splitlines() if x[:1] in '{["']
    assert done.returncode == 0, done.stderr
    made, there, told, state = lines[1:5]
    assert made["ok"] and made["asked"] == []
    assert [(s["name"], s["type"], s["first"], s["end"]) for s in there] == [
        ("Segment 1", "COLOR", 1, 51)
    ]
    assert told == lines[9] and told[0]["color"] == "#ff0000" and "channel 3" in state
    assert lines[7] == [] and "no step" in lines[10]["error"]


def test_a_turn_asks_acts_and_is_reverted(scene):
    items = [{**RED, "start_time": n, "end_time": n + 1} for n in range(30)]
    door.call(scene, "create_segments_batch", {"segments": items})
    with PlaybackServer() as server:
        for _ in range(2):
            server.will_call_all(("clear_timeline", {"channel": 3}))
            server.will_say("Gone.")
        kept = door.turn(scene, "away", server.base_url, answer=False)
        assert kept["calls"][0]["result"]["code"] == "declined" and len(door.segments(scene)) == 30
        gone = door.turn(scene, "away", server.base_url)
    assert gone["status"] == "complete" and "30 segments" in gone["asked"][0]
    assert door.strips(scene) == []
    assert door.revert(scene) == {"done": True, "report": ""}
    assert len(door.segments(scene)) == 30

"""Jobs that start from a .blend and need no sound."""

import json

import pytest

from bl_ext.user_default.sequence_maker.blender.command import files
from job_help import record, run, state
from timeline_help import FREE, call

pytestmark = pytest.mark.usefixtures("addon")
RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
BLUE = {**RED, "channel": 2, "color": "blue"}


@pytest.fixture
def show(tmp_path):
    """A file with a red segment, and a job that adds a blue one and changes the red one."""
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for

    scene = files.open_scene(None, None)
    assert call(session_for(scene, FREE), "create_segment", **RED)["ok"]
    files.save(tmp_path / "show.blend")
    calls = [
        {"name": "create_segment", "arguments": BLUE, "made": [[9, "Segment 9"]]},
        {"name": "modify_segment", "arguments": {"segment_id": 9, "color": "green"}},
        {"name": "modify_segment", "arguments": {"segment_id": 1, "name": "First"}},
    ]
    row = {"job": 1, "blend": "show.blend", "recipe": calls, "result": "out/show.result.json"}
    out = {"blend": "out/show.blend", "csv": "out/show.csv", "still": "out/show.png"}
    path = tmp_path / "job.json"
    path.write_text(json.dumps({**row, "out": out}))
    return path


def test_a_job_starts_from_a_file_and_leaves_it_as_it_is(show):
    source = show.parent / "show.blend"
    before = source.read_bytes()
    assert run(show) == 0
    found = record(show)
    assert found["state"] == "ok" and found["segments"] == 2 and found["song"] == "show.blend"
    assert sorted(found["outputs"]) == ["blend", "csv", "still"] and not found["sections"]
    scene = files.open_scene(show.parent / "out" / "show.blend", None)
    rows = {row["name"]: row["color"] for rows in files.timeline(scene).values() for row in rows}
    assert rows["First"] == "#ff0000" and "#008000" in rows.values()
    assert source.read_bytes() == before
    there = state(show.parent)
    assert run(show) == 0 and state(show.parent) == there


def test_without_a_file_of_its_own_what_is_rendered_is_made_again_when_it_is_gone(show):
    row = json.loads(show.read_text())
    del row["out"]["blend"]
    show.write_text(json.dumps(row))
    assert run(show) == 0
    picture, table = show.parent / "out" / "show.png", show.parent / "out" / "show.csv"
    before = state(show.parent)
    assert run(show) == 0 and state(show.parent) == before
    picture.unlink()
    assert run(show) == 0
    assert picture.is_file() and table.is_file() and record(show)["state"] == "ok"


def test_a_file_that_is_no_blend_is_told(show):
    (show.parent / "show.blend").write_bytes(b"BLENDER-v999 no")
    assert run(show) == 1
    assert record(show)["error"]["code"] == "file"

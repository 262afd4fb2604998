"""Jobs: made whole, skipped when done, made anew when anything else is asked, refused in a line."""

import json
import shutil
from pathlib import Path

import pytest

from bl_ext.user_default.sequence_maker.blender.command import files
from bl_ext.user_default.sequence_maker.blender.show import timeline_files
from bl_ext.user_default.sequence_maker.blender.song import songs
from job_help import LOOK, MADE, job, record, run, song, state, whole
from playback_server import PlaybackServer
from sound_help import needs_sound

pytestmark = [needs_sound, pytest.mark.usefixtures("addon")]


@pytest.fixture(scope="module")
def ready(addon, tmp_path_factory):
    """A folder whose job is done."""
    folder = tmp_path_factory.mktemp("done")
    path = job(folder)
    assert run(path) == 0
    return path


@pytest.fixture
def done(ready, tmp_path):
    """A copy of it: what is the same content has the same stamp, wherever it lies."""
    shutil.copytree(ready.parent, tmp_path / "copy")
    return tmp_path / "copy" / ready.name


def test_a_job_gives_all_outputs_and_tells_what_it_has_made(ready):
    found, out = whole(ready), ready.parent / "out"
    assert found["segments"] > 6 and found["length"] == pytest.approx(8.0, abs=0.1)
    assert found["requests"] == 0 and found["cost_usd"] == 0 and found["song"] == "song.wav"
    assert set(found["seconds"]) == {"hear", "make"} == set(found["stamp"])
    rows = timeline_files.read_timelines(out / "song.json")
    assert sum(len(row.segments) for row in rows) == found["segments"]
    scene = files.open_scene(out / "song.blend", None)
    assert sum(map(len, files.timeline(scene).values())) == found["segments"]
    heard = json.loads((out / "heard" / "song.json").read_text())
    assert heard["grid"]["beats"] and len(heard["content"]) == 32
    assert "<title>song</title>" in (out / "song.svg").read_text(encoding="utf-8")


def test_the_same_job_again_is_skipped_and_touches_nothing(done, capfd):
    before = state(done.parent)
    assert run(done) == 0
    assert capfd.readouterr().out.strip() == "skipped"
    assert state(done.parent) == before


@pytest.mark.parametrize("missing", ["blend", "sheet"])
def test_what_is_missing_or_of_another_size_is_made_anew(done, missing):
    out = done.parent / "out"
    (out / f"song{MADE[missing]}").write_bytes(b"half")
    assert run(done) == 0
    assert whole(done)["outputs"][missing]["bytes"] > 4


def test_another_recipe_or_song_is_made_anew_by_what_was_heard(done, monkeypatch):
    first, heard = whole(done), done.parent / "out" / "heard" / "song.json"
    data, before = json.loads(done.read_text()), heard.read_bytes()
    data["recipe"]["calls"] = data["recipe"]["calls"][1:]
    done.write_text(json.dumps(data))
    monkeypatch.setattr(songs, "analyze_steps", None)  # nobody listens
    assert run(done) == 0
    second = whole(done)
    assert second["segments"] == 1 and second["stamp"]["make"] != first["stamp"]["make"]
    assert heard.read_bytes() == before and second["stamp"]["hear"] == first["stamp"]["hear"]
    monkeypatch.undo()
    song(done.parent / "song.wav", 10.0)
    assert run(done) == 0
    assert whole(done)["length"] == pytest.approx(10.0, abs=0.1)
    assert heard.read_bytes() != before


def test_stages_one_by_one_come_to_the_same(tmp_path):
    kinds = [*MADE, "still"]
    paths = [job(tmp_path, kinds=kinds, stage=stage) for stage in ("hear",)]
    assert run(paths[0]) == 0 and list(record(paths[0])["stamp"]) == ["hear"]
    assert sorted(state(tmp_path / "out")) == ["heard/song.json", "song.result.json"]
    assert run(job(tmp_path, kinds=kinds, stage="make")) == 0
    assert not (tmp_path / "out" / "song.png").exists()
    rendered = job(tmp_path, kinds=["blend", "still"], stage="render")
    assert run(rendered) == 0
    found = whole(rendered, kinds)
    assert sorted(found["stamp"]) == ["hear", "make", "render"] and found["seconds"]["still"] > 0
    before = state(tmp_path / "out")
    assert run(rendered) == run(job(tmp_path, kinds=kinds)) == 0
    assert state(tmp_path / "out") == before


def test_a_recipe_of_prompts_asks_whom_the_environment_names(tmp_path, monkeypatch):
    red = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
    with PlaybackServer() as server:
        for number in (1, 2):
            server.will_call("create_segment", **{**red, "channel": number})
            server.will_say("There.")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        recipe = {"recipe": 1, "prompts": ["light 1", "light 2"]}
        path = job(tmp_path, recipe=recipe)
        assert run(path) == 0
    found = whole(path)
    assert found["requests"] == 4 and found["tokens"] > 0 and found["segments"] == 2


def failed(path, code, *words):
    """Check that a job has failed and called nothing whole."""
    assert run(path) == 1
    found = record(path)
    assert found["state"] == "failed" and found["error"]["code"] == code, found
    assert all(word in found["error"]["message"] for word in words), found
    assert "\n" not in found["error"]["message"] and "make" not in found["stamp"]
    assert not found["outputs"]


def test_a_song_that_is_missing_damaged_or_empty_is_told_in_the_record(tmp_path):
    path = job(tmp_path)
    (tmp_path / "song.wav").unlink()
    failed(path, "missing_file", "song.wav", "No such file")
    for content in (b"", b"not a sound"):
        (tmp_path / "song.wav").write_bytes(content)
        failed(path, "file", "Blender cannot read this as sound")
    song(tmp_path / "song.wav")
    assert run(path) == 0
    whole(path)


def test_a_recipe_that_cannot_be_done_here_fails_and_keeps_what_was_made_before(done):
    before = (done.parent / "out" / "song.blend").read_bytes()
    data = json.loads(done.read_text())
    data["recipe"]["calls"][1]["arguments"]["end_time"] = {"section": "Z9"}
    done.write_text(json.dumps(data))
    failed(done, "unknown_section", "has no section Z9")
    assert (done.parent / "out" / "song.blend").read_bytes() == before
    data["recipe"] = {**LOOK, "calls": LOOK["calls"][:1]}
    done.write_text(json.dumps({**data, "limit": 3}))
    failed(done, "turn_limit")


@pytest.mark.parametrize("signals", [(), (143,)], ids=["interrupted", "told to end"])
def test_what_was_interrupted_is_not_taken_for_what_was_made_before(done, monkeypatch, signals):
    """Another recipe's outputs may have the sizes of the first one's."""
    from bl_ext.user_default.sequence_maker.blender.jobs import job_outputs

    text, real, kept = done.read_text(), job_outputs.os.replace, []

    def interrupted(source, target):
        if Path(target).name == "song.csv":
            raise KeyboardInterrupt(*signals)
        kept.append(target)
        real(source, target)

    done.write_text(text.replace("blue", "lime"))
    monkeypatch.setattr(job_outputs.os, "replace", interrupted)
    code = signals[0] if signals else 130
    assert run(done) == code and any(str(name).endswith("song.json") for name in kept)
    monkeypatch.undo()
    assert record(done)["error"]["code"] == "interrupted"
    done.write_text(text)
    assert run(done) == 0
    whole(done)
    assert "0000ff" in (done.parent / "out" / "song.csv").read_text().replace("#", "")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"recipe": {"recipe": 1, "calls": [{"name": "glow"}]}}, "call 1, glow: there is no such"),
        ({"recipe": "none.json"}, "none.json: there is no such file"),
        ({"language": "xx"}, "there is no language"),
        ({"result": "song.wav"}, "two of the job's files"),
    ],
)
def test_what_is_no_job_is_refused_before_anything_starts(tmp_path, capfd, more, words):
    path = job(tmp_path, **more)
    before = state(tmp_path)
    assert run(path) == 2
    said = capfd.readouterr().err
    assert words in said and said.count("\n") == 1
    assert state(tmp_path) == before


def test_other_options_do_not_go_with_a_job(tmp_path, capfd):
    from bl_ext.user_default.sequence_maker.blender.jobs import job_entry

    assert job_entry.main(["--job", str(job(tmp_path)), "--yes"]) == 2
    assert "takes no other options" in capfd.readouterr().err


def test_the_sign_of_life_goes_on_while_blender_renders(tmp_path, monkeypatch):
    from bl_ext.user_default.sequence_maker.blender.jobs import job_claims

    monkeypatch.setattr(job_claims.Claim.__init__, "__defaults__", (60.0, 0.02))
    beats, real = [], job_claims.os.utime

    def noted(path, *given, **more):
        beats.append(path)
        real(path, *given, **more)

    monkeypatch.setattr(job_claims.os, "utime", noted)
    path = job(tmp_path, kinds=["blend", "movie"])
    within = []
    render = files.render

    def rendered(*given, **more):
        before = len(beats)
        render(*given, **more)
        within.append(sum(str(path).endswith(".claim") for path in beats[before:]))

    monkeypatch.setattr(files, "render", rendered)
    assert run(path) == 0
    assert within and within[0] > 2
    whole(path, ["blend", "movie"])

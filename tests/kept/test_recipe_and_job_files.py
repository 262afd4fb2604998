"""Recipes and jobs as texts: read back, refused in one sentence, stamped by content."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.kept import job_file, recipe_file, result_file
from bl_ext.user_default.sequence_maker.kept.result_file import Record
from bl_ext.user_default.sequence_maker.tools import TOOLS

RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
LIGHT = {"name": "create_segment", "arguments": RED}
LOOK = {"recipe": 1, "name": "Club look", "calls": [LIGHT]}
values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
calls = st.builds(
    lambda name, given, made: {"name": name, "arguments": given, "made": made},
    st.text(max_size=12),
    st.dictionaries(st.text(max_size=8), values, max_size=4),
    st.lists(st.tuples(st.integers(0, 99), st.text("ab", max_size=5)).map(list), max_size=3),
)


@given(st.lists(calls, min_size=1, max_size=4), st.text("abc ", max_size=9))
def test_a_recipe_is_read_back_as_it_was_written(rows, name):
    recipe = recipe_file.of_data({"recipe": 1, "name": name, "calls": rows})
    again = recipe_file.read(recipe_file.text_of(recipe))
    assert again.as_json() == recipe.as_json() and len(again.calls) == len(rows)


def test_the_forms_of_a_recipe():
    whole = recipe_file.read(json.dumps(LOOK))
    assert whole.name == "Club look" and whole.calls[0].arguments == RED
    assert recipe_file.read(json.dumps([LIGHT])).calls == whole.calls
    lines = f"{json.dumps(LIGHT)}\n\n{json.dumps(LIGHT)}\n"
    assert recipe_file.read(lines).calls == whole.calls * 2
    said = recipe_file.read("light all of it red\n\n then blue \n", ".txt")
    assert said.prompts == ("light all of it red", "then blue") and not said.calls
    assert recipe_file.read(recipe_file.text_of(said)).prompts == said.prompts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON"),
        ("{}", "no recipe"),
        ("[1]", "damaged"),
        ('{"recipe": 2, "calls": []}', "version 2"),
        ('{"recipe": 1}', "neither calls nor prompts"),
        (json.dumps({**LOOK, "prompts": ["go"]}), "both calls and prompts"),
        (json.dumps({**LOOK, "calls": [{"arguments": {}}]}), "damaged"),
        (json.dumps({**LOOK, "calls": [{**LIGHT, "made": [["x", 1]]}]}), "damaged"),
        ('{"recipe": 1, "calls": ' + "[" * 90 + "]" * 90 + "}", "deeply"),
        ('{"name": "create_segment"', "no JSON"),
    ],
)
def test_what_is_no_recipe_is_refused_in_one_sentence(text, words):
    with pytest.raises(ValueError, match=words) as refusal:
        recipe_file.read(text)
    assert "\n" not in str(refusal.value)


def test_what_a_recipe_names_and_is_not_there_is_told_before_anything_starts():
    rows = [
        {"name": "make_it_pop", "arguments": {}},
        {"name": "create_segment", "arguments": {**RED, "colour": "red"}},
        {"name": "create_segment", "arguments": {"channel": 1, "start_time": {"section": "B1"}}},
        {"name": "clear_timeline", "arguments": {"start_time": {"section": "B1", "bar": 2}}},
        LIGHT,
    ]
    found = recipe_file.problems(recipe_file.of_data(rows), TOOLS)
    assert found[:2] == [
        "call 1, make_it_pop: there is no such function",
        "call 2, create_segment: colour is no argument of it",
    ]
    assert found[2:4] == [f"call 3, create_segment: {n} is missing" for n in ("end_time", "color")]
    assert len(found) == 5 and "a time by the music is" in found[4]


def job(folder=Path("/shows"), **more):
    """Read a job of a folder."""
    usual = {"job": 1, "song": "a.wav", "recipe": LOOK, "out": {"blend": "a.blend"}}
    text = json.dumps({**usual, "result": "a.result.json", **more})
    return job_file.read(text, folder, lambda path: f"prompts of {path.name}")


def test_paths_count_from_the_jobs_folder_and_a_recipe_may_be_a_file(tmp_path):
    found = job(tmp_path, recipe="look.txt", stage="make")
    assert found.song == tmp_path / "a.wav" and found.out["blend"] == tmp_path / "a.blend"
    assert found.recipe.prompts == ("prompts of look.txt",)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"job": 2}, "no job of version 1"),
        ({"song": 5}, "song is damaged"),
        ({"offset_ms": 600_001}, "offset_ms is damaged"),
        ({"offset_ms": -600_001}, "offset_ms is damaged"),
        ({"key": "sk-1"}, "key is damaged"),
        ({"recipe": None}, "no recipe"),
        ({"recipe": {"recipe": 1}}, "neither calls nor prompts"),
        ({"song": None}, "neither a song nor a blend"),
        ({"out": {"film": "a.mp4"}}, "no output 'film'"),
        ({"out": {"movie": "a.gif"}}, "must end in .mp4"),
        ({"out": {}}, "nothing to write"),
        ({"out": {"timelines": "a.result.json"}}, "two of the job's files are the same"),
        ({"stage": "hear"}, "needs song and heard"),
        ({"stage": "render"}, "needs out.blend"),
        ({"stage": "dance"}, "stage is damaged"),
    ],
)
def test_what_is_no_job_is_refused_in_one_sentence(more, words):
    with pytest.raises(ValueError, match=words) as refusal:
        job(**more)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("most", [600_000, -600_000])
def test_timelines_may_be_ten_minutes_late_or_early(most):
    assert job(offset_ms=most).offset_ms == most


def made(found, song="s" * 32, version="1"):
    return job_file.stamps(found, song, "", version)["make"]


def test_a_stamp_is_that_of_the_content_and_not_of_the_folder():
    first = made(job())
    assert first == made(job(Path("/elsewhere"), song="deep/b.wav", out={"blend": "b.blend"}))
    assert first == made(job(result="b.json", heard="c.json", stage="make", claims=False))
    others = [
        made(job(), song="t" * 32),
        made(job(), version="2"),
        made(job(yes=True)),
        made(job(limit=5)),
        made(job(offset_ms=20)),
        made(job(language="de")),
        made(job(out={"blend": "a.blend", "csv": "a.csv"})),
        made(job(recipe={**LOOK, "calls": [LIGHT, LIGHT]})),
    ]
    assert len({first, *others}) == len(others) + 1
    still = job(out={"blend": "a.blend", "still": "a.png"})
    assert made(still) == first
    assert job_file.render_stamp(still, "b", "1") != job_file.render_stamp(still, "c", "1")


def test_a_record_is_read_back_and_a_damaged_one_counts_for_nothing(tmp_path):
    there = tmp_path / "a.blend"
    there.write_bytes(b"1234")
    record = Record("ok", {"make": "0" * 64}, "a.wav", sections=["A1"], cost_usd=0.5)
    record.note_file("blend", there)
    text = result_file.text_of(record)
    again = result_file.read(text)
    assert again == record and again.has_done("make", "0" * 64, {"blend": there})
    assert not again.has_done("make", "1" * 64, {"blend": there})
    assert not again.has_done("make", "0" * 64, {"blend": there, "csv": tmp_path / "a.csv"})
    there.write_bytes(b"12")
    assert not again.has_done("make", "0" * 64, {"blend": there})
    assert all(result_file.read(text[:end]) == Record() for end in range(0, len(text) - 3, 7))

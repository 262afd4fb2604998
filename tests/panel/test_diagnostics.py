"""The diagnostics show what the scene keeps, and export it without harm."""

import csv
import io
import json
import os

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, scene_metrics
from bl_ext.user_default.sequence_maker.blender.dialogs import (
    diagnostics,
    diagnostics_data,
    export_operators,
)
from bl_ext.user_default.sequence_maker.chat.conversation import Call, Conversation, Turn
from bl_ext.user_default.sequence_maker.chat.metrics import FIGURES, NAMES, Metrics, total
from turn_help import kept_text

KEY = "sk-" + "x" * 40


def metrics(**more: float | None) -> Metrics:
    known = {"time_to_first_token": 0.48, "response_time": 4.12, "prompt_tokens": 2103}
    known |= {"completion_tokens": 212, "cost_usd": 0.0021, "tokens_per_second": 58.2}
    return Metrics(**{**known, "tool_calls": 5, "tool_time": 0.031, "requests": 1, **more})


def turn(prompt: str = "Color Ball 1", *requests: Metrics, **more: str) -> Turn:
    where = {"endpoint": f"https://user:{KEY}@api.openai.com/v1?key={KEY} gpt-5-mini"}
    return Turn(prompt, requests=list(requests or (metrics(),)), status="complete", **where | more)


@pytest.fixture
def chat(scene) -> chats.Chat:
    """A chat of three turns, stored in its scene."""
    found = chats.chat_of(scene)
    found.conversation.turns += [
        turn("=1+1", metrics(), metrics(cost_usd=None)),
        turn(),
        turn("Last", metrics(retries=2)),
    ]
    found._opened = 1
    found._totals = total(m for t in found.conversation.turns for m in t.requests)
    found.store()
    return found


@pytest.mark.parametrize("scope", list(diagnostics.GROUPS))
def test_every_number_is_the_scene_property_that_it_comes_from(chat, scope):
    group = getattr(chat.scene.sequence_maker, diagnostics.GROUPS[scope])
    shown = diagnostics.rows(chat.scene, scope)
    assert [figure.name for figure in shown] == diagnostics_data.SHOWN
    for figure in shown:
        kept = getattr(group, figure.name)
        assert figure.label == type(group).bl_rna.properties[figure.name].name
        if figure.value is None:
            assert kept == -1 and figure.text == "unknown"
        else:
            assert figure.value == kept
            assert figure.text == diagnostics_data.text_of(FIGURES[figure.name].unit, kept)


def test_what_is_unknown_is_said_so_and_never_zero(chat):
    by_name = {figure.name: figure for figure in diagnostics.rows(chat.scene, "LAST_TURN")}
    assert by_name["reasoning_tokens"].text == by_name["cached_tokens"].text == "unknown"
    assert by_name["retries"].text == "2"
    empty = diagnostics_data.figures_of(Metrics())
    assert {f.text for f in empty if f.value is None} == {"unknown"}


def test_every_figure_of_a_request_is_shown_but_the_raw_count():
    assert set(NAMES) - set(diagnostics_data.SHOWN) == {"characters", "sent_characters"}


def test_the_table_has_the_newest_turns_first(chat):
    rows = diagnostics_data.turn_rows(chat.conversation)
    assert [(row.number, row.prompt) for row in rows] == [
        (3, "Last"),
        (2, "Color Ball 1"),
        (1, "=1+1"),
    ]
    assert (rows[0].tokens, rows[0].time, rows[2].cost) == ("2,315", "4.1 s", "unknown")
    many = Conversation([turn(str(number)) for number in range(50)])
    assert [row.number for row in diagnostics_data.turn_rows(many)] == list(range(50, 42, -1))


def test_the_charts_have_24_turns_and_gaps_where_nothing_is_known():
    data = diagnostics_data.series(Conversation([turn() for _ in range(40)]))
    assert len(data.response) == len(data.first) == len(data.tokens) == len(data.speed) == 24
    gap = diagnostics_data.series(Conversation([turn("", metrics(completion_tokens=None))]))
    assert gap.tokens == (None,)


def test_the_series_are_gathered_only_after_a_change(chat):
    first = diagnostics.charted(chat.conversation)
    assert diagnostics.charted(chat.conversation) is first
    chat.conversation.turns[-1].requests.append(metrics())
    assert diagnostics.charted(chat.conversation) is not first


def test_a_turn_that_took_the_place_of_another_one_is_charted_for_itself(chat):
    slow, quick = metrics(response_time=9.0), metrics(response_time=1.0)
    chat.conversation.turns[-1] = turn("first try", slow)
    assert diagnostics.charted(chat.conversation).response[-1] == 9.0
    chat.conversation.turns[-1] = turn("second try", quick)
    assert diagnostics.charted(chat.conversation).response[-1] == 1.0


def test_the_json_has_every_scope_turn_and_request(chat):
    kept = json.loads(export_operators.text_of(chat.scene, "JSON"))
    last = scene_metrics.read(chat.scene.sequence_maker.last_request).as_dict()
    assert kept["figures"]["last_request"] == last
    assert set(kept["figures"]) == {"last_request", "last_turn", "session", "totals"}
    assert [len(row["requests"]) for row in kept["turns"]] == [2, 1, 1]
    assert kept["turns"][0]["figures"]["cost_usd"] is None
    assert (kept["turns"][0]["host"], kept["turns"][0]["model"]) == ("api.openai.com", "gpt-5-mini")


def test_the_csv_has_a_line_per_request_and_unknown_is_empty(chat):
    lines = list(csv.DictReader(io.StringIO(export_operators.text_of(chat.scene, "CSV"))))
    assert [(line["turn"], line["request"]) for line in lines] == [
        ("1", "1"),
        ("1", "2"),
        ("2", "1"),
        ("3", "1"),
    ]
    assert lines[1]["cost_usd"] == "" and lines[0]["reasoning_tokens"] == ""
    assert lines[0]["prompt_tokens"] == "2103" and lines[3]["retries"] == "2"


@pytest.mark.parametrize(
    "prompt", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=cmd|' /C'!A"]
)
def test_a_prompt_is_no_formula_in_a_spreadsheet(prompt):
    text = diagnostics_data.as_csv(Conversation([turn(prompt)]))
    (line,) = csv.DictReader(io.StringIO(text))
    assert line["prompt"].startswith("'")


def test_no_export_has_a_key(chat):
    chat.conversation.turns[0].entries.append(Call("1", "create_segment", result={"ok": True}))
    for format in ("JSON", "CSV"):
        assert KEY not in export_operators.text_of(chat.scene, format)


def test_a_long_prompt_is_clipped_to_one_line():
    text = diagnostics_data.as_csv(Conversation([turn("a\nb " * 5000)]))
    assert len(text.splitlines()) == 2 and len(text) < 1000


@pytest.mark.parametrize(("format", "ending"), [("JSON", ".json"), ("CSV", ".csv")])
def test_the_operator_writes_the_file(chat, tmp_path, format, ending):
    path = tmp_path / "figures.json"
    done = bpy.ops.sequence_maker.export_diagnostics(filepath=str(path), format=format)
    assert done == {"FINISHED"}
    written = (tmp_path / f"figures{ending}").read_text(encoding="utf-8")
    if format == "CSV":
        assert written == export_operators.text_of(chat.scene, format)
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"figures{ending}"]


def test_a_file_that_exists_is_only_replaced_on_purpose(chat, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text("mine")
    with pytest.raises(RuntimeError, match="exists already"):
        bpy.ops.sequence_maker.export_diagnostics(filepath=str(path), format="CSV")
    assert path.read_text() == "mine"
    bpy.ops.sequence_maker.export_diagnostics(filepath=str(path), format="CSV", overwrite=True)
    assert path.read_text() != "mine"


def test_what_cannot_be_written_is_said(chat, tmp_path, monkeypatch):
    missing = tmp_path / "not there" / "a.json"
    with pytest.raises(RuntimeError, match="cannot be written: No such file"):
        bpy.ops.sequence_maker.export_diagnostics(filepath=str(missing), format="JSON")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(RuntimeError, match="cannot be written"):
        bpy.ops.sequence_maker.export_diagnostics(
            filepath=str(tmp_path / "folder.json"), format="JSON", overwrite=True
        )
    locked = tmp_path / "locked.json"
    locked.write_text("mine")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RuntimeError, match="it may not be changed"):
        bpy.ops.sequence_maker.export_diagnostics(
            filepath=str(locked), format="JSON", overwrite=True
        )
    assert locked.read_text() == "mine"
    with pytest.raises(RuntimeError, match="Choose a file"):
        bpy.ops.sequence_maker.export_diagnostics(filepath="", format="JSON")


def test_without_turns_there_is_nothing_to_export(scene):
    assert not bpy.ops.sequence_maker.export_diagnostics.poll()


def test_the_dialog_changes_nothing_when_it_is_run_headless(chat):
    before = kept_text(chat.scene)
    assert bpy.ops.sequence_maker.diagnostics() == {"FINISHED"}
    assert kept_text(chat.scene) == before


@pytest.mark.parametrize("empty", [True, False])
def test_the_dialog_can_be_drawn(scene, empty):
    from test_preferences import Recorder

    conversation = Conversation([] if empty else [turn(), turn("")])
    chats.chat_of(scene).conversation.turns += conversation.turns
    chats.chat_of(scene).store()
    layout = Recorder()
    diagnostics.draw_figures(layout, scene, "LAST_TURN", conversation)
    diagnostics.draw_charts(layout, conversation)
    diagnostics.draw_turns(layout, conversation)
    diagnostics.draw_actions(layout, bpy.context)
    assert "Time to First Token" in layout.shown
    assert ("Charts appear after the first prompt" in layout.shown) is empty
    assert "sequence_maker.test_connection" in layout.shown

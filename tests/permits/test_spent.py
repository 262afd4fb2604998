"""What is spent is kept per file, session and day, and a cap stops before anything is sent."""

import json
import os
import stat
from datetime import date, timedelta

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, estimates
from bl_ext.user_default.sequence_maker.blender.permits import caps, spent
from bl_ext.user_default.sequence_maker.blender.settings import turn_settings
from bl_ext.user_default.sequence_maker.blender.settings.preferences import preferences
from bl_ext.user_default.sequence_maker.chat.metrics import Metrics
from bl_ext.user_default.sequence_maker.chat.spending import Amount, Budget, Cap
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import RULES, Endpoint
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from playback_server import PlaybackServer
from turn_help import ask, place

DOLLAR = Metrics(cost_usd=1.0, prompt_tokens=900, completion_tokens=100, requests=1)


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch):
    """A file for today of its own, and nothing spent."""
    monkeypatch.setattr(spent, "_place", lambda: tmp_path / "spent.json")
    spent._session.forget()
    spent._files.clear()
    yield tmp_path / "spent.json"
    spent._session.forget()
    spent._files.clear()


def test_a_turn_is_added_to_session_day_and_file(scene, fresh):
    spent.note(scene, [DOLLAR])
    spent.note(scene, [DOLLAR, Metrics(requests=1, sent_characters=400)])
    expected = Amount(2.0, 2100, 1)
    assert spent.so_far() == {"session": expected, "day": expected, "file": expected}
    kept = scene.sequence_maker.spent
    assert (kept.usd, kept.tokens, kept.unknown) == (2.0, 2100, 1)
    row = json.loads(fresh.read_text())
    assert row == {"day": date.today().isoformat(), "usd": 2.0, "tokens": 2100, "unknown": 1}
    if os.name != "nt":
        assert stat.S_IMODE(fresh.stat().st_mode) == 0o600


def test_what_another_blender_spends_counts_today(scene, fresh):
    spent.note(scene, [DOLLAR])
    other = {"day": date.today().isoformat(), "usd": 5.0, "tokens": 7, "unknown": 0}
    fresh.write_text(json.dumps(other))
    spent.look_again()
    assert spent.so_far()["day"] == Amount(5.0, 7, 0)
    spent.note(scene, [DOLLAR])
    assert spent.so_far()["day"] == Amount(6.0, 1007, 0)
    assert spent.so_far()["session"].usd == 2.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"day": 3}',
        '{"day": "today", "usd": -4, "tokens": 1, "unknown": 0}',
        '{"day": "today", "usd": NaN, "tokens": 1, "unknown": 0}',
        '{"day": "today", "usd": 1e300, "tokens": 1, "unknown": 0}',
        '{"day": "2001-01-01", "usd": 9, "tokens": 9, "unknown": 9}',
        "x" * 50_000,
    ],
)
def test_a_damaged_or_old_file_is_nothing_spent(scene, fresh, text):
    fresh.write_text(text.replace("today", date.today().isoformat()))
    assert spent.so_far()["day"] == Amount()
    spent.note(scene, [DOLLAR])
    assert spent.so_far()["day"].usd == 1.0 and json.loads(fresh.read_text())["usd"] == 1.0


def test_where_nothing_can_be_written_the_session_still_counts(scene, fresh, monkeypatch):
    monkeypatch.setattr(spent, "_place", lambda: None)
    spent.note(scene, [DOLLAR])
    assert spent.so_far()["day"].usd == 1.0 and not fresh.exists()


@pytest.mark.parametrize("where", ["no file", "a damaged one"])
def test_what_was_spent_yesterday_is_not_spent_today(scene, fresh, monkeypatch, where):
    monkeypatch.setattr(spent, "_place", lambda: None if where == "no file" else fresh)
    spent.note(scene, [DOLLAR])
    spent._session.get().day -= timedelta(days=1)  # as midnight has passed
    fresh.write_text("{")
    spent.look_again()
    assert spent.so_far()["day"] == Amount() and spent.so_far()["session"].usd == 1.0


def test_a_reached_cap_refuses_the_prompt_before_anything_is_sent(scene, fresh):
    with PlaybackServer() as server:
        spent.note(scene, [DOLLAR])
        budget = Budget({"day": Cap(usd=1.0)}, spent.so_far())
        with pytest.raises(ToolError, match=r"about \$1.00 of \$1.00 are spent for today"):
            ask(place(server), scene, "hello", spending=budget)
        assert not server.requests and not chats.chat_of(scene).conversation.turns
        server.will_say("Fine.")
        larger = Budget({"day": Cap(usd=2.0)}, spent.so_far())
        assert ask(place(server), scene, "hello", spending=larger).status == "complete"


def test_the_preferences_say_which_caps_there_are(fresh):
    group = preferences().caps
    assert caps.caps_of(group) == {}
    group.use_day_usd, group.day_usd = True, 2.5
    group.use_file_tokens, group.file_tokens = True, 1000
    try:
        assert caps.caps_of(group) == {"day": Cap(2.5, None), "file": Cap(None, 1000)}
        rules = Endpoint("Plain Commands", "", RULES, offline=True)
        assert not turn_settings.options(rules).spending.caps, "rules cost nothing"
    finally:
        for name in ("use_day_usd", "use_file_tokens"):
            group.property_unset(name)


def test_undo_does_not_give_money_back(scene, fresh):
    chat = chats.chat_of(scene)
    spent.note(scene, [DOLLAR])
    scene.sequence_maker.spent.usd = 0.0  # as an undo does
    chat.store()
    assert scene.sequence_maker.spent.usd == 1.0


def test_a_file_keeps_what_it_has_cost(scene, fresh, tmp_path):
    spent.note(scene, [DOLLAR])
    name = scene.name
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "kept.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "kept.blend"))
    assert spent.so_far()["file"].usd == 1.0 and name in bpy.data.scenes


def test_an_estimate_changes_nothing_and_is_what_is_sent(scene, fresh):
    with PlaybackServer() as server:
        for _ in range(3):
            server.will_say("long " * 300)
            ask(place(server), scene)
        chat, endpoint = chats.chat_of(scene), place(server)
        before = (chat.conversation.fit, len(chat.conversation.turns))
        options = turn_settings.options(endpoint)
        found = estimates.of_next(chat, "and now", endpoint, options)
        assert (chat.conversation.fit, len(chat.conversation.turns)) == before
        server.will_say("Fine.")
        turn = ask(endpoint, scene, "and now")
    told = turn.requests[0].sent_characters
    assert found.tokens == pytest.approx(told / 4, rel=0.35) and found.tokens > 1000

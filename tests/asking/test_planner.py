"""Many songs are planned at once: each once, within all limits, whatever the server does."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asking_song
import batch_planner
import planner_help as help
from asking_calls import picture, replayed
from asking_gate import Gate
from batch_planner import Caps, estimate
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.music.in_memory.fresh_world import FreshWorld
from client_fixtures import no_waiting  # noqa: F401
from music_world import analysis
from planner_help import OFFLINE, Model, busy, calling, endpoint, names, planner, run, saying
from strict_server import Reply, Server, serving

pytestmark = pytest.mark.usefixtures("no_waiting")
FLASH = {"channel": 1, "color": "white"}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    """Let songs that a busy server turned away wait no longer than needed."""
    monkeypatch.setattr(batch_planner, "PAUSE", 0.02)


@pytest.fixture
def heard(tmp_path):
    return help.heard(tmp_path)


def right(found, count):
    """Check that every song has its own plan."""
    for number in range(count):
        row = found[f"song {number}"]
        assert row.error is None, row
        name, arguments = help.segment(number)
        assert row.calls == [{"name": name, "arguments": arguments}]


def test_each_song_is_planned_once_and_with_its_own_calls(tmp_path, heard):
    model, threads = Model(), []
    with serving(model) as url:
        made = planner(tmp_path, endpoint(url))
        songs = names(30)
        found = run(made, songs, heard, lambda: threads.append(threading.active_count()))
    right(found, 30)
    assert len(model.requests) == 60 and model.most <= 4
    row = found["song 7"]
    assert (row.requests, row.tokens, row.cost_usd) == (2, 240, 0.0)
    assert made.spent.requests == 60 and made.spent.tokens == 60 * 120


def test_a_song_may_be_added_while_others_run_but_once(tmp_path, heard):
    with serving(Model()) as url:
        made, found = planner(tmp_path, endpoint(url)), []
        made.add("song 1", heard, help.LENGTH)
        made.step()
        made.add("song 2", heard, help.LENGTH)
        with pytest.raises(ValueError, match="planned already"):
            made.add("song 1", heard, help.LENGTH)
        while made.busy:
            found += made.step()
        assert sorted(row.name for row in found) == ["song 1", "song 2"]


def test_a_server_that_refuses_every_third_request_is_asked_more_slowly(tmp_path, heard):
    model, told, paces = Model(lambda n: busy() if n % 3 == 0 else None), [], set()
    with serving(model) as url:
        made = planner(tmp_path, endpoint(url), caps=Caps(at_once=8), tell=told.append)
        found = run(made, names(40), heard, lambda: paces.add(made.at_once))
    right(found, 40)
    answered = 80
    assert len(model.requests) == pytest.approx(answered * 3 / 2, abs=4)
    assert min(paces) < 8 and max(paces) <= 8 and any("slow down" in text for text in told)


def test_a_song_that_is_turned_away_again_and_again_is_planned_later(tmp_path, heard):
    model = Model(lambda number: busy() if number <= 9 else None)
    with serving(model) as url:
        found = run(planner(tmp_path, endpoint(url), caps=Caps(at_once=1)), names(3), heard)
    right(found, 3)


def test_requests_of_a_minute_are_kept(tmp_path, heard, monkeypatch):
    monkeypatch.setattr("asking_gate.MINUTE", 0.5)
    passed, real = {}, Gate.wait_of

    def noted(self, own):
        wait = real(self, own)
        if not wait:
            passed[own] = own.out
        return wait

    monkeypatch.setattr(Gate, "wait_of", noted)
    with serving(Model()) as url:
        found = run(planner(tmp_path, endpoint(url), caps=Caps(6)), names(8), heard)
    right(found, 8)
    times = sorted(passed.values())
    assert len(times) == 16
    assert all(later - first >= 0.499 for first, later in zip(times, times[6:], strict=False))


def test_the_money_cap_ends_the_batch_with_what_runs_and_a_later_run_counts_on(tmp_path, heard):
    model = Model()
    model.cost = 0.01  # a request; a song takes two
    with serving(model) as url:
        made = planner(tmp_path, endpoint(url), caps=Caps(usd=0.13, at_once=3))
        found = run(made, names(20), heard)
        done = [row for row in found.values() if row.error is None]
        left = [row for row in found.values() if row.error is not None]
        assert len(done) == 6, "seven would cost 0.14"
        assert {row.error["code"] for row in left} == {"stopped"}
        assert all("Money cap" in row.error["message"] for row in left) and made.stopped
        assert all(row.cost_usd == pytest.approx(0.02) for row in done)
        assert not any(row.requests for row in left) and len(model.requests) == 12
        again = run(planner(tmp_path, endpoint(url), caps=Caps(usd=0.13)), names(3), heard)
        assert all(row.error["code"] == "stopped" for row in again.values())
        assert len(model.requests) == 12
        more = run(planner(tmp_path, endpoint(url), caps=Caps(usd=0.17)), names(3), heard)
        assert sum(row.error is None for row in more.values()) == 2


def test_a_price_that_nobody_knows_keeps_no_cap(tmp_path, heard, monkeypatch):
    prices = sys.modules["bl_ext.user_default.sequence_maker.chat.prices"]
    monkeypatch.setattr(prices, "is_local", lambda url: False)
    model = Model()
    with serving(model) as url:
        made = planner(tmp_path, endpoint(url), caps=Caps(usd=5.0))
        found = run(made, names(5), heard)
    assert "price of test-model" in made.stopped
    assert sum(row.error is None for row in found.values()) == 1 and len(model.requests) == 2
    assert found["song 0"].cost_usd is None


def test_a_server_that_dies_ends_the_batch_soon(tmp_path, heard):
    dead = Reply(b"", cut=True)
    model = Model(lambda number: dead if number > 9 else None)
    with serving(model) as url:
        made = planner(tmp_path, endpoint(url), caps=Caps(at_once=2))
        found = run(made, names(60), heard)
    done = [name for name, row in found.items() if row.error is None]
    assert 3 <= len(done) <= 5 and "got no answer" in made.stopped
    assert len(model.requests) < 40
    assert all(row.calls == [] for row in found.values() if row.error)


def test_a_key_that_is_refused_is_tried_by_no_more_than_what_runs(tmp_path, heard):
    body = json.dumps({"error": {"message": "Invalid API key"}}).encode()
    server = Server(lambda _: Reply(body, 401, kind="application/json"))
    with serving(server) as url:
        made = planner(tmp_path, endpoint(url), caps=Caps(at_once=2))
        found = run(made, names(20), heard)
    assert all(row.error for row in found.values())
    assert "Key refused" in made.stopped and len(server.requests) <= 2


def test_the_key_is_kept_and_told_nowhere(tmp_path, heard):
    told = []
    said = saying(f"The key is {help.KEY}.")
    server = Server(lambda _: said)
    with serving(server) as url:
        made = planner(tmp_path, endpoint(url), tell=told.append)
        found = run(made, names(2), heard)
    assert "Nothing was changed: The key is" in found["song 1"].error["message"]
    everything = repr(found) + repr(told) + repr(made.stopped)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert help.KEY not in everything and help.KEY.encode() not in kept


def flashing(yes: bool, tmp_path, heard, prompts=("flash",)):
    rows = [{**FLASH, "start_time": n / 10, "end_time": n / 10 + 0.05} for n in range(20)]

    def answer(body):
        if body["messages"][-1]["role"] == "tool":
            return saying("Done.")
        return calling(("create_segments_batch", {"segments": rows}))

    with serving(Server(answer)) as url:
        made = planner(tmp_path, endpoint(url), prompts, yes=yes)
        return run(made, names(1), heard)["song 0"]


def test_what_asks_is_done_with_yes_and_fails_with_its_question_without(tmp_path, heard):
    asked = flashing(False, tmp_path, heard)
    assert asked.error["code"] == "question" and "flash" in asked.error["message"]
    agreed = flashing(True, tmp_path, heard)
    assert agreed.error is None and len(agreed.calls) == 1


def test_plain_commands_need_no_server_and_proposals_need_a_yes(tmp_path, heard):
    prompts = ("light channels 1 and 2 red on every beat",)
    sure = run(planner(tmp_path, OFFLINE, prompts), names(3), heard)
    assert all(row.error is None and row.calls for row in sure.values()), sure
    assert {(row.tokens, row.cost_usd) for row in sure.values()} == {(0, 0.0)}
    odd = ("lihgt channels 1 and 2 red on every beat please and thanks",)
    asked = run(planner(tmp_path, OFFLINE, odd), names(1), heard)["song 0"]
    assert asked.error["code"] == "question", asked
    agreed = run(planner(tmp_path, OFFLINE, odd, yes=True), names(1), heard)["song 0"]
    assert agreed.error is None and agreed.calls
    lost = run(planner(tmp_path, OFFLINE, ("make it so",)), names(5), heard)
    assert {row.error["code"] for row in lost.values()} <= {"not_understood", "question"}


def scripted(*answers):
    """Return a server that gives each song's turn the calls of a list, and then says so."""

    def answer(body):
        if body["messages"][-1]["role"] == "tool":
            return saying("Done.")
        turn = sum(row["role"] == "user" for row in body["messages"]) - 1
        return calling(*answers[turn])

    return Server(answer)


RED = ("create_segment", {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"})
BLUE = ("create_segment", {"channel": 2, "start_time": 1, "end_time": 3, "color": "blue"})
GREEN = ("modify_segment", {"segment_id": 2, "color": "green"})
AGAIN = ("repeat_turn", {"on": "B1", "channels": [5]})


@pytest.mark.parametrize(
    "turns",
    [
        ([RED], [BLUE], [GREEN]),
        ([RED, BLUE], [("undo_last_turn", {})], [BLUE]),
        ([RED], [AGAIN]),
        ([RED], [BLUE], [("undo_last_turn", {})], [AGAIN], [GREEN]),
        ([RED, ("get_music", {"what": "beats"}), ("delete_segment", {"segment_id": 99})], [BLUE]),
    ],
)
def test_prompts_go_on_one_timeline_and_come_to_one_list_of_calls(tmp_path, heard, turns):
    prompts = [f"prompt {number}" for number in range(len(turns))]
    with serving(scripted(*turns)) as url:
        made = planner(tmp_path, endpoint(url), prompts)
        found = run(made, names(1), heard)["song 0"]
    assert found.error is None, found
    written = {call["name"] for call in found.calls}
    assert not written & {"undo_last_turn", "repeat_turn", "get_music"}
    again = replayed(found.calls, FreshWorld("song 0", analysis(), help.LENGTH))
    colors = sorted(s.color for s in again.timelines.segments())
    assert len(colors) == len(again.timelines.segments()) > 0
    assert picture(again) == picture(replayed(found.calls, FreshWorld("song 0", analysis(), 45)))
    if turns[1] == [AGAIN]:
        assert {s.channel for s in again.timelines.segments()} == {1, 5}
    if turns[0] == [RED, BLUE]:
        assert [s.channel for s in again.timelines.segments()] == [2]


def test_a_turn_that_stays_within_the_limit_of_another_song_fails_on_its_own(tmp_path, heard):
    rows = [{**FLASH, "start_time": n, "end_time": n + 1} for n in range(40)]
    with serving(scripted([("create_segments_batch", {"segments": rows})])) as url:
        made = planner(tmp_path, endpoint(url), limit=30)
        found = run(made, names(1), heard)["song 0"]
    assert found.error["code"] == "nothing_planned" and not found.calls


WHAT = st.sampled_from(["good"] * 6 + ["busy", "trouble", "cut", "words", "nonsense", "unread"])


@settings(max_examples=15)
@given(
    answers=st.lists(WHAT, max_size=40),
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4),
    at_once=st.integers(1, 6),
    steps=st.integers(1, 30),
)
def test_whatever_a_server_does_each_song_ends_once_and_all_is_counted(
    tmp_path_factory, answers, sizes, at_once, steps
):
    folder = tmp_path_factory.mktemp("fuzz")
    heard, model = help.heard(folder), Model(lambda number: odd(answers, number))
    ended, added = [], 0
    with serving(model) as url:
        made = planner(folder, endpoint(url), caps=Caps(at_once=at_once))
        for size in sizes:
            for name in names(size, added):
                made.add(name, heard, help.LENGTH)
            added += size
            for _ in range(steps):
                ended += made.step(0.005)
        while made.busy:
            ended += made.step()
        made.close()
    assert sorted(row.name for row in ended) == sorted(names(added))
    for row in ended:
        number = int(row.name.split()[1])
        name, arguments = help.segment(number)
        assert bool(row.calls) == (row.error is None)
        assert row.calls in ([], [{"name": name, "arguments": arguments}])
    assert made.spent.requests == sum(row.requests for row in ended) <= len(model.requests)
    assert made.spent.tokens == sum(row.tokens for row in ended)


def odd(answers, number):
    """Return what a server does in place of a good answer, None for that one."""
    match answers[number - 1] if number <= len(answers) else "good":
        case "busy":
            return busy(0.005)
        case "trouble":
            return Reply(b"{}", 503, kind="application/json", headers={"retry-after-ms": "5"})
        case "cut":
            return Reply(b'data: {"choices"', cut=True)
        case "words":
            return saying("I would rather not.")
        case "nonsense":
            return calling(("no_such_function", {"channel": "?"}))
        case "unread":
            return Reply(b"<html>busy</html>", kind="text/html")
    return None


@pytest.mark.parametrize("broken", ["calls_of", "_error_of", "RunningTurn"])
def test_trouble_of_ours_costs_one_song_and_not_the_batch(tmp_path, heard, monkeypatch, broken):
    real, counted = getattr(asking_song, broken), []

    def failing(*given, **more):
        counted.append(1)
        if len(counted) == 3:
            raise RuntimeError("a fault of ours")
        return real(*given, **more)

    monkeypatch.setattr(asking_song, broken, failing)
    with serving(Model()) as url:
        found = run(planner(tmp_path, endpoint(url)), names(6), heard)
    assert [row.error["code"] for row in found.values() if row.error] == ["internal"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 1}', "no JSON", "null"])
def test_a_song_whose_record_is_damaged_costs_itself_only(tmp_path, heard, text):
    bad = tmp_path / "bad.json"
    bad.write_text(text)
    with serving(Model()) as url:
        made = planner(tmp_path, endpoint(url))
        made.add("song 5", bad, help.LENGTH)
        made.add("song 6", tmp_path / "missing.json", help.LENGTH)
        ended = []
        while made.busy or len(ended) < 2:
            ended += made.step()
        found = run(made, names(2), heard)
    assert {row.error["code"] for row in ended} == {"not_heard"}
    right(found, 2)


def test_closing_ends_all_that_runs_and_what_was_spent_stays(tmp_path, heard):
    go_on = threading.Event()
    model = Model(lambda number: go_on.wait(30) and None)
    with serving(model) as url:
        made = planner(tmp_path, endpoint(url), caps=Caps(usd=1.0, at_once=4))
        for name in names(6):
            made.add(name, heard, help.LENGTH)
        while not model.requests:
            made.step()
        made.close()
        assert not made.busy
        go_on.set()
    kept = json.loads((tmp_path / ".batch" / "spent.json").read_text())
    assert kept["aside"] == {}


def test_planning_needs_no_blender(tmp_path, heard):
    code = f"""
import sys
sys.modules["bpy"] = sys.modules["aud"] = None
sys.path.insert(0, {str(Path(batch_planner.__file__).parents[1])!r})
import rooms
from pathlib import Path
from batch_planner import Caps, Planner
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import RULES, Endpoint
offline = Endpoint("Plain Commands", "", RULES, offline=True)
spent = Path({str(tmp_path / "s.json")!r})
made = Planner(offline, ["make channel 1 red from 0 to 2 seconds"], Caps(), spent)
made.add("song", Path({str(heard)!r}), 45.0)
found = []
while made.busy:
    found += made.step()
print(found[0])
"""
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ)
    )
    assert "create_segment" in told.stdout, told.stderr


def test_the_estimate_grows_with_songs_and_prompts_and_knows_prices():
    local = Endpoint("test", "http://127.0.0.1:9/v1", "m")
    tokens, usd = estimate(["light it"], [200.0] * 10, local)
    assert usd == 0.0 and 20_000 < tokens < 200_000
    assert estimate(["light it"], [200.0] * 20, local)[0] == 2 * tokens
    assert estimate(["light it", "softer"], [200.0] * 10, local)[0] > 2 * tokens
    assert estimate(["light it"], [200.0], OFFLINE) == (0, 0.0)
    listed = Endpoint("test", "https://api.openai.com/v1", "gpt-4o-mini", api_key=help.KEY)
    _, dollars = estimate(["light it"], [200.0] * 10, listed)
    assert dollars is not None and 0.005 < dollars < 0.5
    unknown = Endpoint("test", "https://example.com/v1", "nobody-knows", api_key=help.KEY)
    assert estimate(["light it"], [200.0], unknown)[1] is None

"""The money of a batch: counted over all runs, shared by submitters, and never beyond its cap."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asking_purse
from asking_purse import LEFT, Purse

SCRIPTS = str(Path(asking_purse.__file__).parents[1])


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".batch" / "spent.json"


def test_a_later_run_counts_on(path):
    first = Purse(path, 1.0)
    assert not first.take("a")
    first.pay("a", 0.4, 1000, 2)
    first.end("a")
    again = Purse(path, 1.0)
    known = again.spent
    assert (known.usd, known.tokens, known.requests, known.songs) == (0.4, 1000, 2, 1)
    assert not again.take("b")
    again.pay("b", 0.4, 1000)
    again.end("b")
    assert "$0.8000 of $1.0000 is spent" in again.take("c")


@given(
    cap=st.floats(0.05, 2),
    costs=st.lists(st.floats(0.001, 0.3), min_size=1, max_size=20),
    at_once=st.integers(1, 6),
)
def test_the_cap_is_passed_by_no_more_than_what_runs(tmp_path_factory, cap, costs, at_once):
    purse = Purse(tmp_path_factory.mktemp("purse") / "spent.json", cap)
    running: list[tuple[str, float]] = []
    for number, cost in enumerate(costs):
        name = str(number)
        if len(running) == at_once:
            _end(purse, *running.pop(0))
        if purse.take(name):
            break
        assert purse.spent.usd < cap, "nothing is begun once it is spent"
        running.append((name, cost))
    for row in running:
        _end(purse, *row)
    assert purse.spent.usd <= cap + at_once * max(costs)


def _end(purse, name, cost):
    purse.pay(name, cost, 10)
    purse.end(name)


def test_what_runs_is_set_aside_for_all_submitters(path):
    one, other = Purse(path, 0.25), Purse(path, 0.25)
    one.take("first")
    one.pay("first", 0.1, 10)
    one.end("first")
    assert not one.take("a")
    assert "set aside" in other.take("b"), "0.1 is spent, 0.1 is set aside, and 0.1 more is needed"
    one.end("a", counts=False)
    assert not other.take("b")


def test_what_somebody_who_is_gone_had_set_aside_counts_as_spent(path):
    now = [1000.0]
    gone = Purse(path, 1.0, lambda: now[0])
    gone.guess = 0.3
    gone.take("a")
    now[0] += LEFT + 1
    later = Purse(path, 1.0, lambda: now[0])
    later.pay("b", 0.1, 1)
    assert later.spent.usd == pytest.approx(0.4)


def test_what_is_renewed_stays_set_aside(path):
    now = [1000.0]
    lives = Purse(path, 1.0, lambda: now[0])
    lives.take("a")
    for _ in range(10):
        now[0] += LEFT / 2
        lives.renew()
    other = Purse(path, 1.0, lambda: now[0])
    other.pay("b", 0.1, 1)
    assert other.spent.usd == pytest.approx(0.1)


def test_several_processes_lose_no_cent(path):
    code = (
        f"import sys; sys.path.insert(0, {SCRIPTS!r}); import rooms\n"
        "from asking_purse import Purse\nfrom pathlib import Path\n"
        f"purse = Purse(Path({str(path)!r}), None)\n"
        "for _ in range(100): purse.pay('a', 0.01, 3)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    known = Purse(path, None).spent
    assert (round(known.usd, 6), known.tokens, known.requests) == (3.0, 900, 300)


def test_a_lock_that_was_left_behind_is_taken_over(path):
    Purse(path, None).pay("a", 0.1, 1)
    lock = path.with_name(f".{path.name}.lock")
    lock.touch()
    os.utime(lock, (1, 1))
    Purse(path, None).pay("a", 0.1, 1)
    assert Purse(path, None).spent.usd == pytest.approx(0.2)
    assert not lock.exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"spent": 1, "usd": "1"}', '{"spent": 2}', "\x00", "null"]
)
def test_a_damaged_file_is_no_licence_to_spend(path, text):
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(ValueError, match=r"spent\.json is damaged"):
        Purse(path, 1.0)
    assert path.read_text() == text


@pytest.mark.parametrize("field", ["usd", "tokens", "requests", "songs"])
def test_nonsense_in_a_figure_is_damage(path, field):
    Purse(path, None).pay("a", 0.1, 1)
    data = json.loads(path.read_text())
    for nonsense in (-1, float("nan"), float("inf"), "much", None):
        path.write_text(json.dumps({**data, field: nonsense}))
        with pytest.raises(ValueError, match="damaged"):
            Purse(path, None)


def test_without_a_cap_everything_is_counted_and_nothing_refused(path):
    purse = Purse(path, None)
    assert purse.take("a") == ""
    purse.pay("a", 10_000.0, 5)
    purse.end("a")
    assert purse.take("b") == "" and purse.spent.usd == 10_000.0

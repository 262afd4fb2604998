"""The parts of a batch that need no process: songs, manifest, tickets and stamps."""

import importlib
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import batch_folder
from batch_estimate import in_words
from batch_folder import KINDS, STALE, Shows, Ticket, is_alive, is_claimed
from batch_help import RED, write_song
from batch_looks import look_of
from batch_manifest import Manifest, Row
from batch_options import UsageError, parser, workers_of
from batch_songs import find
from batch_stages import Look

STEMS = st.text("aAbB.é ", min_size=1, max_size=4).filter(lambda name: name.strip(". ") != "")


@given(stems=st.lists(STEMS, min_size=1, max_size=6))
def test_every_song_is_taken_or_refused_and_no_two_write_the_same_file(
    tmp_path_factory: pytest.TempPathFactory, stems: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("found")
    files = {write_song(folder / str(number) / f"{stem}.wav") for number, stem in enumerate(stems)}
    found = find(sorted(files), False, Shows(folder / "shows"))
    assert len(found.songs) + len(found.refused) == len(files)
    shows = Shows(folder / "shows")
    names = [
        path.name.casefold()
        for song in found.songs
        for path in (shows.result(song.name), *(shows.output(song.name, kind) for kind in KINDS))
    ]
    assert len(set(names)) == len(names)


ROWS = st.builds(
    Row,
    name=st.text(max_size=5),
    song=st.text(max_size=9),
    state=st.sampled_from(["waiting", "ok", "failed"]),
    cost=st.none() | st.floats(0, 9),
)


@given(rows=st.lists(ROWS, max_size=6), cut=st.integers(0, 400), later=ROWS)
def test_a_manifest_that_was_cut_off_keeps_its_whole_lines_and_takes_more(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], cut: int, later: Row
) -> None:
    path = tmp_path_factory.mktemp("manifest") / "batch.jsonl"
    manifest = Manifest(path)
    for row in rows:
        assert manifest.keep(row) == ""
    assert Manifest(path).rows == {row.name: row for row in rows}
    data = path.read_bytes() if rows else b""
    path.write_bytes(data[:cut])
    whole = data[:cut].count(b"\n")
    kept = {row.name: row for row in rows[:whole]}
    if cut < len(data) and data[cut : cut + 1] == b"\n":
        kept[rows[whole].name] = rows[whole]  # all but the end of the line was written
    again = Manifest(path)
    assert again.rows == kept
    again.keep(later)
    assert Manifest(path).rows == {**kept, later.name: later}
    again.tidy()
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(again.rows)
    assert Manifest(path).rows == again.rows


def test_tidying_a_manifest_keeps_what_another_submitter_added_since(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    Manifest(path).keep(Row("both", "b", state="waiting"))
    mine, other = Manifest(path), Manifest(path)
    mine.keep(Row("mine", "m", state="ok"))
    other.keep(Row("other", "o", state="ok"))
    other.keep(Row("both", "b", state="ok"))
    mine.tidy()
    assert {row.name: row.state for row in Manifest(path).rows.values()} == dict.fromkeys(
        ("both", "mine", "other"), "ok"
    )


def test_lines_of_others_in_a_manifest_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    odd = ["", "null", "[]", "{}", '{"name": 3, "song": ""}', '{"name": "x"}', "{" * 5000]
    wrong = {"name": "x", "song": "", "stages": 3}
    path.write_text("\n".join([*odd, json.dumps(wrong)]), encoding="utf-8")
    assert Manifest(path).rows == {}


def test_a_submitter_that_ends_while_it_is_looked_at_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows = Shows(tmp_path)
    shows.make()
    mine, other = Ticket(shows, "a"), Ticket(shows, "b")

    def ends(path: Path) -> bool:
        other.end()
        return True

    monkeypatch.setattr(batch_folder, "is_alive", ends)
    assert mine.others() == []


def test_a_ticket_counts_as_long_as_its_submitter_lives(tmp_path: Path) -> None:
    shows = Shows(tmp_path)
    shows.make()
    mine, other = Ticket(shows, "a"), Ticket(shows, "b")
    assert mine.others() == ["b"] and is_alive(other.path)
    host = other.path.name.rsplit("-", 2)[0]
    gone = other.path.with_name(f"{host}-{2**22 + 1}-1")
    other.path.replace(gone)
    assert not is_alive(gone) and mine.others() == []
    far = gone.with_name("elsewhere-1-1")
    gone.replace(far)
    assert is_alive(far)
    os.utime(far, (0, time.time() - STALE - 1))
    assert not is_alive(far)
    mine.sweep()
    assert [path.name for path in mine.path.parent.iterdir()] == [mine.path.name]
    mine.path.unlink()
    mine.beat()
    assert mine.path.exists()


def test_a_claim_counts_as_long_as_it_shows_life(tmp_path: Path) -> None:
    claim = tmp_path / "x.result.json.claim"
    assert not is_claimed(tmp_path / "x.result.json")
    claim.touch()
    assert is_claimed(tmp_path / "x.result.json")
    os.utime(claim, (0, time.time() - STALE - 1))
    assert not is_claimed(tmp_path / "x.result.json")


def look(tmp_path: Path, *arguments: str) -> Look:
    """Return the look of a command line."""
    recipe = tmp_path / "look.json"
    recipe.write_text(json.dumps({"recipe": 1, "calls": [RED]}), encoding="utf-8")
    line = ["songs", "--recipe", str(recipe), "--out", "shows", *arguments]
    return look_of(parser().parse_args(line), str)


def test_a_stamp_tells_every_option_that_matters_and_no_path(tmp_path: Path) -> None:
    song = find([write_song(tmp_path / "a.wav", 1)], False, Shows(tmp_path / "s")).songs[0]
    plain = look(tmp_path)
    options = ["--offset-ms=5"], ["--limit=9"], ["--yes"], ["--language=de"], ["--still"]
    looks = [plain, *(look(tmp_path, *more) for more in options)]
    looks.append(replace(plain, model="m at s"))
    assert len({each.stamp(song) for each in looks}) == len(looks)
    assert plain.stamp(song) == plain.stamp(replace(song, path=Path("elsewhere"), name="b"))
    assert plain.stamp(song) != plain.stamp(replace(song, key="other"))


def test_timelines_may_be_ten_minutes_late_or_early(tmp_path: Path) -> None:
    for most in ("600000", "-600000"):
        assert look(tmp_path, f"--offset-ms={most}").offset_ms == float(most)
        for wrong in (f"{most}.5", "nan"):
            with pytest.raises(UsageError, match="--offset-ms: the offset must be from"):
                look(tmp_path, f"--offset-ms={wrong}")


def test_a_machine_works_in_a_process_for_each_core_but_one_unless_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dask = SimpleNamespace(LOOPBACK="127.0.0.1", SETTINGS={})  # is in an environment of its own
    monkeypatch.setitem(sys.modules, "batch_dask", dask)
    batch_machines = importlib.import_module("batch_machines")
    begun: list[tuple[str, ...]] = []
    monkeypatch.setattr(batch_machines, "_dask", lambda *words: begun.append(words) or 0)
    monkeypatch.setattr(batch_machines.batch_unit, "command", tuple)
    monkeypatch.setattr("os.sched_getaffinity", lambda process: range(5), raising=False)
    assert workers_of(parser().parse_args(["songs", "--recipe", "look", "--out", "shows"])) == 4
    for more, count in ((), 4), (("--workers", "7"), 7):
        assert batch_machines.worker(["tcp://HOST:8786", *more]) == 0
        assert begun.pop()[:4] == ("dask_worker", "tcp://HOST:8786", "--nworkers", str(count))


def test_times_are_told_roughly() -> None:
    assert [in_words(x) for x in (0.2, 70, 600, 7200)] == [
        "about 1 s",
        "about 70 s",
        "about 10 min",
        "about 2.0 h",
    ]

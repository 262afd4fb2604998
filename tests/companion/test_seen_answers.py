"""The gate on what the small model answered to requests that the rules decline, as it was kept.

`tests/data/small_model/seen.jsonl` has its calls by the ids of `tests/data/commands/seen`; where
the rules understand a request by now, its answer counts no more.
"""

import json
from pathlib import Path

import plain_world
from bl_ext.user_default.sequence_maker.chat.proposing import gate
from bl_ext.user_default.sequence_maker.chat.proposing.grounds import grounds_of
from bl_ext.user_default.sequence_maker.plain.reading import Reading
from command_score import judged, rows

DATA = Path(__file__).resolve().parents[1] / "data" / "small_model" / "seen.jsonl"


def test_what_passes_of_them_is_right_and_something_does():
    known = {row["id"]: row for row in rows("seen")}
    right, wrong, asked = [], [], 0
    for line in DATA.read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        row = known[answer["id"]]
        if plain_world.reading(row["text"]).kind != "declined":
            continue
        asked += 1
        grounds = grounds_of(row["text"], plain_world.situation())
        passed = gate.passed(
            [tuple(call) for call in answer["calls"]], grounds, plain_world.situation()
        )
        if passed:
            good = judged(row, Reading("proposal", passed)) == "agreed"
            (right if good else wrong).append(row["text"])
    assert wrong == [] and (right or asked < 50), (wrong, asked)

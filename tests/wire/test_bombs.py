"""Servers that flood, swell or drip: the turn ends, memory and file stay small."""

import os
import sys

import pytest

import bombs

PART = (
    "text",
    "refused arguments",
    "unknown fields",
    "gzip",
    "error",
    "dripping thinking",
    "dripping error",
)


@pytest.mark.skipif(sys.platform != "linux", reason="peaks of memory are read as Linux tells them")
def test_no_bomb_swells_the_process_the_file_or_the_turn():
    every = list(bombs.BOMBS)
    rows = bombs.run(every if "SEQUENCE_MAKER_THOROUGH" in os.environ else [*PART])
    for row in rows:
        assert row["peak_mb"] <= bombs.MOST_MB, row
        assert row["kept"] <= 1_000_000, row
        assert row["status"] != "running" and row["code"], row
        drips = row["bomb"].startswith("dripping")
        assert (row["code"] == "max_seconds") == drips, row

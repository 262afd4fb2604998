"""A guest in Blender: others keep what is theirs, and all is as it was once the guest has left."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from strict_server import Reply, Server, healthy, serving

HERE = Path(__file__).resolve().parents[1]
OLD = "from typing import *  # as it was long ago\nMARK = 'old'\n"
NEIGHBOR = """
import typing_extensions

def early():
    return typing_extensions.MARK

def late():
    from typing_extensions import MARK
    return MARK
"""


def known(body):
    """Answer as `healthy` does, for one model only."""
    if body["model"] == "test-model":
        return healthy(body)
    told = {"error": {"message": "The model does not exist", "code": "model_not_found"}}
    return Reply(json.dumps(told).encode(), 404, kind="application/json")


@pytest.fixture(scope="module", params=["before SIG_DFL", "after SIG_IGN"])
def guest(request, tmp_path_factory):
    """Which neighbor came when, what SIGPIPE did before, and what `among_others.py` saw."""
    folder = tmp_path_factory.mktemp("guest")
    when, found = request.param.split()
    (folder / "old").mkdir()
    (folder / "old" / "typing_extensions.py").write_text(OLD)
    (folder / "old" / "neighbor.py").write_text(NEIGHBOR)
    with serving(Server(known)) as url:
        ended = subprocess.run(
            [sys.executable, HERE / "among_others.py", url, folder / "old", when, found],
            env={**os.environ, "BLENDER_USER_RESOURCES": str(folder / "user")},
            capture_output=True,
            text=True,
            timeout=200,
        )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return found, folder / "old", json.loads(ended.stdout.splitlines()[-1])


def test_an_older_typing_extensions_of_the_system_stays_everybodys_but_ours(guest):
    _, old, seen = guest
    assert seen["same"] == [True] * 6
    assert seen["neighbor"] == ["old", "old"]
    assert Path(seen["ours"]).parent != old
    assert seen["paths"] == []


def test_all_works_beside_it_and_nothing_of_ours_looks_for_another_one_later(guest):
    _, _, seen = guest
    assert seen["status"] == [["complete", "model_unknown", "ok", True]] * 2
    assert seen["late"] == []


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="Windows has no SIGPIPE")
def test_a_broken_pipe_does_after_the_add_on_what_it_did_before(guest):
    found, _, seen = guest
    before, ignored = str(getattr(signal, found)), str(signal.SIG_IGN)
    assert seen["pipe"] == [before, ignored, before, ignored, before]
    assert seen["straggler"] == "internal", "the thread was told of it, and Blender lives"

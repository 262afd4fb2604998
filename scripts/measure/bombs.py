"""Servers that flood, swell or drip: `python3 scripts/measure/bombs.py [NAME ...]`.

Each bomb answers the requests of one turn in Blender. For each a line of JSON tells how the turn
ended, how much the peak of the memory grew (MB), the longest tick on the main thread (milliseconds
of processor time) and how many characters the file keeps. The server is a process of its own, on
loopback. A turn must end within `SECONDS` and a second, and grow the peak by `MOST_MB` at most.
`tests/wire/test_bombs.py` runs a part of them.
"""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from environment import DEFAULT, ROOT, environment  # noqa: E402

SECONDS = 6.0
MOST_MB, MOST_MS = 100, 50
MB = 1 << 20
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\r\n"
ERROR = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json\r\n"
ZIPPED = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n"
ZIPPED += b"Content-Encoding: gzip\r\n\r\n"

Pieces = Iterator[bytes]


def sse(delta: dict[str, Any], finish: str | None = None) -> bytes:
    """Return one event of a stream."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


def called(arguments: str, number: int = 0) -> bytes:
    """Return the event that brings a part of a call's arguments."""
    function = {"name": "create_segments_batch", "arguments": arguments}
    return sse({"tool_calls": [{"index": number, "id": f"c{number}", "function": function}]})


def flood(head: bytes, piece: bytes, total: int, *, first: bytes = b"", end: bytes = b"") -> Pieces:
    """Yield so many bytes of one piece, repeated."""
    yield head + first
    for _ in range(total // len(piece)):
        yield piece
    yield end


def drip(head: bytes, piece: bytes) -> Pieces:
    """Yield a piece now and then, for ever."""
    yield head
    while True:
        time.sleep(0.25)
        yield piece


@cache
def swollen(levels: int, size: int) -> bytes:
    """Return so many blanks, compressed several times over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join([packer.compress(b" " * MB) for _ in range(size // MB)]) + packer.flush()
    for _ in range(levels - 1):
        data = gzip.compress(data, 9)
    return data


STOP = sse({}, "stop") + b"data: [DONE]\n\n"
CALLS = sse({}, "tool_calls") + b"data: [DONE]\n\n"
ROW = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red", "name": "n" * 300}
REFUSED = json.dumps({"segments": [ROW] * 2500})
"""A batch of 0.9 MB that is larger than a call may make."""
BOMBS: dict[str, Callable[[], Pieces]] = {
    "text": lambda: flood(HEAD, sse({"content": "lorem ipsum "}), 60 * MB, end=STOP),
    "large pieces of text": lambda: flood(HEAD, sse({"content": "x" * 500_000}), 60 * MB, end=STOP),
    "thinking": lambda: flood(HEAD, sse({"reasoning_content": "hm " * 50}), 60 * MB, end=STOP),
    "unknown fields": lambda: flood(HEAD, sse({"odd": "x" * 100_000}), 60 * MB, end=STOP),
    "many unknown fields": lambda: flood(
        HEAD, sse({"odd": [{"a": [n] * 50} for n in range(200)]}), 60 * MB, end=STOP
    ),
    "arguments": lambda: flood(HEAD, called("[" * 100_000), 60 * MB, end=CALLS),
    "refused arguments": lambda: flood(
        HEAD, b"x", 0, first=b"".join(called(REFUSED, n) for n in range(4)), end=CALLS
    ),
    "calls": lambda: flood(
        HEAD, b"x", 0, first=b"".join(called("{}", n) for n in range(20_000)), end=CALLS
    ),
    "one line": lambda: flood(HEAD, b"x" * MB, 200 * MB, first=b"data: "),
    "empty lines": lambda: flood(HEAD, b"\n" * 65536, 100 * MB),
    "empty events": lambda: flood(HEAD, b'data: {"choices": []}\n\n' * 1000, 60 * MB, end=STOP),
    "gzip": lambda: flood(ZIPPED, b"x", 0, first=swollen(1, 1 << 30)),
    "gzip twice": lambda: flood(ZIPPED, b"x", 0, first=swollen(2, 1 << 30)),
    "error": lambda: flood(ERROR + b"\r\n", b"x" * MB, 2000 * MB),
    "error, gzip twice": lambda: flood(
        ERROR + b"Content-Encoding: gzip, gzip\r\n\r\n", b"x", 0, first=swollen(2, 1 << 30)
    ),
    "dripping blanks": lambda: drip(HEAD, b" "),
    "dripping comments": lambda: drip(HEAD, b": ping\n\n"),
    "dripping thinking": lambda: drip(HEAD, sse({"reasoning_content": " "})),
    "dripping text": lambda: drip(HEAD, sse({"content": "a"})),
    "dripping headers": lambda: drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
    "dripping error": lambda: drip(ERROR + b"\r\n", b"x"),
}


def serve() -> int:
    """Serve the bombs on loopback in threads; return the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            client, _ = listener.accept()
            threading.Thread(target=answer, args=(client,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return int(listener.getsockname()[1])


def answer(client: socket.socket) -> None:
    """Read a request, whose path names the bomb, and play it."""
    with client:
        head, body = b"", b""
        while b"\r\n\r\n" not in head:
            head += client.recv(65536)
        head, _, body = head.partition(b"\r\n\r\n")
        size = next(int(n.split(b":")[1]) for n in head.lower().split(b"\r\n") if b"length" in n)
        while len(body) < size:  # what is not read would make the end a reset
            body += client.recv(65536)
        number = int(head.split(b" ", 2)[1].split(b"/")[1])
        try:
            for piece in list(BOMBS.values())[number]():
                client.sendall(piece)
        except OSError:
            pass


def child(port: str, names: list[str]) -> None:
    """Run a turn against each bomb, in Blender, and print what came of it."""
    sys.path.insert(0, str(ROOT / "tests"))
    import door

    scene = door.fresh()
    chats, options = door.module("blender.chat.chats"), door.module("chat.options")
    endpoints, limits = door.module("chat.wire.endpoint"), door.module("toolkit.world").Limits
    for name in ["", *names]:  # the first one, which nobody answers, imports what a turn needs
        number = list(BOMBS).index(name) if name else 0
        url = f"http://127.0.0.1:{port if name else 9}/{number}/v1"
        chat = chats.chat_of(scene)
        chat.clear()
        before, began, longest = reset_peak(), time.monotonic(), 0.0
        given = options.Options(max_requests=1, max_seconds=SECONDS)
        chat.send("go", endpoints.Endpoint("bomb", url, "m"), given, limits())
        while chat.running is not None:
            tick = time.thread_time()
            chat.pump()
            longest = max(longest, time.thread_time() - tick)
            time.sleep(0.005)
        if not name:
            continue
        turn = chat.conversation.turns[-1]
        row = {"bomb": name, "status": turn.status, "code": (turn.error or {}).get("code", "")}
        row |= {"seconds": round(time.monotonic() - began, 1), "peak_mb": peak() - before}
        row |= {"tick_ms": round(1000 * longest), "kept": chat.shelf.places.size()}
        print(json.dumps(row), flush=True)


def reset_peak() -> int:
    """Forget the peak of the memory so far; return what is in use, in MB (Linux)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak()


def peak() -> int:
    """Return the largest memory in use since `reset_peak`, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    found = next(line for line in lines if line.startswith("VmHWM"))
    return int(found.split()[1]) // 1024


def run(names: list[str]) -> list[dict[str, Any]]:
    """Play some bombs and return a row for each."""
    for levels in (1, 2):
        swollen(levels, 1 << 30)  # takes longer than a client waits
    command = [str(environment(DEFAULT)), str(Path(__file__).resolve()), "--child", str(serve())]
    done = subprocess.run([*command, *names], capture_output=True, text=True, timeout=600)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"bomb"')]
    if len(rows) != len(names):
        raise RuntimeError(f"not all bombs were survived:\n{done.stdout}{done.stderr}")
    return rows


def main() -> int:
    """Play the bombs and print what came of them."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], sys.argv[3:])
        return 0
    wanted = sys.argv[1:] or list(BOMBS)
    bad = 0
    for row in run(wanted):
        over = row["peak_mb"] > MOST_MB or row["seconds"] > SECONDS + 1 or row["tick_ms"] > MOST_MS
        bad += over
        print(json.dumps(row), "  <-- too much" if over else "", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    way_out.run(main)

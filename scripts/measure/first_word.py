"""Tells how much longer the first word of a session takes: `python3 scripts/measure/first_word.py`.

A line for each of five fresh processes, each with a loopback server of its own in another process:
milliseconds from sending to the first word, of the first prompt and the median of the next five,
once cold and once after warming up; then the median of their ratios. After warming up the first
may take 1.3 times the others. Times are those of a clock, in one process beside each other.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from environment import DEFAULT, ROOT, environment  # noqa: E402

PROCESSES, NEXT, MOST = 5, 5, 1.3
ANSWER = (
    b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\r\n"
    b'data: {"choices": [{"index": 0, "delta": {"content": "Hello"}, "finish_reason": null}]}\n\n'
    b'data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}\n\n'
    b"data: [DONE]\n\n"
)


def serve() -> int:
    """Answer every request with one word until standard input ends; the port is printed."""
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    threading.Thread(target=_accept, args=(server,), daemon=True).start()
    sys.stdin.read()
    return 0


def _accept(server: socket.socket) -> None:
    while True:
        client = server.accept()[0]
        data = b""
        while b"\r\n\r\n" not in data:
            data += client.recv(65_536)
        head, _, body = data.partition(b"\r\n\r\n")
        sizes = [line for line in head.lower().split(b"\r\n") if b"content-length" in line]
        while sizes and len(body) < int(sizes[0].split(b":")[1]):
            body += client.recv(65_536)
        client.sendall(ANSWER)
        client.close()


def child(port: str, warm: bool) -> None:
    """Send prompts in this process and print the milliseconds to each first word."""
    sys.path.insert(0, str(ROOT / "tests"))
    import door

    scene = door.fresh()
    chats, warm_up = door.module("blender.chat.chats"), door.module("blender.chat.warm_up")
    endpoint = door.module("chat.wire.endpoint").Endpoint("t", f"http://127.0.0.1:{port}/v1", "m")
    options, limits = door.module("chat.options").Options(), door.module("toolkit.world").Limits()
    if warm:
        warm_up.thread().join()
    taken = []
    for _ in range(1 + NEXT):
        chat, begun = chats.chat_of(scene), time.perf_counter()
        turn = chat.send("hello", endpoint, options, limits)
        while not turn.record.text and turn.active:
            chat.pump()
            time.sleep(0.0005)
        taken.append(1000 * (time.perf_counter() - begun))
        while chat.pump():
            time.sleep(0.0005)
    print(json.dumps(taken))


def run(warm: bool) -> tuple[float, float]:
    """Return the milliseconds of the first prompt and of the next ones, in a fresh process."""
    python = environment(DEFAULT)
    command = [str(python), str(Path(__file__).resolve())]
    server = subprocess.Popen(
        [*command, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None and server.stdin is not None
    port = server.stdout.readline().strip()
    given = [*command, "child", port, "warm" if warm else "cold"]
    done = subprocess.run(given, capture_output=True, text=True, timeout=300)
    server.stdin.close()
    server.wait(10)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    taken = json.loads(done.stdout.splitlines()[-1])
    return taken[0], statistics.median(taken[1:])


def main() -> int:
    """Measure, print, and return 1 where the first word comes too late."""
    if sys.argv[1:2] == ["serve"]:
        return serve()
    if sys.argv[1:2] == ["child"]:
        child(sys.argv[2], sys.argv[3] == "warm")
        return 0
    ratios: dict[bool, list[float]] = {False: [], True: []}
    for number in range(PROCESSES):
        told = []
        for warm in (False, True):
            first, later = run(warm)
            ratios[warm].append(first / later)
            told.append(f"{'warm' if warm else 'cold'} {first:.0f} then {later:.0f} ms")
        print(f"{number + 1}: {', '.join(told)}", flush=True)
    cold, warm_ratio = (statistics.median(ratios[way]) for way in (False, True))
    print(f"first / next: cold {cold:.1f}, after warming up {warm_ratio:.2f} (at most {MOST})")
    return int(warm_ratio > MOST)


if __name__ == "__main__":
    way_out.run(main)

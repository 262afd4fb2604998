"""A server that holds a history to the rules of the strictest, and one that fails on demand."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from playback_server import chunk, sse, usage

ID = re.compile(r"[a-zA-Z0-9]{9}")
KNOWN = {"role", "content", "tool_calls"}


def broken_rule(body: dict[str, Any]) -> str:
    """Return the first rule that a request breaks, "" if it breaks none."""
    seen, waiting, before = set[str](), list[str](), ""
    for place, message in enumerate(body["messages"]):
        role = message["role"]
        if role == "tool":
            if message["tool_call_id"] not in waiting:
                return f"{place}: a result without its call"
            waiting.remove(message["tool_call_id"])
            before = role
            continue
        if waiting:
            return f"{place}: a call without its result"
        if role == "user" and before in ("user", "tool"):
            return f"{place}: Unexpected role 'user' after role '{before}'"
        if role == "assistant" and (why := _of_the_model(message, seen)):
            return f"{place}: {why}"
        waiting = [call["id"] for call in message.get("tool_calls") or ()]
        before = role
    return "a call without its result" if waiting else ""


def _of_the_model(message: dict[str, Any], seen: set[str]) -> str:
    calls = message.get("tool_calls") or []
    content = message.get("content")
    if set(message) - KNOWN:
        return f"messages: property {sorted(set(message) - KNOWN)} is unsupported"
    if not calls and not (content or "").strip():
        return "assistant has neither content nor tool_calls"
    if content is not None and not content.strip():
        return "text content blocks must be non-empty"
    for call in calls:
        if not ID.fullmatch(call["id"]) or call["id"] in seen:
            return f"Tool call id was {call['id']}"
        if not isinstance(json.loads(call["function"]["arguments"]), dict):
            return "arguments must be an object"
        seen.add(call["id"])
    return ""


@dataclass
class Reply:
    """What a server sends; `cut` closes the connection behind it without its end."""

    body: bytes
    status: int = 200
    cut: bool = False
    kind: str = "text/event-stream"
    headers: dict[str, str] = field(default_factory=dict)


def healthy(body: dict[str, Any]) -> Reply:
    """Answer as a good and strict server: a call for a prompt, words for a result."""
    if why := broken_rule(body):
        return Reply(json.dumps({"error": {"message": why}}).encode(), 400, kind="application/json")
    if body["messages"][-1]["role"] == "tool":
        return Reply(sse(chunk({"content": "Done."}), chunk({}, "stop"), usage()))
    arguments = json.dumps({"channel": 1, "start_time": 0, "end_time": 1, "color": "red"})
    function = {"name": "create_segment", "arguments": arguments}
    call = {"index": 0, "id": "call_0", "type": "function", "function": function}
    return Reply(sse(chunk({"tool_calls": [call]}), chunk({}, "tool_calls"), usage()))


class Answering(Protocol):
    """What can be served."""

    requests: list[dict[str, Any]]

    @property
    def answer(self) -> Callable[[dict[str, Any]], Reply]:
        """Return the answer to a request."""


class Server:
    """Answers by a function; `answer` may be changed at any time."""

    def __init__(self, answer: Callable[[dict[str, Any]], Reply] = healthy) -> None:
        self.answer = answer
        self.requests: list[dict[str, Any]] = []


@contextmanager
def serving(server: Answering) -> Iterator[str]:
    """Serve on loopback; yield the base address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            """Answer one request."""
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(body)
            reply = server.answer(body)
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.kind)
                size = len(reply.body) + (100 if reply.cut else 0)
                self.send_header("Content-Length", str(size))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)
            except OSError:
                pass  # the client has hung up
            self.close_connection = self.close_connection or reply.cut

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_address[1]}/v1"
    finally:
        http.shutdown()
        http.server_close()
        thread.join()

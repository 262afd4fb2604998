"""A loopback server that speaks Anthropic's Messages API as a model that thinks before it calls.

It plays prepared answers, and refuses what Anthropic refuses of a history that comes back.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Row = dict[str, Any]
PIECE = 37
"""Characters of a piece of text, thinking, signature or arguments."""
THOUGHTS = ("thinking", "redacted_thinking")
NAME = re.compile(r"[a-zA-Z0-9_-]+")


@dataclass(frozen=True)
class Answer:
    """One prepared answer.

    Attributes:
        thinking: What is thought before, a block each; None is one that only the model can read.
        text: What is said.
        calls: The arguments of calls of `create_segment`, no two alike in a conversation.
    """

    thinking: tuple[str | None, ...] = ()
    text: str = ""
    calls: tuple[Row, ...] = ()

    def blocks(self, ids: Iterator[int]) -> list[Row]:
        """Return the content as the API has it, thinking first."""
        found = [_thought(text, number) for number, text in enumerate(self.thinking)]
        if self.text:
            found.append({"type": "text", "text": self.text})
        for call in self.calls:
            use = {"type": "tool_use", "id": f"toolu_01{next(ids):022d}", "name": "create_segment"}
            found.append({**use, "input": call})
        return found


def _thought(text: str | None, number: int) -> Row:
    """Return a block with a signature that no other one has."""
    secret = b"".join(hashlib.sha256(f"{text}{number}{n}".encode()).digest() for n in range(12))
    signed = base64.b64encode(secret).decode()
    if text is None:
        return {"type": "redacted_thinking", "data": signed}
    return {"type": "thinking", "thinking": text, "signature": signed}


class _Rules:
    """What Anthropic refuses of the messages of a request.

    Attributes:
        whole: How many thinking blocks came back as they were sent, in one request at most.
    """

    def __init__(self) -> None:
        self.whole = 0
        self._thoughts: list[Row] = []
        self._before: list[tuple[Row, list[Row]]] = []

    def sent(self, blocks: list[Row]) -> None:
        """Remember an answer: what was thought, and before which calls."""
        thoughts = [block for block in blocks if block["type"] in THOUGHTS]
        self._thoughts += thoughts
        calls = [block["input"] for block in blocks if block["type"] == "tool_use"]
        self._before += [(call, thoughts) for call in calls]

    def wrong(self, messages: list[Row]) -> str:
        """Return what is wrong with messages in the words of the API, or nothing."""
        self._found = 0
        waiting, known = set[str](), set[str]()
        for number, message in enumerate(messages):
            place, role = f"messages.{number}", ("user", "assistant")[number % 2]
            if message["role"] != role:
                return f"{place}: roles must alternate, found {message['role']} instead of {role}"
            content = message["content"]
            blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
            answered = {block.get("tool_use_id") for block in blocks} - {None}
            if answered != waiting:
                return f"{place}: `tool_result` blocks for {answered} where {waiting} were called"
            waiting = {block["id"] for block in blocks if block["type"] == "tool_use"}
            fault = _empty(blocks) or _ill_named(blocks, known) or self._torn(blocks)
            if fault:
                return f"{place}: {fault}"
            known |= waiting
        self.whole = max(self.whole, self._found)
        return f"nothing answers {waiting}" if waiting else ""

    def _torn(self, blocks: list[Row]) -> str:
        """Return what is wrong with the thoughts of one message."""
        thoughts = [block for block in blocks if block["type"] in THOUGHTS]
        for thought in thoughts:
            if thought not in self._thoughts:
                return f"Invalid `signature` in `{thought['type']}` block, or not as it was sent"
        self._found += len(thoughts)
        for use in (block for block in blocks if block["type"] == "tool_use"):
            before = [thoughts for call, thoughts in self._before if call == use["input"]]
            if not before:
                return f"nobody called with {use['input']}"
            if blocks[: len(before[0])] != before[0]:
                kinds = ", ".join(block["type"] for block in blocks)
                return f"Expected `thinking` as it was sent before the call, but found {kinds}"
        return ""


def _empty(blocks: list[Row]) -> str:
    if not blocks:
        return "all messages must have non-empty content"
    texts = [block["text"] for block in blocks if block["type"] == "text"]
    return "" if all(text.strip() for text in texts) else "text content blocks must be non-empty"


def _ill_named(blocks: list[Row], known: set[str]) -> str:
    """Return what is wrong with the ids of the calls."""
    names = [block["id"] for block in blocks if block["type"] == "tool_use"]
    if len({*names}) < len(names) or known & {*names}:
        return "`tool_use` ids must be unique"
    odd = [name for name in names if not NAME.fullmatch(name)]
    return f"ids {odd} should match {NAME.pattern}" if odd else ""


class Backend:
    """The server.

    Attributes:
        refused: Why requests were refused.
    """

    def __init__(self) -> None:
        self._answers: deque[Answer] = deque()
        self._ids = itertools.count(1)
        self.begin(())
        owner = self

        class Handler(_Handler):
            backend = owner

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Backend:
        """Start serving."""
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def begin(self, answers: tuple[Answer, ...]) -> None:
        """Forget everything and prepare the answers of another conversation."""
        self._answers = deque(answers)
        self._rules, self.refused = _Rules(), list[str]()

    @property
    def whole(self) -> int:
        """How many thinking blocks came back as they were sent, in one request at most."""
        return self._rules.whole

    @property
    def left(self) -> int:
        """How many answers nobody asked for."""
        return len(self._answers)

    def answer(self, body: Row) -> tuple[int, bytes]:
        """Return status and body for a request."""
        wrong = self._rules.wrong(body["messages"])
        if not wrong and not self._answers:
            wrong = "no answer was prepared for this request"
        if wrong:
            self.refused.append(wrong)
            error = {"type": "invalid_request_error", "message": wrong}
            return 400, json.dumps({"type": "error", "error": error}).encode()
        blocks = self._answers.popleft().blocks(self._ids)
        self._rules.sent(blocks)
        return 200, b"".join(_events(blocks))


def _events(blocks: list[Row]) -> Iterator[bytes]:
    """Yield the stream of an answer."""
    usage = {"input_tokens": 25, "output_tokens": 1}
    head = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude", "content": []}
    yield _event("message_start", message={**head, "stop_reason": None, "usage": usage})
    yield _event("ping")
    for index, block in enumerate(blocks):
        empty, deltas = _streamed(block)
        yield _event("content_block_start", index=index, content_block=empty)
        for kind, name, text in deltas:
            for start in range(0, len(text), PIECE):
                delta = {"type": kind, name: text[start : start + PIECE]}
                yield _event("content_block_delta", index=index, delta=delta)
        yield _event("content_block_stop", index=index)
    reason = "tool_use" if any(block["type"] == "tool_use" for block in blocks) else "end_turn"
    yield _event("message_delta", delta={"stop_reason": reason}, usage={"output_tokens": 9})
    yield _event("message_stop")


def _streamed(block: Row) -> tuple[Row, list[tuple[str, str, str]]]:
    """Return a block as it begins, and what is then added to it: kind, field and text."""
    if block["type"] == "thinking":
        deltas = [("thinking_delta", "thinking", block["thinking"])]
        deltas.append(("signature_delta", "signature", block["signature"]))
        return {"type": "thinking", "thinking": "", "signature": ""}, deltas
    if block["type"] == "text":
        return {"type": "text", "text": ""}, [("text_delta", "text", block["text"])]
    if block["type"] == "tool_use":
        arguments = json.dumps(block["input"])
        return {**block, "input": {}}, [("input_json_delta", "partial_json", arguments)]
    return block, []  # what only the model can read comes whole


def _event(name: str, **fields: Any) -> bytes:
    return f"event: {name}\ndata: {json.dumps({'type': name, **fields})}\n\n".encode()


class _Handler(BaseHTTPRequestHandler):
    backend: Backend
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer a request."""
        size = int(self.headers.get("Content-Length", 0))
        status, body = self.backend.answer(json.loads(self.rfile.read(size)))
        self.send_response(status)
        kind = "text/event-stream" if status == 200 else "application/json"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

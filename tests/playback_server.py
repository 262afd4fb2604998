"""A loopback server that plays prepared answers of a model back, byte by byte if asked to."""

import json
import signal
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SSE = "text/event-stream; charset=utf-8"
DONE = b"data: [DONE]\n\n"


@dataclass
class Answer:
    """One prepared answer.

    Attributes:
        body: What to send.
        piece: Size of a chunk in bytes, 0 for all at once.
        status: The HTTP status.
        headers: More headers, or others than the usual ones.
        stall_before: Seconds of silence before the headers.
        stall_at: After how many bytes to fall silent, None for never.
        stall_seconds: How long that silence lasts.
        end: `clean`, `cut` (no last chunk), `reset` (RST), `close` (no length, no chunks) or
            `nothing` (RST in place of an answer).
        pause: Seconds between two chunks.
        reason: The words behind the status, if not the usual ones.
    """

    body: bytes = b""
    piece: int = 0
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stall_before: float = 0.0
    stall_at: int | None = None
    stall_seconds: float = 0.0
    end: str = "clean"
    pause: float = 0.0
    reason: str = ""


def pieces(body: bytes, size: int) -> list[bytes]:
    """Cut bytes into pieces of `size`, or leave them whole for 0."""
    size = size or max(len(body), 1)
    return [body[start : start + size] for start in range(0, len(body), size)]


def sse(*chunks: dict[str, Any], done: bool = True) -> bytes:
    """Return chunks as the body of a stream."""
    body = b"".join(b"data: " + json.dumps(chunk).encode() + b"\n\n" for chunk in chunks)
    return body + (DONE if done else b"")


def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> dict[str, Any]:
    """Return one chunk of a streamed reply."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"object": "chat.completion.chunk", "model": "test-model", "choices": [choice], **more}


def usage(prompt: int = 10, completion: int = 5, **more: Any) -> dict[str, Any]:
    """Return the chunk that carries only the tokens."""
    tokens = {"prompt_tokens": prompt, "completion_tokens": completion, **more}
    return {
        "object": "chat.completion.chunk",
        "model": "test-model",
        "choices": [],
        "usage": tokens,
    }


class PlaybackServer:
    """Answers requests in the order in which answers were prepared.

    Attributes:
        requests: The bodies of all requests so far.
        headers: Their headers.
        paths: Their paths.
        go_on: Set it to end all silences.
    """

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.arrived = threading.Semaphore(0)
        self.gone, self.go_on = threading.Event(), threading.Event()
        self._answers: deque[Answer] = deque()
        self._calls = 0
        owner = self

        class Handler(_Handler):
            server_owner = owner

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> "PlaybackServer":
        """Start serving."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving and let stalled answers go."""
        self.gone.set()
        self.go_on.set()
        socket.create_connection(self._server.server_address).close()
        self._thread.join()
        self._server.server_close()

    def _serve(self) -> None:
        """Answer, and sleep in between: an idle thread that wakes up can meet an operator."""
        if hasattr(signal, "pthread_sigmask"):  # in a window it lives in Blender's own process
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})
        while not self.gone.is_set():
            self._server.handle_request()

    @property
    def base_url(self) -> str:
        """The address for an endpoint."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def will_play(self, body: bytes = b"", **how: Any) -> None:
        """Prepare an answer of bytes; see `Answer` for the rest."""
        self._answers.append(Answer(body, **how))

    def will_fail(self, status: int, error: object = None, **headers: str) -> None:
        """Prepare an error in the usual form; `retry_after="1"` becomes a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body = json.dumps({"error": error or {"message": "no luck today"}}).encode()
        named.setdefault("Content-Type", "application/json")
        self._answers.append(Answer(body, status=status, headers=named))

    def will_say(self, text: str, **how: Any) -> None:
        """Prepare an answer in words, one chunk per word."""
        words = [chunk({"content": f"{word} "}) for word in text.split()]
        role = chunk({"role": "assistant", "content": ""})
        self.will_play(sse(role, *words, chunk({}, "stop"), usage()), **how)

    def will_call(self, name: str, **args: Any) -> None:
        """Prepare an answer that calls one tool."""
        self.will_call_all((name, args))

    def will_call_all(self, *calls: tuple[str, dict[str, Any]]) -> None:
        """Prepare an answer that calls several tools, arguments in fragments."""
        chunks = [chunk({"role": "assistant", "content": None})]
        for index, (name, args) in enumerate(calls):
            self._calls += 1
            function = {"name": name, "arguments": ""}
            call = {"index": index, "id": f"call_{self._calls}", "type": "function"}
            chunks.append(chunk({"tool_calls": [{**call, "function": function}]}))
            text = json.dumps(args)
            for start in range(0, len(text), 9):
                part = {"index": index, "function": {"arguments": text[start : start + 9]}}
                chunks.append(chunk({"tool_calls": [part]}))
        self.will_play(sse(*chunks, chunk({}, "tool_calls"), usage()))

    def next_answer(self) -> Answer:
        """Return the next prepared answer, an error if there is none left."""
        if self._answers:
            return self._answers.popleft()
        error = {"error": {"message": "the test prepared no answer for this request"}}
        return Answer(json.dumps(error).encode(), status=418)


class _Handler(BaseHTTPRequestHandler):
    """Plays one answer per request."""

    server_owner: PlaybackServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Record the request and play the next answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server_owner.requests.append(json.loads(body))
        self._play()

    def do_GET(self) -> None:
        """Play the next answer."""
        self._play()

    def _play(self) -> None:
        owner = self.server_owner
        owner.paths.append(self.path)
        owner.headers.append({name.lower(): value for name, value in self.headers.items()})
        answer = owner.next_answer()
        owner.arrived.release()
        try:
            owner.go_on.wait(answer.stall_before)
            if answer.end == "nothing":
                self._end(answer)
                return
            self._head(answer)
            for part in self._parts(answer):
                framed = part if answer.end == "close" else b"%x\r\n%s\r\n" % (len(part), part)
                self.wfile.write(framed)
            self._end(answer)
        except OSError:
            self.close_connection = True  # the client has hung up

    def _head(self, answer: Answer) -> None:
        self.send_response(answer.status, answer.reason or None)
        headers = {"Content-Type": SSE, **answer.headers}
        if answer.end == "close":
            headers["Connection"] = "close"
        else:
            headers["Transfer-Encoding"] = "chunked"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _parts(self, answer: Answer) -> Iterator[bytes]:
        body = answer.body
        if answer.stall_at is not None:
            yield from pieces(body[: answer.stall_at], answer.piece)
            self.server_owner.go_on.wait(answer.stall_seconds)
            body = body[answer.stall_at :]
        for part in pieces(body, answer.piece):
            if answer.pause:
                time.sleep(answer.pause)
            yield part

    def _end(self, answer: Answer) -> None:
        if answer.end == "clean":
            self.wfile.write(b"0\r\n\r\n")
            return
        self.close_connection = True
        if answer.end in ("reset", "nothing"):
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()

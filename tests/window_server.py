"""A model server with a context window of its own: it refuses what is larger, in its own words.

Tokens are counted with o200k over what was sent. It answers a prompt with the call that the list of
prompts names for it, if that function was offered, and a result with a few words.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bpe_openai

from strict_server import Reply

PROMPTS = json.loads(
    (Path(__file__).parent / "data" / "prompts" / "fifty.json").read_text(encoding="utf-8")
)
O200K = bpe_openai.get_encoding("o200k_base")


def tokens(value: Any) -> int:
    """Return the tokens of a text, or of a value in the JSON that is sent."""
    text = value if isinstance(value, str) else compact(value)
    return len(O200K.encode(text))


def compact(value: Any) -> str:
    """Return JSON as the client sends it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def refusal(words: str, used: int, window: int) -> dict[str, Any]:
    """Return the error body of a server for a request that is too long."""
    if words == "openai":
        message = "Your input exceeds the context window of this model. Please adjust your input."
        return {"error": {"message": message, "code": "context_length_exceeded", "param": "input"}}
    if words == "llama.cpp":
        message = "the request exceeds the available context size, try increasing it"
        error = {"code": 400, "message": message, "type": "exceed_context_size_error"}
        return {"error": {**error, "n_prompt_tokens": used, "n_ctx": window}}
    message = f"prompt is too long: {used} tokens > {window} maximum"
    return {"type": "error", "error": {"type": "invalid_request_error", "message": message}}


class WindowServer:
    """The server; `requests` has all bodies, `refused` how many of them were too long."""

    def __init__(self, window: int, words: str) -> None:
        self.window, self.words = window, words
        self.requests: list[dict[str, Any]] = []
        self.refused = 0
        self._by_prompt = {row["prompt"]: row for row in PROMPTS}

    def answer(self, body: dict[str, Any]) -> Reply:
        """Return the answer to a request."""
        used = tokens(body["messages"]) + tokens(body.get("tools") or [])
        if used > self.window:
            self.refused += 1
            said = json.dumps(refusal(self.words, used, self.window)).encode()
            return Reply(said, 400, kind="application/json")
        last = body["messages"][-1]
        told = str(last["content"]).split("\n\n<state>")[0]
        row = self._by_prompt.get(told.rpartition("</earlier_turns>\n\n")[2])
        names = {tool["function"]["name"] for tool in body.get("tools") or []}
        if last["role"] == "tool" or row is None:
            return self._stream({"content": "It is done as you asked."}, "stop", used)
        if row["name"] not in names:
            return self._stream({"content": "I have no function for that."}, "stop", used)
        function = {"name": row["name"], "arguments": json.dumps(row["arguments"])}
        call = {"index": 0, "id": "call_0", "type": "function", "function": function}
        return self._stream({"tool_calls": [call]}, "tool_calls", used)

    def _stream(self, delta: dict[str, Any], finish: str, used: int) -> Reply:
        usage = {"prompt_tokens": used, "completion_tokens": 20, "total_tokens": used + 20}
        chunks = [
            {"model": "m", "choices": [{"index": 0, "delta": delta, "finish_reason": None}]},
            {"model": "m", "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]},
            {"model": "m", "choices": [], "usage": usage},
        ]
        lines = (f"data: {json.dumps(chunk)}\n\n" for chunk in chunks)
        return Reply(("".join(lines) + "data: [DONE]\n\n").encode())

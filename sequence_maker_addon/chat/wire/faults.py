"""What went wrong, in one sentence for the user, and whether another try makes sense.

Exceptions are told apart by the names of their classes, so that this file needs no client library.
"""

import email.utils
import json
import math
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .endpoint import Endpoint, EndpointError
from .sse import StreamError

MAX_RETRIES = 3
MAX_CONNECTION_RETRIES = 2
MAX_WAIT = 120.0
_TOO_LONG = ("context_length_exceeded", "exceed_context_size", "maximum context length")
_NO_CREDIT = ("insufficient_quota", "insufficient credits", "insufficient balance")
_SERVERS = {11434: "Ollama", 1234: "LM Studio", 8080: "llama.cpp"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong.

    Attributes:
        code: A short word for programs.
        message: One sentence for the user.
        status: The HTTP status, None if there was none.
        retries: How many more tries it deserves if no byte of the answer has come.
        wait: How long the server asks to wait, in seconds; None if it does not say.
    """

    code: str
    message: str
    status: int | None = None
    retries: int = 0
    wait: float | None = None


def from_exception(error: BaseException, endpoint: Endpoint, started: bool = False) -> Fault:
    """Say what an exception of the client library, of the network or of ours means.

    Args:
        error: What was raised.
        endpoint: Whom the request went to.
        started: Whether a byte of the answer had come.
    """
    if isinstance(error, EndpointError | StreamError):
        return Fault(error.code, error.message)
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        headers = getattr(getattr(error, "response", None), "headers", None) or {}
        return from_status(status, getattr(error, "body", None), headers, endpoint)
    names = _names(error)
    if "ImportError" in names:
        return Fault("no_client", f"The openai package cannot be used: {tidy(str(error))}.")
    if "DecodingError" in names:
        return Fault("unreadable", f"{endpoint.host} sent an unreadable answer.")
    return _from_network(names, endpoint, started)


def from_status(status: int, body: Any, headers: Mapping[str, str], endpoint: Endpoint) -> Fault:
    """Say what an answer with an error status means."""
    code, said = _code_and_message(body)
    host, why = endpoint.host, f": {said}" if said else ""
    words = f"{code} {said}".lower()
    if status == 413 or any(word in words for word in _TOO_LONG):
        return Fault("too_long", "The conversation is too long for this model.", status)
    if status == 402 or any(word in words for word in _NO_CREDIT):
        return Fault("no_credit", f"No credit left at {host}.", status)
    if status in (401, 403):
        return Fault("key_refused", f"Key refused by {host}{why}", status)
    if status == 404:
        return _not_found(words, endpoint)
    if status in (408, 409, 429) or status >= 500:
        return _busy(status, why, headers, host)
    if 300 <= status < 400:
        return Fault("bad_url", f"{host} says the address has moved; check it.", status)
    if code == "tool_use_failed":
        return Fault(code, f"The model wrote a call that {host} refused{why}", status)
    return Fault("bad_request", f"{host} refused the request ({status}){why}", status)


def from_error(error: Any, endpoint: Endpoint) -> Fault:
    """Say what an error object within the stream means."""
    code, said = _code_and_message(error)
    words = f"{code} {said}".lower()
    if any(word in words for word in _TOO_LONG):
        return Fault("too_long", "The conversation is too long for this model.")
    if any(word in words for word in _NO_CREDIT):
        return Fault("no_credit", f"No credit left at {endpoint.host}.")
    if code == "tool_use_failed":
        return Fault(code, f"The model wrote a call that {endpoint.host} refused: {said}")
    return Fault("provider_error", f"{endpoint.host} stopped: {said or code or 'no reason given'}")


def from_body(body: bytes, endpoint: Endpoint) -> Fault:
    """Say what came with status 200 in place of a stream."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict) and value.get("error"):
        return from_error(value["error"], endpoint)
    return Fault("unreadable", f"{endpoint.host} sent an unreadable answer; check the address.")


def incomplete() -> Fault:
    """Say that the stream ended before the answer did."""
    return Fault("incomplete", "The answer is incomplete: the connection ended within it.")


def delay(attempt: int, fault: Fault) -> float:
    """Return how long to wait before try number `attempt` (from 1), in seconds."""
    backoff = min(0.5 * 2.0 ** (attempt - 1), 8.0) * random.uniform(0.75, 1.0)
    return fault.wait if fault.wait is not None and fault.wait > 0 else backoff


def tidy(text: str, limit: int = 300) -> str:
    """Make one printable line of foreign text, at most `limit` characters long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def redact(text: str, key: str) -> str:
    """Take the key out of a text."""
    return text.replace(key, "[key]") if key else text


def _not_found(words: str, endpoint: Endpoint) -> Fault:
    if "model" in words:
        return Fault("model_unknown", f"Model {endpoint.model} unknown at {endpoint.host}.", 404)
    return Fault("bad_url", f"{endpoint.url} has no /chat/completions; check the address.", 404)


def _busy(status: int, why: str, headers: Mapping[str, str], host: str) -> Fault:
    wait = retry_after(headers)
    retries = 0 if headers.get("x-should-retry") == "false" else MAX_RETRIES
    if wait is not None and wait > MAX_WAIT:
        why, retries = f" and asks to wait {wait:.0f} s{why}", 0
    if status == 429:
        return Fault("rate_limited", f"{host} gets too many requests{why}", status, retries, wait)
    return Fault("server_error", f"{host} is in trouble ({status}){why}", status, retries, wait)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the wait a server asks for, in seconds; None if it asks for none."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) / unit
        except ValueError:
            continue
        return None if math.isnan(seconds) else max(seconds, 0.0)
    try:
        date = email.utils.parsedate_to_datetime(headers.get("retry-after", ""))
        return max(date.timestamp() - time.time(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None


def _from_network(names: set[str], endpoint: Endpoint, started: bool) -> Fault:
    host, retries = endpoint.host, MAX_CONNECTION_RETRIES
    if "SSLCertVerificationError" in names:
        return Fault("tls", f"No secure connection to {host}: its certificate cannot be trusted.")
    if "SSLError" in names and not started:
        return Fault("tls", f"No secure connection to {host}; check the address.")
    if names & {"UnsupportedProtocol", "InvalidURL", "LocalProtocolError"}:
        return Fault("bad_url", f"The address {endpoint.url} cannot be used.")
    if "ConnectTimeout" in names:
        return Fault("unreachable", f"{host} does not answer.", retries=retries)
    if names & {"TimeoutException", "APITimeoutError"}:
        return Fault("stalled", f"{host} sent no data for {endpoint.read_timeout:g} s.")
    if names & {"ConnectError", "ProxyError", "gaierror", "ConnectionRefusedError"}:
        return Fault("unreachable", _unreachable(endpoint, "gaierror" in names), retries=retries)
    if names & {"APIConnectionError", "TransportError", "OSError"}:
        if started:
            return incomplete()
        return Fault(
            "disconnected", f"{host} closed the connection without an answer.", retries=retries
        )
    return Fault("internal", "Something went wrong in Sequence Maker; see the system console.")


def _unreachable(endpoint: Endpoint, unknown_name: bool) -> str:
    if endpoint.is_loopback:
        port = endpoint.port
        return f"Is {_SERVERS.get(port or 0, 'the model server')} running at {endpoint.url}?"
    if unknown_name:
        return f"{endpoint.host} cannot be found; check the address and the network."
    return f"{endpoint.host} cannot be reached; check the network."


def _names(error: BaseException) -> set[str]:
    """Return the names of all classes of an exception and of what caused it."""
    names: set[str] = set()
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None:
            break
        names |= {cls.__name__ for cls in type(seen).__mro__}
        seen = seen.__cause__ or seen.__context__
    return names


def _code_and_message(body: Any) -> tuple[str, str]:
    if isinstance(body, dict) and isinstance(body.get("error"), dict | str):
        body = body["error"]
    if not isinstance(body, dict):
        return "", tidy(body) if isinstance(body, str) and "<" not in body[:20] else ""
    code = body.get("code") if body.get("code") is not None else body.get("type")
    message = body.get("message") or body.get("detail") or ""
    return tidy(str(code or "")), tidy(message if isinstance(message, str) else json.dumps(message))

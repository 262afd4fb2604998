"""From a status and a body, or an error within the stream, to a fault: the one reader of errors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from . import fault_words as words
from .fault import LOADING, MAX_RETRIES, MAX_WAIT, Fault, Server
from .spoken import Spoken, spoken
from .token_counts import used_in, window_in
from .waits import wait_of

_TRANSIENT = frozenset({408, 409, 424, 425, 429, 498})
_NEVER = frozenset({501, 505})
_NATIVE = {
    "message_start": "Anthropic's Messages",
    "content_block_delta": "Anthropic's Messages",
    "response.": "OpenAI's Responses",
    '"done":': "Ollama's own",
}
TOO_LONG = "The conversation is too long for this model."


def from_status(status: int, body: Any, headers: Mapping[str, str], server: Server) -> Fault:
    """Say what an answer with an error status means."""
    said = spoken(body, server.redacted)
    if (found := _by_words(status, said, server)) is not None:
        return found
    if status == 402:
        return Fault("no_credit", f"No credit left at {server.host}{_why(said)}", status)
    if status in (404, 405):
        return _not_found(said, server, status)
    if status in (401, 403):
        return _forbidden(status, said, server)
    if status in _TRANSIENT or (status >= 500 and status not in _NEVER):
        return _busy(status, said, headers, server)
    if 300 <= status < 400:
        return Fault("bad_url", f"{server.host} says the address has moved; check it.", status)
    return Fault("bad_request", f"{server.host} refused the request ({status}){_why(said)}", status)


def from_error(error: Any, server: Server, started: bool = False) -> Fault:
    """Say what an error object within the stream, or in place of one, means.

    Args:
        error: The object.
        server: Whom the request went to.
        started: Whether a word of the answer had come; if not, it is like its status.
    """
    said = spoken(error, server.redacted)
    status = said.status or (429 if words.BUSY.search(said.words) else 400)
    if (found := _by_words(status, said, server)) is not None:
        return _without_status(found)
    if not started and (status in _TRANSIENT or status >= 500):
        return _without_status(_busy(status, said, {}, server))
    if not started and said.status in (401, 403):
        return _without_status(_forbidden(status, said, server))
    reason = said.message or said.codes or "no reason given"
    return Fault("provider_error", f"{server.host} stopped: {reason}")


def from_body(body: bytes, server: Server) -> Fault:
    """Say what came with status 200 in place of a stream."""
    text = body[:4000].decode("utf-8", "replace")
    form = next((form for sign, form in _NATIVE.items() if sign in text), None)
    if form is not None:
        return foreign(form, server)
    said = spoken(body, server.redacted)
    if said.page:
        page = f' titled "{said.message}"' if said.message else ""
        message = f"{server.host} sent a web page{page} in place of an answer; check the address."
        return Fault("unreadable", message)
    named = _by_words(said.status or 400, said, server) if said.fields else None
    if named is not None:
        return _without_status(named)
    if words.NO_PATH.search(said.words):
        return _no_path(said, server, None)
    if said.fields and said.message:
        return from_error(text, server)
    return Fault("unreadable", f"{server.host} sent an unreadable answer; check the address.")


def foreign(form: str, server: Server) -> Fault:
    """Say that an address speaks another API than Chat Completions."""
    message = (
        f"{server.shown_url} speaks {form} form of API, not Chat Completions; use the server's "
        f"OpenAI-compatible address{_with_v1(server)}."
    )
    return Fault("bad_url", message)


def suggested_url(server: Server) -> str:
    """Return the address with `/v1` behind it, "" if it ends in a version already."""
    path = urlsplit(server.url).path.rstrip("/")
    if path.endswith("/api"):  # Ollama's own
        return server.url[: -len("/api")] + "/v1"
    return "" if re.search(r"/(v\d[a-z\d]*|openai|engines)$", path) else server.url + "/v1"


def _by_words(status: int, said: Spoken, server: Server) -> Fault | None:
    """Return the fault that the server's own words name, whatever the status."""
    told, host, why = said.words, server.host, _why(said)
    if status == 413:
        return _too_long(status, said)
    if re.search(r"http request.{0,20}https", told):
        return Fault("bad_url", f"{host} wants https; check the address.", status)
    if said.page:
        return None
    if status == 429 and words.SLOW_DOWN.search(told) and "insufficient_quota" not in told:
        if not re.search(r"request too large|context", told):
            return None
    if words.CRASHED.search(said.whole.lower()):
        return Fault("server_error", f"{host} is in trouble ({status}){why}", status)
    if status in (400, 422, 429, 500) and words.TOO_LONG.search(told) and not _is_answers(told):
        return _too_long(status, said)
    if words.CALL.search(told):
        return Fault("tool_use_failed", f"The model wrote a call that {host} refused{why}", status)
    if words.NO_CREDIT.search(told) and status not in (401, 404):
        return Fault("no_credit", f"No credit left at {host}{why}", status)
    if words.NO_TOOLS.search(told) and status != 429:
        message = f"The model {server.model} at {host} cannot call functions{why}"
        return Fault("no_tools", message, status)
    if words.LOADING.search(said.whole.lower()) and status >= 500:
        message = f"{host} is loading the model"
        return Fault("loading", message, status, wait=2.0, patience=LOADING)
    if status == 451 or (status in (400, 403) and words.REGION.search(told)):
        return Fault("region", f"{host} does not serve this region{why}", status)
    if status in (400, 403) and words.BLOCKED.search(told):
        return Fault("blocked", f"{host} blocked the request{why}", status)
    if status in (400, 403, 404) and words.NO_PROVIDER.search(told):
        message = f"{host} has no provider for the model {server.model}{why}"
        return Fault("model_unknown", message, status)
    if status in (400, 403, 404, 410) and words.NO_MODEL.search(told):
        return Fault("model_unknown", f"Model {server.model} unknown at {host}{why}", status)
    if status in (400, 403) and words.KEY.search(told):
        return Fault("key_refused", f"Key refused by {host}{why}", status)
    if status == 500 and words.TEMPLATE.search(told):
        return Fault("server_error", f"{host} cannot handle this request ({status}){why}", status)
    return None


def _too_long(status: int, said: Spoken) -> Fault:
    window, used = window_in(said.whole, said.fields), used_in(said.whole, said.fields)
    return Fault("too_long", TOO_LONG, status, window=window, used=used)


def _is_answers(told: str) -> bool:
    """Tell whether words on length are about the answer that was asked for."""
    return bool(words.MAX_TOKENS.search(told)) and "requested" not in told


def _not_found(said: Spoken, server: Server, status: int = 404) -> Fault:
    if said.page or not said.message or words.NO_PATH.search(said.words):
        return _no_path(said, server, status)
    told = f"{server.host} answered {status}{_why(said)}"
    return Fault("bad_url", f"{told.rstrip('.')}; check the address and the model.", status)


def _no_path(said: Spoken, server: Server, status: int | None) -> Fault:
    why = f" ({said.message})" if said.message and not said.page else ""
    message = (
        f"{server.shown_url} has no /chat/completions{why}; check the address{_with_v1(server)}."
    )
    return Fault("bad_url", message, status)


def _with_v1(server: Server) -> str:
    other = suggested_url(server)
    told = server.shown_url.removesuffix("/api") + "/v1"
    return f", perhaps {told}" if other else ""


def _forbidden(status: int, said: Spoken, server: Server) -> Fault:
    host = server.host
    if said.page:
        page = f'a web page titled "{said.message}"' if said.message else "a web page"
        message = f"Something before {host} refused the request ({status}): it sent {page}"
        return Fault("forbidden", message, status)
    if status == 401:
        return Fault("key_refused", f"Key refused by {host}{_why(said)}", status)
    return Fault("forbidden", f"{host} refused the request ({status}){_why(said)}", status)


def _busy(status: int, said: Spoken, headers: Mapping[str, str], server: Server) -> Fault:
    why, host = _why(said), server.host
    wait = wait_of(headers, said.whole, said.fields)
    retries = 0 if headers.get("x-should-retry") == "false" else MAX_RETRIES
    if status == 429 and words.DAILY.search(said.words):
        return Fault("rate_limited", f"The daily limit of {host} is reached{why}", status)
    if wait is not None and wait > MAX_WAIT:
        why, retries = f" and asks to wait {wait:.0f} s{why}", 0
    if status == 429:
        return Fault("rate_limited", f"{host} gets too many requests{why}", status, retries, wait)
    return Fault("server_error", f"{host} is in trouble ({status}){why}", status, retries, wait)


def _without_status(fault: Fault) -> Fault:
    """The status of an answer that began with 200 is that of nobody."""
    return replace(fault, status=None)


def _why(said: Spoken) -> str:
    return f": {said.message}" if said.message and not said.page else ""

"""From an exception of the client library or the network to a fault.

Exceptions are told apart by the names of their classes, so that this file needs no client library.
"""

from __future__ import annotations

from .fault import (
    MAX_CONNECTION_RETRIES,
    Fault,
    FaultError,
    Server,
    incomplete,
    tidy,
)
from .fault_reader import from_status

_SERVERS = {11434: "Ollama", 1234: "LM Studio", 8080: "llama.cpp"}


def from_exception(error: BaseException, server: Server, started: bool = False) -> Fault:
    """Say what an exception of the client library, of the network or of ours means.

    Args:
        error: What was raised.
        server: Whom the request went to.
        started: Whether a byte of the answer had come.
    """
    if isinstance(error, FaultError):
        return Fault(error.code, error.message)
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        response = getattr(error, "response", None)
        headers = getattr(response, "headers", None) or {}
        return from_status(status, _body(error, response), headers, server)
    names = _names(error)
    if "ImportError" in names:
        return Fault(
            "no_client", f"The openai package cannot be used: {tidy(server.redacted(str(error)))}."
        )
    if "DecodingError" in names:
        return Fault("unreadable", f"{server.host} sent an unreadable answer.")
    return _from_network(names, server, started)


def _body(error: BaseException, response: object) -> object:
    """Return the whole body: the library keeps only what stands under `error`."""
    try:
        text = getattr(response, "text", None)
    except Exception:  # one that was streamed and not read has none
        text = None
    return text if isinstance(text, str) and text.strip() else getattr(error, "body", None)


def _from_network(names: set[str], server: Server, started: bool) -> Fault:
    host, retries = server.host, MAX_CONNECTION_RETRIES
    if "SSLCertVerificationError" in names:
        return Fault("tls", f"No secure connection to {host}: its certificate cannot be trusted.")
    if "SSLError" in names and not started:
        return Fault("tls", f"No secure connection to {host}; check the address.")
    if names & {"UnsupportedProtocol", "InvalidURL", "LocalProtocolError"}:
        return Fault("bad_url", f"The address {server.shown_url} cannot be used.")
    if "ConnectTimeout" in names:
        return Fault("unreachable", f"{host} does not answer.", retries=retries)
    if names & {"TimeoutException", "APITimeoutError"}:
        return Fault("stalled", f"{host} sent no data for {server.silence:g} s.")
    if names & {"ConnectError", "ProxyError", "gaierror", "ConnectionRefusedError"}:
        return Fault("unreachable", _unreachable(server, "gaierror" in names), retries=retries)
    if names & {"APIConnectionError", "TransportError", "OSError"}:
        if started:
            return incomplete()
        return Fault(
            "disconnected", f"{host} closed the connection without an answer.", retries=retries
        )
    return Fault("internal", "Something went wrong in Sequence Maker; see the system console.")


def _unreachable(server: Server, unknown_name: bool) -> str:
    if server.is_loopback:
        port = server.port
        return f"Is {_SERVERS.get(port or 0, 'the model server')} running at {server.shown_url}?"
    if unknown_name:
        return f"{server.host} cannot be found; check the address and the network."
    return f"{server.host} cannot be reached; check the network."


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

"""Does the endpoint work, and if not, what exactly is wrong? One sentence either way."""

from __future__ import annotations

import difflib
import time
from dataclasses import dataclass, replace

from ..faults.fault_reader import suggested_url
from .addresses import shown
from .client import Client
from .endpoint import Endpoint, EndpointError
from .events import Failed, Retrying

PATIENCE = 30.0
"""Seconds of silence after which the test is given up."""
NEAREST = 3
_HOPELESS = frozenset(
    "key_refused no_credit tls unreachable bad_key no_key no_client cancelled not_encrypted".split()
)
"""What a chat request would meet as well, so that the list of models is the last word."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test found.

    Attributes:
        code: `ok`, or a short word for what is wrong.
        message: One sentence for the user, without the key.
        models: The names that the server offers, sorted; empty if it does not say.
        seconds: How long the test took.
        url: An address that answers in place of the one that was tested, "" if none was found.
    """

    code: str
    message: str
    models: tuple[str, ...] = ()
    seconds: float = 0.0
    url: str = ""

    @property
    def ok(self) -> bool:
        """Whether the endpoint can be used."""
        return self.code == "ok"


class Probe:
    """One test of an endpoint on a server; `run` blocks, so call it in a thread.

    Args:
        endpoint: What to test; its address and key are checked first.
        chat: Send one word as well. A list of models proves neither the credit nor, where it is
            public, the key; a server on this computer need not load its model for a test.
    """

    def __init__(self, endpoint: Endpoint, chat: bool | None = None) -> None:
        self.endpoint = endpoint
        self.chat = endpoint.needs_key if chat is None else chat
        patience = min(endpoint.silence, PATIENCE)
        # without a model the list can be had all the same, and helps to choose one
        model = endpoint.model.strip() or "none"
        self._client = Client(replace(endpoint, model=model, read_timeout=patience))

    def run(self) -> Outcome:
        """Ask the server and say what is so; never raises."""
        began = time.monotonic()
        try:
            outcome = self._look()
            if (
                self.endpoint.is_nearby
                and outcome.ok
                and self._client.endpoint.facts.window is None
            ):
                self._client.ask_properties()
        finally:
            self._client.close()
        if outcome.code == "bad_url" and (other := suggested_url(self.endpoint)):
            outcome = self._elsewhere(other, outcome)
        seconds = time.monotonic() - began
        text = f"{outcome.message}, {seconds:.1f} s" if outcome.ok else outcome.message
        return replace(outcome, message=text, seconds=seconds)

    def names(self) -> Outcome:
        """Ask for the list of models only; never raises."""
        try:
            models = tuple(self._client.models())
        except EndpointError as error:
            return Outcome(error.code, error.message)
        finally:
            self._client.close()
        host = self.endpoint.host
        if not models:
            return Outcome("no_models", f"{host} names no models; type the name.")
        return Outcome("ok", f"{host} offers {_count(models)}.", models)

    def cancel(self) -> None:
        """End the test now; from any thread."""
        self._client.cancel()

    def _look(self) -> Outcome:
        try:
            models = tuple(self._client.models())
        except EndpointError as error:
            if error.code in _HOPELESS or not self.endpoint.model.strip():
                return Outcome(error.code, error.message)
            return self._answers((), "is there")
        if not self.endpoint.model.strip():
            text = f"{self.endpoint.host} answers; choose one of its {_count(models)}."
            return Outcome("no_model", text, models)
        if not listed(self.endpoint.model.strip(), models):
            return self._unlisted(models)
        if self.chat:
            return self._answers(models, "is there")
        return self._good(models, "is there")

    def _elsewhere(self, url: str, outcome: Outcome) -> Outcome:
        """Return what was found, with the address that answers instead, if it does."""
        other = Probe(replace(self.endpoint, base_url=url), self.chat)
        found = other.names()
        if not found.ok:
            return outcome
        message = f"{self.endpoint.shown_url} has no /chat/completions; {shown(url)} answers"
        return Outcome("bad_url", message, found.models, url=url)

    def _unlisted(self, models: tuple[str, ...]) -> Outcome:
        """Some servers take names that they do not list, so only a request can tell."""
        outcome = self._answers(models, "works though its list lacks it")
        if outcome.ok or outcome.code in _HOPELESS:
            return outcome
        endpoint, close = self.endpoint, nearest(self.endpoint.model.strip(), models)
        message = f"{endpoint.host} has no model {endpoint.model.strip()}"
        message += f"; did you mean {_or(close)}?" if close else f"; it has {_count(models)}."
        return Outcome("model_unknown", message, models)

    def _answers(self, models: tuple[str, ...], how: str) -> Outcome:
        """Send one word without tools; the first sign of an answer is enough."""
        for event in self._client.stream([{"role": "user", "content": "Say OK."}], []):
            if isinstance(event, Failed):
                return Outcome(event.code, event.message, models)
            if isinstance(event, Retrying):
                return Outcome("unreachable", event.reason, models)
            break
        return self._good(models, how)

    def _good(self, models: tuple[str, ...], how: str) -> Outcome:
        host, model = self.endpoint.host, self.endpoint.model.strip()
        return Outcome("ok", f"{host} answers, {model} {how}", models)


def listed(model: str, models: tuple[str, ...]) -> bool:
    """Tell whether a server that offers `models` has this one; Ollama adds `:latest`."""
    return model in models or f"{model}:latest" in models


def nearest(model: str, models: tuple[str, ...]) -> list[str]:
    """Return the names that look most like one that is not there."""
    wanted = model.lower()
    lowered = {name.lower(): name for name in reversed(models)}
    close = difflib.get_close_matches(wanted, lowered, NEAREST, 0.6)
    within = [name for name in sorted(lowered) if wanted in name and name not in close]
    return [lowered[name] for name in (*close, *within)][:NEAREST]


def _or(names: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _count(models: tuple[str, ...]) -> str:
    return f"{len(models)} model" if len(models) == 1 else f"{len(models)} models"

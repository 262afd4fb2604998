"""The rules, and where they decline, the small model: what passes the gate is proposed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ...plain.parts.facts import Situation
from ...plain.parts.plain_call import PlainCall
from ...plain.reader import CAN
from ...plain.reading import Reading
from ..rules_client import RulesClient, answered
from ..wire.client import Client
from ..wire.endpoint import SMALL_MODEL, Endpoint
from ..wire.events import Event, Failed, Finished, Timing
from ..worker import Messages
from .gate import is_hopeless, passed
from .grounds import Grounds, grounds_of
from .small_schemas import REQUEST_SETTINGS, schemas_of

ENDED = "The small model ended before it answered: send the prompt again."
SILENCE = 30.0
"""Longest silence of the small model in seconds."""
NOTHING = Timing(None, 0.0, None, 0, 0)


class Place(Protocol):
    """Where the small model's server is reached."""

    base_url: str
    api_key: str
    model: str


@dataclass(frozen=True, slots=True)
class SmallModel:
    """How the small model is reached.

    Attributes:
        start: Starts its server, unless it runs; whatever it raises says why it cannot, in a
            sentence.
        failed: Is told that sentence.
    """

    start: Callable[[], Any]
    failed: Callable[[str], None]


class ProposingClient:
    """Streams like `chat.wire.client.Client`: the rules' reading, or else a proposal.

    Args:
        read: Reads the prompt by rules.
        prompt: What the person wrote.
        situation: The scene.
        small: How the small model is reached.
        said: Returns a reading that speaks the language of the interface.
    """

    def __init__(
        self,
        read: Callable[[], Reading],
        prompt: str,
        situation: Situation,
        small: SmallModel,
        said: Callable[[Reading], Reading] = lambda reading: reading,
    ) -> None:
        self._read, self._prompt, self._situation, self._said = read, prompt, situation, said
        self._small = small
        self._client: Client | None = None
        self._cancelled = threading.Event()

    def stream(self, messages: Messages, tools: Messages, may_call: bool = True) -> Iterator[Event]:
        """Yield the events of the turn; never raises."""
        reading = self._read()
        grounds, reading = self._asked_of(reading), self._said(reading)
        schemas = schemas_of(grounds) if grounds is not None else []
        if grounds is None or not schemas:
            yield from RulesClient(lambda: reading).stream(messages, tools, may_call)
            return
        try:
            end = self._answer(schemas)
        except Exception as error:  # whatever the companion raises: its message is for people
            sentence = _sentence(str(error))
            self._small.failed(sentence)
            yield _fault(sentence)
            return
        if isinstance(end, Failed):
            yield end if self._cancelled.is_set() else _fault(ENDED)
            return
        yield from self._judged(end, grounds, reading)

    def cancel(self) -> None:
        """End the running request; from any thread."""
        self._cancelled.set()
        if self._client is not None:
            self._client.cancel()

    def close(self) -> None:
        """Close the connection; the server goes on for the next turn."""
        if self._client is not None:
            self._client.close()

    def _asked_of(self, reading: Reading) -> Grounds | None:
        """Return what the request names, or None where the small model is not asked."""
        if reading.kind != "declined" or reading.text != CAN:
            return None
        grounds = grounds_of(self._prompt, self._situation)
        return None if is_hopeless(grounds) else grounds

    def _answer(self, schemas: Messages) -> Finished | Failed:
        """Ask, and once more where the process had ended and another one was begun."""
        place = self._small.start()
        end = self._end_of(place, schemas)
        if isinstance(end, Finished) or self._cancelled.is_set():
            return end
        try:
            again = self._small.start()
        except Exception:  # noqa: BLE001 - disabled meanwhile: what was begun has failed already
            return end
        return end if again == place else self._end_of(again, schemas)

    def _end_of(self, place: Place, schemas: Messages) -> Finished | Failed:
        """Ask, and return how the answer ended."""
        endpoint = Endpoint(
            "Small model",
            place.base_url,
            place.model,
            place.api_key,
            read_timeout=SILENCE,
            **REQUEST_SETTINGS,
        )
        self._client = Client(endpoint)
        if self._cancelled.is_set():
            self._client.cancel()
        prompt = [{"role": "user", "content": self._prompt}]
        end: Finished | Failed = Failed("interrupted", ENDED, "", None, NOTHING)
        for event in self._client.stream(prompt, schemas):
            if isinstance(event, Finished | Failed):
                end = event
        return end

    def _judged(self, end: Finished, grounds: Grounds, reading: Reading) -> Iterator[Event]:
        """Propose what passes the gate; otherwise it stays with what the rules say."""
        given = [(call.name, call.arguments) for call in end.calls]
        whole = end.finish_reason != "length"
        calls: tuple[PlainCall, ...] = passed(given, grounds, self._situation) if whole else ()
        if not calls:
            yield Failed("not_understood", reading.text, "", end.usage, end.timing)
            return
        yield from answered(Reading("proposal", calls), end.usage, end.timing, SMALL_MODEL)


def _fault(sentence: str) -> Failed:
    return Failed("small_model", sentence, "", None, NOTHING)


def _sentence(text: str) -> str:
    text = " ".join(text.split())[:300]
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")

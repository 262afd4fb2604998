"""One turn while it runs: requests go out, answers stream in, calls are carried out in order.

`step` is called on the main thread, by a timer or a plain loop; all that touches Blender
happens inside it. The network lives in the worker's thread.
"""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Mapping
from typing import Any

from ..toolkit.jobs import Ask, Confirm
from ..toolkit.registry import Tool
from ..toolkit.world import Session
from . import context, dispatch
from .call_queue import CallQueue, Observer
from .conversation import Call, Conversation, Status, Turn
from .figures import measured, waited, with_call
from .options import Options
from .turn_clock import TurnClock
from .wire.events import (
    Event,
    Failed,
    Finished,
    ReasoningDelta,
    Retrying,
    TextDelta,
    ToolCallDelta,
    Usage,
)
from .worker import Worker

FAILURES_IN_A_ROW = 3
"""Calls that fail one after the other before the model may only talk."""
FAILURES: dict[str, Status] = {"incomplete": "incomplete", "cancelled": "cancelled"}
"""How a turn stands after a request that failed with such a code; else it failed."""


class RunningTurn:
    """Carries one prompt through.

    Attributes:
        record: What the conversation keeps of it.
        queue: The calls that are still to be carried out.
        retrying: Set while a request waits to be sent again.
        retry_at: When that will be, on the monotonic clock.
        status: A few words for the person on what happens now.
    """

    def __init__(
        self,
        conversation: Conversation,
        prompt: str,
        session: Session,
        tools: Mapping[str, Tool],
        worker: Worker,
        options: Options,
        endpoint: str = "",
        observer: Observer = lambda event: None,
    ) -> None:
        self.record = Turn(prompt, endpoint=endpoint, began=time.time())
        self.retrying: Retrying | None = None
        self.retry_at = 0.0
        self.status = "Waiting for the model"
        self._conversation, self._session = conversation, session
        self._worker, self._options, self._tell = worker, options, observer
        self.queue = CallQueue(self.record, session, tools, options, observer)
        self._streaming: dict[str, Call] = {}
        self._sent_characters, self._row_characters = 0, 0
        self._budget, self._may_call = options.budget, True
        self._retried: set[str] = set()
        self._per_token = context.CHARACTERS_PER_TOKEN
        self._clock = TurnClock()
        conversation.turns.append(self.record)

    def start(self) -> None:
        """Send the first request."""
        prompt = self.record.prompt
        one_shot = self._options.one_shot
        with self._session.steady():
            self.record.sent = prompt if one_shot else context.user_message(prompt, self._session)
            self._request()

    @property
    def active(self) -> bool:
        """Whether there is still something to do."""
        return self.record.status == "running"

    @property
    def waiting(self) -> Confirm | Ask | None:
        """The question that the person must answer before the turn goes on."""
        return self.queue.waiting

    def answer(self, reply: Any) -> None:
        """Answer what the turn waits for."""
        if self.waiting:
            self._clock.go_on()
            self.queue.answer(reply)

    def step(self, budget: float = 0.008) -> bool:
        """Do what there is to do, for about `budget` seconds; return whether the turn is active."""
        deadline = time.perf_counter() + budget
        with self._session.steady():
            self._step_until(deadline)
        return self.active

    def _step_until(self, deadline: float) -> None:
        while self.active and not self.waiting:
            if not self.queue.empty:
                self._step_job()
            else:
                try:
                    self._take(self._worker.events.get_nowait())
                except queue.Empty:
                    break
            if time.perf_counter() >= deadline:
                break

    def cancel(self, message: str = "Cancelled", code: str = "cancelled") -> None:
        """End the turn now; what is done stays done, what is open is not executed."""
        if self.active:
            self._worker.cancel()
            while not self._worker.events.empty():
                event = self._worker.events.get_nowait()
                if isinstance(event, Failed | Finished):
                    self._count(event.usage, event)
            self._end(FAILURES.get(code, "failed"), code, message)

    def _request(self) -> None:
        options = self._options
        if (limit := options.reached(self.record.requests, self._clock.seconds)) is not None:
            self._end("incomplete", *limit)
            return
        self._session.take_snapshot()
        self._streaming = {}
        rows = (
            [{"role": "user", "content": self.record.prompt}]
            if options.one_shot
            else context.messages(self._conversation, self._budget, self._per_token)
        )
        self._row_characters = len(json.dumps(rows, ensure_ascii=False))
        self._sent_characters = self._row_characters + len(json.dumps(options.schemas))
        self.status = "Waiting for the model"
        self._may_call = self.queue.failed_in_a_row < FAILURES_IN_A_ROW
        self._worker.submit(rows, options.schemas, self._may_call)

    def _take(self, event: Event) -> None:
        self.retrying = None
        match event:
            case TextDelta(text):
                self.status = "Writing"
                self.record.say(text)
                self._tell({"event": "text", "text": text})
            case ReasoningDelta():
                self.status = "Thinking"
            case ToolCallDelta(number, name, arguments):
                self._stream_call(number, name, arguments)
            case Retrying(_, delay, reason):
                self.retrying, self.retry_at = event, time.monotonic() + delay
                self.status = reason
            case Finished():
                self._finish_request(event)
            case Failed():
                self._count(event.usage, event)
                if not self._retry_shorter(event):
                    self._end(FAILURES.get(event.code, "failed"), event.code, event.message)

    def _retry_shorter(self, event: Failed) -> bool:
        """Try once more where another request can do better; tell whether that was begun."""
        if event.code in self._retried or self._options.one_shot:
            return False
        sent = self._row_characters, self._per_token
        if event.code == "too_long" and (budget := context.half(self._conversation, *sent)):
            self._budget = budget
            self.record.say("(Conversation too long for this model: earlier turns left out.)\n")
        elif event.code == "tool_use_failed":
            content = f"The function call could not be read: {event.message} Send it again."
            self.record.messages.append({"role": "user", "content": content})
        else:
            return False
        self._retried.add(event.code)
        self._request()
        return True

    def _stream_call(self, number: str, name: str, arguments: str) -> None:
        call = self._streaming.get(number)
        if call is None:
            call = self._streaming[number] = Call(number, name)
            self.record.entries.append(call)
        call.name, call.raw = name or call.name, arguments
        self.status = f"Writing {call.name} ({len(arguments)} characters)"

    def _finish_request(self, event: Finished) -> None:
        self._count(event.usage, event)
        if event.usage is not None and event.usage.prompt_tokens:
            self._per_token = context.per_token(self._sent_characters, event.usage.prompt_tokens)
        self.record.messages.append(dispatch.sanitize_calls(event.message))
        if event.refusal is not None:
            self.record.say(event.refusal)
            self._tell({"event": "text", "text": event.refusal})
        if not event.calls:
            for streamed in self._streaming.values():
                streamed.state = "skipped"
            if event.finish_reason == "length":
                self._end("incomplete", "length", "The answer was cut by the token limit")
            else:
                self._end("complete")
        elif not self._may_call:
            self._end("incomplete", "calls_failed", "Stopped: one call after the other failed")
        else:
            self.queue.take(event.calls, self._streaming, event.finish_reason == "length")

    def _step_job(self) -> None:
        self.status = f"Running {self.queue.name}"
        seconds = self.queue.step()
        if seconds is not None:
            self.record.requests[-1] = with_call(self.record.requests[-1], seconds)
            if self.queue.empty:
                self._after_calls()
        elif self.waiting:
            self._clock.pause()

    def _after_calls(self) -> None:
        self.record.requests[-1] = waited(self.record.requests[-1], self._clock.lap())
        self._tell({"event": "metrics", **self.record.requests[-1].as_dict()})
        if not self._options.one_shot:
            self._request()
            return
        failed = [call for call in self.record.calls if call.state == "failed"]
        if failed and len(failed) == len(self.record.calls):
            self._end("incomplete", "calls_failed", str((failed[0].result or {}).get("message")))
        else:
            self._end("complete")

    def _count(self, usage: Usage | None, event: Finished | Failed) -> None:
        asked, price = self.record.endpoint, self._options.own_price
        self.record.requests.append(measured(usage, event, asked, price, self._clock.lap()))
        if isinstance(event, Failed) or not event.calls:
            self._tell({"event": "metrics", **self.record.requests[-1].as_dict()})

    def _end(self, status: Status, code: str = "", message: str = "") -> None:
        self.queue.cancel()
        self.record.status = status
        self.record.error = {"code": code, "message": message} if code else None
        self.record.close(message or "not executed")
        self.status = message
        self._worker.cancel()

"""One turn while it runs: requests go out, answers stream in, calls are carried out in order.

`step` is called on the main thread, by a timer or a plain loop; all that touches Blender
happens inside it. The network lives in the worker's thread.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from ..toolkit.jobs import Ask, Confirm
from ..toolkit.registry import Tool
from ..toolkit.world import Session
from .call_queue import CallQueue, Observer
from .conversation import Conversation, Status, Turn
from .figures import measured, waited, with_call
from .options import Options
from .recovery import Again, Recovery, ending, status_of, was_done
from .sending import Sending
from .streamed import Streamed
from .summarizing import STATUS, Summarizing
from .turn_clock import TurnClock
from .wire.events import Event, Failed, Finished, Retrying, Usage
from .worker import Worker

FAILURES_IN_A_ROW = 3
"""Calls that fail one after the other before the model may only talk."""
NOBODY = "A question was left without an answer for too long."


class RunningTurn:
    """Carries one prompt through.

    Attributes:
        record: What the conversation keeps of it.
        queue: The calls that are still to be carried out.
        clock: How long it takes, and how long a question waits.
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
        place = endpoint or worker.endpoint.place
        self.record = Turn(prompt, endpoint=place, began=time.time(), instead_of=options.instead_of)
        self.retrying: Retrying | None = None
        self.retry_at = 0.0
        self.status = "Waiting for the model"
        self._conversation, self._session = conversation, session
        self._worker, self._options, self._tell = worker, options, observer
        self.queue = CallQueue(self.record, session, tools, options, observer)
        self._streamed = Streamed(self.record, observer)
        self._again: Again | None = None
        self._may_call = True
        self.clock, self._recovery = TurnClock(), Recovery(worker.endpoint)
        self._summarizing = Summarizing(conversation, worker, options, observer)
        self._sending = Sending(
            conversation, session, tools, options, worker.endpoint, self._note, self._tell
        )

    def start(self) -> None:
        """Add the turn to the conversation and send its first request."""
        self._conversation.turns.append(self.record)
        with self._session.steady():
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
            self.clock.go_on()
            self.queue.answer(reply)

    def step(self, budget: float = 0.008) -> bool:
        """Do what there is to do, for about `budget` seconds; return whether the turn is active."""
        deadline = time.perf_counter() + budget
        if self.waiting and self.clock.is_left_alone(self._options.answer_seconds):
            self._note(NOBODY)
            self.answer(None)
        with self._session.steady():
            self._step_until(deadline)
        return self.active

    def _step_until(self, deadline: float) -> None:
        while self.active and not self.waiting:
            if (late := self._options.too_late(self.clock.seconds)) is not None:
                self.cancel(late[1], late[0])
            elif not self.queue.empty:
                self._step_job()
            elif self._summarizing.busy:
                if not self._summarizing.step():
                    break
                self.clock.lap()  # which its own figures have
                self._request()
            elif self._worker.events.empty():
                break
            else:
                self._take(self._worker.events.get_nowait())
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
            self._end(status_of(code), code, message)

    def _request(self) -> None:
        requests, beside = self.record.requests, self._summarizing.count
        if limit := self._options.reached(requests, self.clock.seconds, beside):
            return self._end("incomplete", *limit)
        self._session.take_snapshot()
        self._streamed = Streamed(self.record, self._tell)
        rows, schemas = self._sending.make()
        if self._summarizing.begin(len(self.record.requests)):
            self.status = STATUS
            return None
        again, self._again = self._again, None
        if again is not None and 0 < again.smaller_than < self._sending.characters:
            rows, schemas = self._sending.make(again.smaller_than // 2)
            if again.smaller_than < self._sending.characters:
                return self._end(*ending(again.failed, self.record, self._sending.characters))
        self.status = "Waiting for the model"
        self._may_call = self.queue.failed_in_a_row < FAILURES_IN_A_ROW
        self._worker.submit(rows, schemas, self._may_call)

    def _take(self, event: Event) -> None:
        self.retrying = None
        match event:
            case Retrying(attempt, delay, reason):
                self.retrying, self.retry_at = event, time.monotonic() + delay
                self.status = reason
                told = {"attempt": attempt, "delay": round(delay, 3), "reason": reason}
                self._tell({"event": "retry", **told})
            case Finished():
                self._finish_request(event)
            case Failed():
                self._fail_request(event)
            case _:
                self.status = self._streamed.take(event) or self.status

    def _fail_request(self, event: Failed) -> None:
        """Try once more where another request can do better, or end the turn."""
        self._count(event.usage, event)
        if event.code == "empty" and was_done(self.record) and self.queue.failed_in_a_row == 0:
            return self._end("complete")  # the model has nothing to add to what was done
        self._streamed.skip()
        size = self._sending.characters
        again = None if self._options.one_shot else self._recovery.after(event, self.record, size)
        if again is None:
            return self._end(*ending(event, self.record, size))
        self._note(again.note)
        if again.said:
            self.record.messages.append({"role": "user", "content": again.said})
        self._again = again
        self._request()

    def _note(self, text: str) -> None:
        """Let the person know how it was done."""
        if self.record.note(text):
            self._tell({"event": "note", "text": text})

    def _finish_request(self, event: Finished) -> None:
        self.record.read_by(event.model if self._worker.endpoint.by_rules else "")
        self._count(event.usage, event)
        for text in event.notes:
            self._note(text[:1].upper() + text[1:])
        self._sending.learn(event.usage, len(self.record.requests) == 1)
        self.record.messages.append(event.message)
        if event.refusal is not None:
            self._streamed.text(event.refusal)
        self._streamed.offer(event.choices)
        if not event.calls:
            self._streamed.skip()
            if event.choices:
                self._end("incomplete", "question", event.content)
            elif event.finish_reason == "length":
                self._end("incomplete", "length", "The answer was cut by the token limit")
            else:
                self._end("complete")
        elif not self._may_call:
            self._end("incomplete", "calls_failed", "Stopped: one call after the other failed")
        else:
            self.queue.take(event, self._streamed.calls)

    def _step_job(self) -> None:
        self.status = f"Running {self.queue.name}"
        seconds = self.queue.step()
        if seconds is not None:
            self.record.requests[-1] = with_call(self.record.requests[-1], seconds)
            if self.queue.empty:
                self._after_calls()
        elif self.waiting:
            self.clock.pause()

    def _after_calls(self) -> None:
        self.record.requests[-1] = waited(self.record.requests[-1], self.clock.lap())
        self._tell({"event": "metrics", **self.record.requests[-1].as_dict()})
        if not self._options.one_shot:
            self._request()
            return
        failed = [call for call in self.record.calls if call.state == "failed"]
        if failed and len(failed) == len(self.record.calls):
            self._end("incomplete", "calls_failed", str((failed[0].result or {}).get("message")))
        else:
            self._streamed.close(self._options.closing(self.record))
            self._end("complete")

    def _count(self, usage: Usage | None, event: Finished | Failed) -> None:
        asked, price = self.record.endpoint, self._options.own_price
        taken = self.clock.lap(), self._sending.characters
        self.record.requests.append(measured(usage, event, asked, price, *taken))
        if isinstance(event, Failed) or not event.calls:
            self._tell({"event": "metrics", **self.record.requests[-1].as_dict()})

    def _end(self, status: Status, code: str = "", message: str = "") -> None:
        self._summarizing.end()
        self.queue.cancel()
        self.record.status = status
        self.record.error = {"code": code, "message": message} if code else None
        self.record.close(message or "not executed")
        self._worker.cancel()
        self._options.ended()

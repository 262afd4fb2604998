"""The thread between the main thread and the client."""

import logging
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.chat.worker import Worker
from playback_server import PlaybackServer, chunk, sse

KEY = "sk-test-0123456789abcdef"
HELLO = [{"role": "user", "content": "hello"}]
PLACE = Endpoint("test", "http://127.0.0.1:9/v1", "m", api_key=KEY)
TIMING = events.Timing(None, 0.0, None, 0, 0)


class Scripted:
    """A client that says what it is told, and may ignore that it is cancelled."""

    def __init__(self, script: list[Any]) -> None:
        self.script = script
        self.closed = threading.Event()
        self.cancels = 0
        self.thread: threading.Thread | None = None

    def stream(self, messages: Any, tools: Any, may_call: bool = True) -> Iterator[events.Event]:
        self.thread = threading.current_thread()
        for step in self.script:
            if isinstance(step, BaseException):
                raise step
            if isinstance(step, threading.Event):
                step.wait(10)
            else:
                yield step

    def cancel(self) -> None:
        self.cancels += 1

    def close(self) -> None:
        self.closed.set()


def drain(worker: Worker, seconds: float = 10.0) -> list[events.Event]:
    """Return the events up to the end of a request."""
    got: list[events.Event] = []
    while not got or not isinstance(got[-1], events.Finished | events.Failed):
        got.append(worker.events.get(timeout=seconds))
    return got


def finished(text: str) -> events.Finished:
    message = {"role": "assistant", "content": text}
    return events.Finished(message, (), "stop", None, TIMING, "m", None, text)


def test_a_turn_of_two_requests_uses_one_thread() -> None:
    with PlaybackServer() as server:
        server.will_call("play")
        server.will_say("done")
        worker = Worker(Endpoint("test", server.base_url, "m"))
        worker.submit(HELLO, [])
        first = drain(worker)[-1]
        assert isinstance(first, events.Finished) and first.calls[0].name == "play"
        assert not worker.busy
        worker.submit([*HELLO, first.message], [])
        assert isinstance(drain(worker)[-1], events.Finished)
        sent = server.requests[1]["messages"][-1]["tool_calls"][0]["function"]
        assert sent == first.message["tool_calls"][0]["function"]
        assert worker.close(5)
        assert worker.events.empty()


def test_nothing_is_started_before_the_first_request() -> None:
    before = threading.active_count()
    worker = Worker(PLACE)
    assert threading.active_count() == before
    assert worker.close()


def test_the_thread_is_a_daemon_and_ends_after_close() -> None:
    client = Scripted([finished("a")])
    worker = Worker(PLACE, lambda _: client)
    worker.submit(HELLO, [])
    drain(worker)
    assert client.thread is not None and client.thread.daemon and client.thread.is_alive()
    assert worker.close(5) and client.closed.is_set()
    assert not client.thread.is_alive()
    assert worker.close(5)


def test_cancel_ends_a_stalled_request_of_the_real_client() -> None:
    body = sse(chunk({"content": "So far"}), chunk({}, "stop"))
    with PlaybackServer() as server:
        server.will_play(body, stall_at=body.index(b"\n\n") + 2, stall_seconds=20)
        worker = Worker(Endpoint("test", server.base_url, "m"))
        worker.submit(HELLO, [])
        assert worker.events.get(timeout=10) == events.TextDelta("So far")
        worker.cancel()
        (end,) = drain(worker)
        assert isinstance(end, events.Failed)
        assert (end.code, end.content, end.timing.characters) == ("cancelled", "So far", 6)
        assert worker.close(2)
        assert worker.events.empty()


def test_cancel_is_answered_at_once_and_late_results_are_lost() -> None:
    gate = threading.Event()
    client = Scripted([events.TextDelta("Hm?"), gate, events.TextDelta("late"), finished("late")])
    worker = Worker(PLACE, lambda _: client)
    worker.submit(HELLO, [])
    assert worker.events.get(timeout=10) == events.TextDelta("Hm?")
    worker.cancel()
    worker.cancel()
    end = worker.events.get_nowait()
    assert isinstance(end, events.Failed) and end.code == "cancelled" and end.content == "Hm?"
    assert not worker.busy and client.cancels == 1
    assert not worker.close(0.05)
    gate.set()
    assert worker.close(5) and worker.events.empty()


def test_cancel_without_a_request_says_nothing() -> None:
    worker = Worker(PLACE, lambda _: Scripted([finished("a")]))
    worker.submit(HELLO, [])
    drain(worker)
    worker.cancel()
    assert worker.events.empty()
    worker.submit(HELLO, [])
    (end,) = drain(worker)
    assert isinstance(end, events.Failed) and end.code == "cancelled"
    assert worker.close(5)


def test_one_request_at_a_time() -> None:
    gate = threading.Event()
    worker = Worker(PLACE, lambda _: Scripted([gate, finished("a")]))
    worker.submit(HELLO, [])
    with pytest.raises(RuntimeError):
        worker.submit(HELLO, [])
    gate.set()
    drain(worker)
    assert worker.close(5)


@pytest.mark.parametrize("script", [[ZeroDivisionError(f"with {KEY}")], []])
def test_a_broken_client_is_one_sentence_and_a_log_entry(
    script: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    worker = Worker(PLACE, lambda _: Scripted([events.TextDelta("a"), *script]))
    with caplog.at_level(logging.DEBUG):
        worker.submit(HELLO, [])
        end = drain(worker)[-1]
    assert isinstance(end, events.Failed) and end.code == "internal" and end.content == "a"
    assert KEY not in end.message + caplog.text and "Worker failed" in caplog.text
    assert worker.close(5)


def test_later_changes_of_the_conversation_do_not_reach_a_running_request() -> None:
    with PlaybackServer() as server:
        server.will_say("ok")
        conversation = list(HELLO)
        worker = Worker(Endpoint("test", server.base_url, "m"))
        worker.submit(conversation, [])
        conversation.append({"role": "user", "content": "too late"})
        drain(worker)
        assert server.requests[0]["messages"] == HELLO
        assert worker.close(5)


def test_many_cancels_at_any_moment_leave_no_thread() -> None:
    with PlaybackServer() as server:
        for number in range(12):
            server.will_say("one two three four five six", piece=16, pause=0.002)
            worker = Worker(Endpoint("test", server.base_url, "m"))
            worker.submit(HELLO, [])
            time.sleep(0.01 * number)
            worker.cancel()
            ends = [e for e in drain(worker) if isinstance(e, events.Finished | events.Failed)]
            assert len(ends) == 1
            assert worker.close(5)
    names = [thread.name for thread in threading.enumerate()]
    assert "Sequence Maker request" not in names


def test_the_list_of_prices_is_read_in_the_workers_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    from bl_ext.user_default.sequence_maker.chat import prices

    asked: list[tuple[str, str, threading.Thread]] = []
    monkeypatch.setattr(
        prices, "list_price", lambda *what: asked.append((*what, threading.current_thread()))
    )
    client = Scripted([finished("hello")])
    worker = Worker(PLACE, lambda endpoint: client)
    worker.submit(HELLO, [])
    drain(worker)
    assert worker.close() and asked == [("m", PLACE.url, client.thread)]

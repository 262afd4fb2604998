"""Work in small steps: generators that yield None between them and return a result.

The analysis is stepped on Blender's main thread, so a step must stay within some milliseconds; what
cannot be cut into steps, and lets go of Python's lock, runs in a thread while the steps wait.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from typing import Any, TypeVar

Result = TypeVar("Result")
Steps = Generator[None, None, Result]

_WAIT = 0.002


def finished(steps: Generator[Any, None, Result]) -> Result:
    """Run steps to their end and return the result."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: Result = stop.value
            return result


def in_thread(work: Callable[[], Result]) -> Steps[Result]:
    """Run some work in a thread of its own; each step waits for it for 2 ms.

    When the steps are dropped, the thread ends with its work. It is no daemon: a process that ends
    waits for it, rather than pulling the interpreter from under compiled code.

    Args:
        work: What to do, well below a second in all.

    Raises:
        Exception: What the work raised.
    """
    results: list[Result] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:  # raised again below, where the caller is
            errors.append(error)

    thread = threading.Thread(target=run, name="Sequence Maker listening")
    thread.start()
    while thread.is_alive():
        thread.join(_WAIT)
        yield
    if errors:
        raise errors[0]
    return results[0]

"""Ends a script with an exit code, whatever happens: every script that may load bpy goes through.

Blender's own way out crashes the 4.2 module and hangs 4.5's, so no such script may just end.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn

from environment import run_inside

GRACE = 10.0
"""Seconds that an interrupted script has to end in order; what of it still runs then is cut off."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What ends a script, with the exit codes 130 and 143."""


def run(main: Callable[..., int | None], *arguments: Any, inside: bool = False) -> NoReturn:
    """Run a script to its end and leave with its exit code.

    It is 1 for an exception, also in a thread, or for output that could not be written; 130 and
    143 when the script was interrupted or asked to end.

    Args:
        main: The script; returns its exit code, None for 0.
        arguments: What it gets.
        inside: Begin anew in an environment with bpy, unless bpy is at hand.
    """
    _open_missing()
    _heed_signals()
    broken = _heed_threads()

    def script() -> int | None:
        if inside:
            run_inside()
        return main(*arguments)

    code = _code_of(script)
    leave(code or int(bool(broken)))


def leave(code: int) -> NoReturn:
    """End the process at once; 1 instead of 0 if what was written last has no place to go."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)


def _code_of(script: Callable[[], int | None]) -> int:
    try:
        return script() or 0
    except SystemExit as end:
        if not isinstance(end.code, str):
            return end.code or 0
        _tell(end.code)
        return 1
    except KeyboardInterrupt as interrupt:
        return interrupt.args[0] if interrupt.args else 130
    except BrokenPipeError:
        return 1  # whoever read the output has gone, as `head` does
    except BaseException:
        _tell(traceback.format_exc().rstrip())
        return 1


def _tell(text: str) -> None:
    try:
        print(text, file=sys.stderr)
    except (OSError, ValueError):
        pass  # nobody hears it


def _open_missing() -> None:
    """Give closed standard streams a place, lest the next file that is opened take it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number: this one
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))


def _heed_threads() -> list[str]:
    """Return the names of the threads that fail from now on."""
    broken: list[str] = []
    told = threading.excepthook

    def hook(failed: Any) -> None:
        if not issubclass(failed.exc_type, SystemExit):
            broken.append(str(failed.thread))
        told(failed)

    threading.excepthook = hook
    return broken


def _heed_signals() -> None:
    """Let an interrupt and a request to end unwind the script, and cut off what does not end.

    A signal that the caller had ignored, as a shell does for background jobs, stays ignored.
    """
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)
    reader, writer = os.pipe()
    if os.name != "nt":  # there it is neither asked for nor, before Python 3.12, possible
        os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_cut_off, args=(reader,), name="way out", daemon=True).start()


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Unwind the script; where that is no use, or at a further interrupt, end it here and now.

    A KeyboardInterrupt for both: a SystemExit that meets Blender's own calls of Python would let
    Blender end the process its way, which hangs. An import of Blender cannot be unwound. Only a
    person insists: Linux tells a child of its parent's death once for each thread that dies.
    """
    if _is_importing(frame):
        os._exit(128 + number)
    signal.signal(signal.SIGINT, _leave_now)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt(128 + number)


def _leave_now(number: int, _: FrameType | None) -> NoReturn:
    os._exit(128 + number)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _cut_off(reader: int) -> None:
    """Wait for a signal; Python hears none while a function of Blender runs."""
    while (number := os.read(reader, 1)[0]) not in SIGNALS:
        pass
    time.sleep(GRACE)
    os._exit(128 + number)

"""Ends blocked network calls from another thread."""

import signal
import socket
import threading
from typing import Any


def outlive_broken_pipes() -> None:
    """Let a server that hangs up not end Blender, in the thread that calls this: while it lives.

    A thread may go on for a moment after the add-on was disabled, when SIGPIPE is as it was.
    """
    if hasattr(signal, "pthread_sigmask"):  # Windows has neither
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})


class Sockets:
    """Remembers a second handle of every connection and shuts them all down on demand.

    Closing a response from another thread leaves its reader blocked until the read timeout;
    shutting the connection down ends it at once, also before the headers and within a handshake.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self.cancelled = threading.Event()

    def trace(self, name: str, info: dict[str, Any]) -> None:
        """Take part in a request as its httpcore trace function."""
        if name.endswith("connect_tcp.complete"):
            stream = info["return_value"]
            handle = stream.get_extra_info("socket").dup()
            with self._lock:
                self._open.append(handle)
                if self.cancelled.is_set():
                    _shut(handle)

    def cancel(self) -> None:
        """End what is running and everything that comes later."""
        with self._lock:
            self.cancelled.set()
            for handle in self._open:
                _shut(handle)

    def release(self) -> None:
        """Shut and forget all connections; the peer sees an end only if both handles are closed."""
        with self._lock:
            for handle in self._open:
                _shut(handle)
                handle.close()
            self._open.clear()


def _shut(handle: socket.socket) -> None:
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # gone already

"""Runs a script in a process that may reach nothing but this computer: `loopback_only.py SCRIPT …`.

Any other connection, and any look-up of a name, ends the process with a sentence and code 97.
"""

import os
import runpy
import sys
from typing import Any

HOSTS = ("127.0.0.1", "::1", "localhost")
CODE = 97


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """End the process when it reaches out; an audit hook cannot be taken off again."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if host is not None and host not in HOSTS:
        os.write(2, f"loopback_only: {event} {host}\n".encode())
        os._exit(CODE)


if __name__ == "__main__":
    sys.addaudithook(guard)
    sys.argv = sys.argv[1:]
    sys.path.insert(0, os.path.dirname(sys.argv[0]))
    runpy.run_path(sys.argv[0], run_name="__main__")

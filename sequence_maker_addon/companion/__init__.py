"""The small model of Sequence Maker as an extension of its own: a server on this computer.

It edits nothing and goes nowhere: Sequence Maker finds it in whatever repository it lies, asks its
server on 127.0.0.1 and shows what passes its gate as a plan. The contract between the two: the
names `version`, `start` and `stop` of this module. Nothing runs before `start`.

process: Starts and stops the small model's server, a child process on loopback
server: The child process itself; run as a script, it imports nothing of ours
"""

from .process import OfflineEndpoint, OfflineError, OfflineServer

version = 1
"""Of the contract; Sequence Maker talks to no other than the one that it knows."""
_servers: list[OfflineServer] = []
"""The one server while the extension is enabled."""


def register() -> None:
    """Let the server be started; it is not yet."""
    if not _servers:
        _servers.append(OfflineServer())


def unregister() -> None:
    """End the server for good: Blender calls this before it updates, disables or removes us."""
    while _servers:
        _servers.pop().close()


def start() -> OfflineEndpoint:
    """Start the server, unless it runs, and wait until its model is loaded; from any thread.

    Returns:
        `base_url`, which ends in `/v1`, a random `api_key` of this start, and `model`, its name.

    Raises:
        OfflineError: If it cannot be; one sentence.
    """
    if not _servers:
        raise OfflineError("The small model is disabled.")
    return _servers[0].start()


def stop() -> None:
    """End the server; the next `start` begins another."""
    for server in _servers:
        server.stop()

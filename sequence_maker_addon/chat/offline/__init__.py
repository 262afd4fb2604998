"""The model that needs no key and no network: a child process, and its calls in our words.

offline_client: The small model as a client: its server starts with the first request
process: Starts and stops the small model's server, a child process on loopback
server: The child process itself; run as a script, it imports nothing of ours
translate: The small model's calls in the words of our functions
"""

from .process import OfflineEndpoint, OfflineError, OfflineServer
from .translate import REQUEST_SETTINGS, offline_tools, translate

__all__ = [
    "REQUEST_SETTINGS",
    "OfflineEndpoint",
    "OfflineError",
    "OfflineServer",
    "offline_tools",
    "translate",
]

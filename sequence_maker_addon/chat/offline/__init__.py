"""The model that needs no key and no network: a child process, and its calls in our words."""

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

"""Which models a server offers."""

from .wire.client import Client
from .wire.endpoint import Endpoint


def list_models(endpoint: Endpoint) -> list[str]:
    """Return the names of the server's models, sorted; blocks, so call it in a thread.

    Raises:
        EndpointError: If they cannot be had; the message is one sentence.
    """
    client = Client(endpoint)
    try:
        return client.models()
    finally:
        client.close()

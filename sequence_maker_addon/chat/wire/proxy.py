"""The HTTP proxy of the system, as the user or the company has set it."""

import urllib.request

from .endpoint import Endpoint


def proxy_for(endpoint: Endpoint) -> str | None:
    """Return the proxy's address, None for a direct connection; this computer needs none."""
    if endpoint.is_loopback or urllib.request.proxy_bypass(endpoint.host):
        return None
    proxy = urllib.request.getproxies().get(endpoint.url.partition(":")[0])
    if proxy and "://" not in proxy:
        proxy = f"http://{proxy}"
    return proxy if proxy and proxy.startswith(("http://", "https://")) else None

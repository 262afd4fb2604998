"""What a request cost, in US dollars, and how far that figure can be trusted.

Tables of list prices age, so every figure but the provider's own is an estimate. A cost that is
not known is None: 0 is said only of what is known to be free.
"""

import ipaddress
import logging
import math
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

MILLION = 1_000_000
MOST = 10**12  # tokens or dollars; beyond that a server's figure is nonsense

log = logging.getLogger(__name__)


class Usage(Protocol):
    """The token counts of one request, as the server reported them; None means not reported."""

    @property
    def prompt_tokens(self) -> int | None:
        """Tokens sent, the cached ones included."""

    @property
    def completion_tokens(self) -> int | None:
        """Tokens received, the reasoning included."""

    @property
    def cached_tokens(self) -> int | None:
        """Those of the prompt that the server had cached."""

    @property
    def reasoning_tokens(self) -> int | None:
        """Those of the completion that were reasoning."""

    @property
    def cost_usd(self) -> float | None:
        """What the provider says that the request cost."""


@dataclass(frozen=True, slots=True)
class Price:
    """A model's price in US dollars per million tokens.

    Attributes:
        input_mtok: For tokens sent.
        output_mtok: For tokens received.
        cached_mtok: For tokens sent that the server had cached; None means as `input_mtok`.
    """

    input_mtok: float
    output_mtok: float
    cached_mtok: float | None = None

    def cost(self, prompt: int, completion: int, cached: int) -> float | None:
        """Return what that many tokens cost; None if the price is not a sensible number."""
        of_cached = self.input_mtok if self.cached_mtok is None else self.cached_mtok
        rates = (self.input_mtok, self.output_mtok, of_cached)
        if not all(math.isfinite(rate) and rate >= 0 for rate in rates):
            return None
        total = (prompt - cached) * self.input_mtok + cached * of_cached
        return (total + completion * self.output_mtok) / MILLION


def cost(usage: Usage, model: str, base_url: str, own: Price | None) -> tuple[float | None, str]:
    """Estimate what one request cost; never raises, and may run in any thread.

    The first call that needs the list of prices imports it (0.6 s), so call this in the worker.

    Args:
        usage: What the server reported.
        model: The model's name, as sent.
        base_url: The endpoint that answered.
        own: The price that the user entered, or None.

    Returns:
        US dollars, or None if unknown, and where the figure comes from: `reported` by the provider,
        `local` (a server on this machine or network, 0), `list price`, `own price` or `unknown`.
    """
    reported = _amount(getattr(usage, "cost_usd", None))
    if reported is not None:
        return reported, "reported"
    if is_local(base_url):
        return 0.0, "local"
    tokens = _tokens(usage)
    if tokens is not None:
        listed = _list_cost(*tokens, model=model, base_url=base_url)
        if listed is not None:
            return listed, "list price"
        owned = None if own is None else own.cost(*tokens)
        if owned is not None:
            return owned, "own price"
    return None, "unknown"


def list_price(model: str, base_url: str) -> Price | None:
    """Return a model's price by the bundled list, for few tokens; None if it does not know it.

    The first call imports the list (0.6 s), so call this in a thread.
    """
    if is_local(base_url):
        return None
    sent = _list_cost(1000, 0, 0, model=model, base_url=base_url)
    received = _list_cost(0, 1000, 0, model=model, base_url=base_url)
    cached = _list_cost(1000, 0, 1000, model=model, base_url=base_url)
    if sent is None or received is None:
        return None
    return Price(sent * 1000, received * 1000, None if cached is None else cached * 1000)


def is_local(base_url: str) -> bool:
    """Tell whether a URL names this machine or one in a private network, by its spelling alone."""
    try:
        host = (urlsplit(base_url).hostname or "").rstrip(".")
    except ValueError:
        return False
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A name without a dot resolves only in the own network.
        inside = "." not in host or host == "host.docker.internal"
        return bool(host) and (inside or host.endswith((".localhost", ".local")))
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_loopback or address.is_private or address.is_link_local


def _amount(value: Any) -> float | None:
    """Return a sum of money if it is one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 <= value < MOST else None


def _count(value: Any) -> int | None:
    """Return a number of tokens if it is one."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value < MOST else None


def _tokens(usage: Usage) -> tuple[int, int, int] | None:
    """Return prompt, completion and cached tokens; None if too little was reported to price it."""
    prompt = _count(getattr(usage, "prompt_tokens", None))
    completion = _count(getattr(usage, "completion_tokens", None))
    if not prompt or completion is None:  # a prompt has at least one token: 0 is not reported
        return None
    cached = _count(getattr(usage, "cached_tokens", None)) or 0
    return prompt, completion, min(cached, prompt)


def _list_cost(
    prompt: int, completion: int, cached: int, *, model: str, base_url: str
) -> float | None:
    """Return the cost by the bundled list of prices; None if it is missing or does not know.

    The provider's URL is always given: without it the list guesses, and bills a local gpt-oss.
    """
    try:
        from genai_prices import Usage as Tokens
        from genai_prices import calc_price

        tokens = Tokens(input_tokens=prompt, cache_read_tokens=cached, output_tokens=completion)
        found = calc_price(tokens, model, provider_api_url=_lowered(base_url))
        rates = (found.model_price.input_mtok, found.model_price.output_mtok)
        # Entries without a rate for tokens (those billed by the second, say) are summed up to 0.
        if None in rates and not model.endswith(":free"):
            return None
        return _amount(float(found.total_price))
    except LookupError:
        return None
    except Exception as error:  # another extension may bring any version of this package
        log.debug("No list price for %s: %s", model, type(error).__name__)
        return None


def _lowered(base_url: str) -> str:
    """Return the URL with its host in small letters, the only spelling the list knows."""
    parts = urlsplit(base_url.strip())
    return parts._replace(netloc=parts.netloc.rpartition("@")[2].lower()).geturl()

"""Where the model answers: address, model name and key, checked before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..body.learned import Facts, Learned
from ..faults.fault import FaultError
from ..faults.keylike import looks_like_key
from ..faults.redactor import Redactor
from . import addresses

RULES = "rules"
"""The model of the endpoint that reads plain commands by rules."""
SMALL_MODEL = "offline"
"""Who understood a turn, where the small model proposed it; no endpoint has it as its model."""
NEAR_SILENCE, FAR_SILENCE = 300.0, 60.0
"""Longest silence in seconds: a server nearby may load a model first."""
NEAR_TURN, FAR_TURN = 600.0, 120.0
"""Longest turn in seconds."""

OPEN_HEADERS = frozenset(
    "accept accept-language anthropic-beta anthropic-version content-type http-referer openai-beta"
    " referer user-agent x-title".split()
)
"""Headers whose values are no secrets, but words that stand in other texts as well."""
MORE = (
    "The address has a user, a query or a fragment: enter the key in its own field, and what a "
    "server wants besides under API Version or Headers."
)
KEYLIKE = "That looks like a key and is not kept: enter it under API Key."


class EndpointError(FaultError, ValueError):
    """An endpoint that cannot be used.

    Attributes:
        code: A short word for programs, such as `no_key`.
        message: One sentence for the user.
    """


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model at one server.

    Attributes:
        name: What the user calls it.
        base_url: Address without `/chat/completions`, as in `http://localhost:11434/v1`.
        model: The model's name at that server.
        api_key: Secret; optional for a server on this computer.
        temperature: Sent if given.
        read_timeout: Longest silence of the server in seconds, 0 for what suits its place.
        max_tokens: Longest reply, in tokens; sent if given.
        plain_http: The user agreed to send to another computer without encryption.
        offline: True for plain commands, which open no connection.
        context_window: The model's context window in tokens as the user entered it, 0 if not.
        api_version: Sent as `api-version` with each request, where an address wants one.
        headers: More headers, secrets as the key is.
        learned: What was learned of this and other servers; shared with later requests.
        redactor: Takes key and headers out of whatever is told, kept or shown.
    """

    name: str
    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    temperature: float | None = None
    read_timeout: float = 0.0
    max_tokens: int | None = None
    offline: bool = False
    plain_http: bool = False
    context_window: int = 0
    api_version: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    learned: Learned = field(default_factory=Learned, compare=False, repr=False)
    redactor: Redactor = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        others = (value for name, value in self.headers if name.lower() not in OPEN_HEADERS)
        object.__setattr__(self, "redactor", Redactor((self.key,), others))

    @property
    def by_rules(self) -> bool:
        """Whether plain commands are read by rules, without any model."""
        return self.offline and self.model == RULES

    @property
    def url(self) -> str:
        """The base address as it is used: no blanks around it, no slash or path of ours behind."""
        plain, _ = addresses.split_api_version(self.base_url)
        return plain.strip().rstrip("/").removesuffix("/chat/completions").rstrip("/")

    @property
    def reachable_url(self) -> str:
        """The address that is dialed: 0.0.0.0 is where a server listens, not where it is."""
        return self.url.replace("://0.0.0.0", "://127.0.0.1", 1)

    @property
    def version(self) -> str:
        """The API version: its own field, or what was pasted with the address."""
        return self.api_version.strip() or addresses.split_api_version(self.base_url)[1]

    @property
    def silence(self) -> float:
        """Longest silence of the server in seconds."""
        return self.read_timeout or (NEAR_SILENCE if self.is_nearby else FAR_SILENCE)

    @property
    def longest_turn(self) -> float:
        """Longest turn in seconds, unless the user says otherwise."""
        return NEAR_TURN if self.is_nearby else FAR_TURN

    @property
    def facts(self) -> Facts:
        """What was learned of this model at this server."""
        return self.learned.of(self.known_as, self.model)

    @property
    def place(self) -> str:
        """Server and model in one line, as the history names who wrote a message."""
        return f"{addresses.origin_of(self.url)} {self.model}"

    @property
    def shown_url(self) -> str:
        """The address as messages tell it."""
        return addresses.shown(self.url)

    @property
    def known_as(self) -> str:
        """The address as what was learned of it is kept."""
        return addresses.stored(self.url)

    @property
    def key(self) -> str:
        """The key without the blanks that copying leaves around it."""
        return self.api_key.strip()

    def redacted(self, text: str) -> str:
        """Return a text without the key and the values of the user's own headers."""
        return self.redactor.text(text)

    @property
    def host(self) -> str:
        """The server's name in lower case, "" if the address has none."""
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:
            return ""

    @property
    def port(self) -> int | None:
        """The port in the address, None if it names none."""
        try:
            return urlsplit(self.url).port
        except ValueError:
            return None

    @property
    def is_loopback(self) -> bool:
        """Whether the server runs on this computer."""
        return addresses.is_loopback(self.host)

    @property
    def is_nearby(self) -> bool:
        """Whether the server runs on this computer or in its network."""
        return addresses.is_nearby(self.host)

    @property
    def needs_key(self) -> bool:
        """Whether a request without a key is pointless."""
        return not (self.offline or self.is_nearby or self.headers)

    @property
    def is_open(self) -> bool:
        """Whether key or prompt would go to another computer unencrypted, and nobody agreed.

        A server in the own network gets prompts so, but no key: that, too, can be overheard.
        """
        if self.offline or self.is_loopback or not self.url.lower().startswith("http:"):
            return False
        secret = bool(self.key or self.headers) or not self.is_nearby
        return secret and not self.plain_http

    def check(self) -> None:
        """Refuse an endpoint that cannot work.

        Raises:
            EndpointError: If address, model or key are missing or malformed, or would be sent
                unencrypted without consent.
        """
        if self.offline:
            return
        self._check_url()
        if self.is_open:
            message = f"{self.host} is addressed without encryption: use https, or allow it"
            raise EndpointError("not_encrypted", f"{message} in the preferences of this endpoint")
        if not self.model.strip():
            raise EndpointError("no_model", "Choose a model in the preferences.")
        if looks_like_key(self.model):
            raise EndpointError("no_model", "The model's name looks like a key; enter the name.")
        self._check_key()

    def _check_url(self) -> None:
        if not self.url:
            raise EndpointError("bad_url", "Set the server's address in the preferences.")
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
            usable = usable and (parts.port is None or parts.port > 0)
        except ValueError:
            usable = False
        if not usable or any(character.isspace() for character in self.url):
            raise EndpointError("bad_url", "The address must look like https://host/v1.")
        if addresses.has_more(self.url):
            raise EndpointError("bad_url", MORE)

    def _check_key(self) -> None:
        if not self.key:
            if self.needs_key:
                raise EndpointError("no_key", f"Set an API key for {self.host}.")
            return
        if not all("!" <= character <= "~" for character in self.key):
            raise EndpointError(
                "bad_key", "The API key has a blank, a line break or a special character inside."
            )

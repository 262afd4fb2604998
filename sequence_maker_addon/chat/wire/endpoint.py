"""Where the model answers: address, model name and key, checked before anything is sent."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .optional_parameters import Refusals


class EndpointError(ValueError):
    """An endpoint that cannot be used.

    Attributes:
        code: A short word for programs, such as `no_key`.
        message: One sentence for the user.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model at one server.

    Attributes:
        name: What the user calls it.
        base_url: Address without `/chat/completions`, as in `http://localhost:11434/v1`.
        model: The model's name at that server.
        api_key: Secret; optional for a server on this computer.
        temperature: Sent if given.
        read_timeout: Longest silence of the server, in seconds.
        max_tokens: Longest reply, in tokens; sent if given.
        plain_http: The user agreed to send to another computer without encryption.
        offline: True for the built-in model, which opens no connection.
        refusals: What this and other servers were found to refuse; shared with later requests.
    """

    name: str
    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    temperature: float | None = None
    read_timeout: float = 60.0
    max_tokens: int | None = None
    offline: bool = False
    plain_http: bool = False
    refusals: Refusals = field(default_factory=Refusals, compare=False, repr=False)

    @property
    def url(self) -> str:
        """The base address as it is used: no blanks around it, no slash or path of ours behind."""
        return self.base_url.strip().rstrip("/").removesuffix("/chat/completions").rstrip("/")

    @property
    def key(self) -> str:
        """The key without the blanks that copying leaves around it."""
        return self.api_key.strip()

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
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def needs_key(self) -> bool:
        """Whether a request without a key is pointless."""
        return not self.offline and not self.is_loopback

    def check(self) -> None:
        """Refuse an endpoint that cannot work.

        Raises:
            EndpointError: If address, model or key are missing or malformed.
        """
        if self.offline:
            return
        self._check_url()
        if not self.model.strip():
            raise EndpointError("no_model", "Choose a model in the preferences.")
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
            raise EndpointError(
                "bad_url", f"The address {self.url[:80]!r} must look like https://host/v1."
            )

    def _check_key(self) -> None:
        if not self.key:
            if self.needs_key:
                raise EndpointError("no_key", f"Set an API key for {self.host}.")
            return
        if not all("!" <= character <= "~" for character in self.key):
            raise EndpointError(
                "bad_key", "The API key has a blank, a line break or a special character inside."
            )

"""Endpoint profiles: where a model answers, its key (kept elsewhere), its limits and prices."""

import logging
import re
from typing import TYPE_CHECKING, Any

from bpy.props import BoolProperty, FloatProperty, IntProperty, StringProperty
from bpy.types import PropertyGroup

from ...chat.prices import Price
from ...chat.wire.addresses import split_api_version
from ..host.memory import PerAddon
from . import keys, learned_file, own_headers

if TYPE_CHECKING:
    from ...chat.wire.endpoint import Endpoint

MASK = "*" * 12
UNKNOWN = -1.0

log = logging.getLogger(__name__)

_problems = PerAddon[dict[str, str]](dict)
"""Why the last key that was entered for an origin was refused; shown under the field."""


def _get_key(profile: "SequenceMakerProfile") -> str:
    """Return stars for a known key. Blender copies what this returns into its Info log."""
    return MASK if profile.key_source() else ""


def _set_key(profile: "SequenceMakerProfile", value: str) -> None:
    """Store what was typed for the host of this profile; nothing typed forgets the key."""
    place = keys.origin(profile.base_url)
    _problems.get().pop(place, None)
    if not value:
        keys.forget(profile.base_url)
        return
    typed = value.strip().strip("*")  # pasted behind the stars, or the stars left as they were
    if value.strip() and not typed:
        return
    try:
        keys.remember(profile.base_url, typed, profile.remember_key)
    except ValueError as error:
        _problems.get()[place] = str(error)
        log.warning("The key for %s is not stored: %s", profile.name, error)


def _remember_changed(profile: "SequenceMakerProfile", _context: Any) -> None:
    """Move the key into the file, or out of it."""
    keys.keep(profile.base_url, profile.remember_key)
    own_headers.keep(profile.base_url, profile.remember_key)


def _request_changed(_profile: "SequenceMakerProfile", _context: Any) -> None:
    """Try again what a server refused: it, or the model behind it, may be another now."""
    learned_file.learned().forget()


def _address_changed(profile: "SequenceMakerProfile", context: Any) -> None:
    """Move a pasted API version into its own field."""
    address, version = split_api_version(profile.base_url)
    if version:
        profile.api_version = version
        profile.base_url = address.rstrip("?")
    _request_changed(profile, context)


def _get_headers(profile: "SequenceMakerProfile") -> str:
    """Return stars for known headers, as for the key."""
    return MASK if own_headers.headers_of(profile.base_url) else ""


def _set_headers(profile: "SequenceMakerProfile", value: str) -> None:
    """Store headers for the host of this profile; nothing typed forgets them."""
    place = keys.origin(profile.base_url)
    _problems.get().pop(place, None)
    typed = value.strip().strip("*").strip()
    if value.strip() and not typed:
        return
    try:
        own_headers.remember_headers(profile.base_url, typed, profile.remember_key)
    except ValueError as error:
        _problems.get()[place] = str(error)
        log.warning("The headers for %s are not stored: %s", profile.name, error)


def _env_name_changed(profile: "SequenceMakerProfile", _context: Any) -> None:
    """Refuse what is no name of a variable: a key pasted here would be saved in clear text."""
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]{0,63}", profile.env_name):
        log.warning("The variable of %s is not in capital letters; using the default", profile.name)
        profile.env_name = keys.DEFAULT_VARIABLE


class SequenceMakerProfile(PropertyGroup):
    """One model at one server."""

    name: StringProperty(name="Name", description="What you call this endpoint", default="Endpoint")
    base_url: StringProperty(
        name="Base URL",
        description="Address of an OpenAI-compatible server, without /chat/completions. "
        "A key stays with the host that it was entered for",
        update=_address_changed,
    )
    model: StringProperty(
        name="Model", description="Name of the model at that server", update=_request_changed
    )
    env_name: StringProperty(
        name="Environment Variable",
        description="Variable that holds the key, in capital letters. OPENAI_API_KEY is only sent "
        "to OpenAI or to the host in OPENAI_BASE_URL; another name is sent to this host",
        default=keys.DEFAULT_VARIABLE,
        update=_env_name_changed,
    )
    key: StringProperty(
        name="API Key",
        description="Kept in memory until Blender ends, never in a .blend or in the preferences. "
        "Clear the field to forget it",
        subtype="PASSWORD",
        get=_get_key,
        set=_set_key,
    )
    remember_key: BoolProperty(
        name="Remember on This Computer",
        description="Keep the key in a file in clear text that only your user account can read",
        update=_remember_changed,
    )
    use_temperature: BoolProperty(
        name="Send Temperature",
        description="Some models accept no temperature",
        default=True,
        update=_request_changed,
    )
    temperature: FloatProperty(
        name="Temperature",
        description="Low for steady answers, high for surprising ones",
        default=0.2,
        min=0.0,
        max=2.0,
        precision=2,
        update=_request_changed,
    )
    max_tokens: IntProperty(
        name="Max Tokens",
        description="Longest reply to one request, in tokens; 0 leaves it to the server",
        default=0,
        min=0,
        max=1_000_000,
        update=_request_changed,
    )
    read_timeout: FloatProperty(
        name="Timeout",
        description="Longest silence of the server before the request is given up, in seconds; "
        "0 is 300 for a server on this computer or network and 60 for others",
        default=0.0,
        min=0.0,
        max=3600.0,
        precision=0,
    )
    context_window: IntProperty(
        name="Context Window",
        description="Tokens that the model can read at once; 0 learns it from the server. "
        "What you enter here counts",
        default=0,
        min=0,
        max=20_000_000,
        update=_request_changed,
    )
    api_version: StringProperty(
        name="API Version",
        description="Sent as api-version with each request; Azure wants one",
    )
    headers: StringProperty(
        name="Headers",
        description="More headers for each request, as in: Name: value; Other: value. "
        "They are kept like the key, never in a .blend or in the preferences",
        subtype="PASSWORD",
        get=_get_headers,
        set=_set_headers,
    )
    input_price: FloatProperty(
        name="Input Price",
        description="US dollars per million tokens sent; -1 is unknown. "
        "Used where the list of prices does not know the model",
        default=UNKNOWN,
        min=UNKNOWN,
        precision=3,
    )
    output_price: FloatProperty(
        name="Output Price",
        description="US dollars per million tokens received; -1 is unknown",
        default=UNKNOWN,
        min=UNKNOWN,
        precision=3,
    )
    cached_price: FloatProperty(
        name="Cached Input Price",
        description="US dollars per million tokens that the server had cached; -1 is as input",
        default=UNKNOWN,
        min=UNKNOWN,
        precision=3,
    )
    plain_http: BoolProperty(
        name="Allow Without Encryption",
        description="Send prompt and key to this host although nobody encrypts them on the way",
    )
    offline: BoolProperty(
        name="Offline Model",
        description="Use the small built-in model, which opens no connection",
    )

    def key_source(self) -> str:
        """Return where the key comes from: `environment NAME`, `this session`, `file` or ""."""
        return keys.source_of(self.name, self.base_url, self.env_name)

    def key_problem(self) -> str:
        """Return why the key that was entered last is not used, or an empty string."""
        return _problems.get().get(keys.origin(self.base_url), "")


def endpoint_of(profile: SequenceMakerProfile) -> "Endpoint":
    """Return a profile as plain data for the network thread, its key included."""
    from ...chat.wire.endpoint import Endpoint

    key, _source = keys.lookup(profile.name, profile.base_url, profile.env_name)
    return Endpoint(
        name=profile.name,
        base_url=profile.base_url,
        model=profile.model,
        api_key="" if profile.offline else key,
        temperature=round(profile.temperature, 4) if profile.use_temperature else None,
        read_timeout=profile.read_timeout,
        max_tokens=profile.max_tokens or None,
        offline=profile.offline,
        plain_http=profile.plain_http,
        context_window=profile.context_window,
        api_version=profile.api_version,
        headers=own_headers.headers_of(profile.base_url),
        learned=learned_file.learned(),
    )


def own_price(profile: SequenceMakerProfile) -> Price | None:
    """Return the price that the user entered; None unless input and output are both known."""
    if profile.input_price < 0 or profile.output_price < 0:
        return None
    cached = profile.cached_price if profile.cached_price >= 0 else None
    return Price(profile.input_price, profile.output_price, cached)

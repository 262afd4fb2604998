"""Endpoint profiles: where a model answers, its key (kept elsewhere), its limits and prices."""

from typing import TYPE_CHECKING

from bpy.props import BoolProperty, FloatProperty, IntProperty, StringProperty
from bpy.types import PropertyGroup

from ...chat.prices import Price
from ..host.no_limit import switch
from . import keys, learned_file, own_headers
from . import profile_fields as fields
from .profile_fields import MASK as MASK

if TYPE_CHECKING:
    from ...chat.wire.endpoint import Endpoint

UNKNOWN = -1.0


class SequenceMakerProfile(PropertyGroup):
    """One model at one server."""

    name: StringProperty(
        name="Name",
        description="What you call this endpoint",
        default="Endpoint",
        update=fields.name_changed,
    )
    base_url: StringProperty(
        name="Base URL",
        description="Address of an OpenAI-compatible server, without /chat/completions. "
        "A key stays with the host that it was entered for",
        update=fields.address_changed,
    )
    model: StringProperty(
        name="Model", description="Name of the model at that server", update=fields.model_changed
    )
    env_name: StringProperty(
        name="Environment Variable",
        description="Variable that holds the key, in capital letters. OPENAI_API_KEY is only sent "
        "to OpenAI or to the host in OPENAI_BASE_URL; another name is sent to this host",
        default=keys.DEFAULT_VARIABLE,
        update=fields.env_name_changed,
    )
    key: StringProperty(
        name="API Key",
        description="Kept in memory until Blender ends, never in a .blend or in the preferences. "
        "Clear the field to forget it",
        subtype="PASSWORD",
        get=fields.get_key,
        set=fields.set_key,
    )
    remember_key: BoolProperty(
        name="Remember on This Computer",
        description="Keep the key in a file in clear text that only your user account can read",
        update=fields.remember_changed,
    )
    use_temperature: BoolProperty(
        name="Send Temperature",
        description="Some models accept no temperature",
        default=True,
        update=fields.request_changed,
    )
    temperature: FloatProperty(
        name="Temperature",
        description="Low for steady answers, high for surprising ones",
        default=0.2,
        min=0.0,
        max=2.0,
        precision=2,
        update=fields.request_changed,
    )
    max_tokens: IntProperty(
        name="Longest Reply (Tokens)",
        description="Longest reply to one request, in tokens",
        default=0,
        min=0,
        max=1_000_000,
        update=fields.request_changed,
    )
    use_max_tokens: switch(
        "Limit the Reply", "max_tokens", 4096, 0, "Else the server decides how long a reply may be"
    )
    read_timeout: FloatProperty(
        name="Longest Silence (Seconds)",
        description="Longest silence of the server before the request is given up, in seconds",
        default=0.0,
        min=0.0,
        max=3600.0,
        precision=0,
    )
    use_read_timeout: switch(
        "Own Silence",
        "read_timeout",
        120.0,
        0.0,
        "Else it is 300 seconds for a server on this computer or network and 60 for others",
    )
    context_window: IntProperty(
        name="Context Window (Tokens)",
        description="Tokens that the model can read at once. What you enter here counts",
        default=0,
        min=0,
        max=20_000_000,
        update=fields.request_changed,
    )
    use_context_window: switch(
        "Own Window", "context_window", 8192, 0, "Else it is learned from the server"
    )
    api_version: StringProperty(
        name="API Version",
        description="Sent as api-version with each request; Azure wants one",
        update=fields.api_version_changed,
    )
    headers: StringProperty(
        name="Headers",
        description="More headers for each request, as in: Name: value; Other: value. "
        "They are kept like the key, never in a .blend or in the preferences",
        subtype="PASSWORD",
        get=fields.get_headers,
        set=fields.set_headers,
    )
    input_price: FloatProperty(
        name="Input Price",
        description="US dollars per million tokens sent. "
        "Used where the list of prices does not know the model",
        default=UNKNOWN,
        min=UNKNOWN,
        precision=3,
    )
    output_price: FloatProperty(
        name="Output Price",
        description="US dollars per million tokens received",
        default=UNKNOWN,
        min=UNKNOWN,
        precision=3,
    )
    cached_price: FloatProperty(
        name="Cached Input Price",
        description="US dollars per million tokens that the server had cached",
        default=UNKNOWN,
        min=UNKNOWN,
        precision=3,
    )
    use_input_price: switch(
        "Know the Input Price", "input_price", 1.0, UNKNOWN, "Else its cost is not known"
    )
    use_output_price: switch(
        "Know the Output Price", "output_price", 4.0, UNKNOWN, "Else its cost is not known"
    )
    use_cached_price: switch(
        "Know the Cached Price", "cached_price", 0.25, UNKNOWN, "Else it is that of input"
    )
    plain_http: BoolProperty(
        name="Allow Without Encryption",
        description="Send prompt and key to this host although nobody encrypts them on the way",
    )
    offline: BoolProperty(
        name="Plain Commands",
        description="Read plain commands on this computer, without any connection",
        options={"HIDDEN"},
    )

    def key_source(self) -> str:
        """Return where the key comes from: `environment NAME`, `this session`, `file` or ""."""
        return keys.source_of(self.name, self.base_url, self.env_name)

    def key_problem(self) -> str:
        """Return why what was entered last is not used, or an empty string."""
        return fields.problem(self)


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

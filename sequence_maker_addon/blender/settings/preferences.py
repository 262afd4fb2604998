"""The add-on's preferences: endpoint profiles, limits, confirmation and logging."""

import logging
from typing import Any

import bpy
from bpy.props import (
    BoolProperty,
    CollectionProperty,
    EnumProperty,
    FloatProperty,
    IntProperty,
    PointerProperty,
)
from bpy.types import AddonPreferences, Operator

from ... import __package__ as ADDON_ID
from ..spending import caps
from . import keys, own_headers
from .along_switches import SequenceMakerAlong
from .preferences_page import draw_preferences
from .profiles import SequenceMakerProfile, own_price
from .usual_profiles import complete

__all__ = ["CLASSES", "active_profile", "ensure_profiles", "own_price", "preferences"]

log = logging.getLogger(__name__)


def _log_level_changed(prefs: "SequenceMakerPreferences", _context: Any) -> None:
    """Apply the chosen level."""
    apply_log_level(prefs)


class SequenceMakerPreferences(AddonPreferences):
    """What holds for every file on this computer; never a key."""

    bl_idname = ADDON_ID

    profiles: CollectionProperty(
        type=SequenceMakerProfile,
        name="Endpoints",
        description="The servers that can answer the chat",
    )
    active_index: IntProperty(
        name="Active Endpoint", description="The endpoint that answers the chat", min=0
    )
    max_requests: IntProperty(
        name="Requests",
        description="Most requests to the model for one prompt",
        default=12,
        min=1,
        max=200,
    )
    max_tool_calls: IntProperty(
        name="Function Calls",
        description="Most function calls for one prompt",
        default=60,
        min=1,
        max=2000,
    )
    max_segments: IntProperty(
        name="Segments",
        description="Most segments that one prompt may change",
        default=2000,
        min=1,
        max=100_000,
    )
    max_seconds: IntProperty(
        name="Seconds",
        description="Longest time for one prompt, in seconds; 0 sets no limit of your own: then it "
        "is 600 for a server on this computer or network and 120 for others",
        default=0,
        min=0,
        max=3600,
    )
    max_cost_usd: FloatProperty(
        name="Cost",
        description="Highest estimated cost of one prompt in US dollars; 0 sets no limit",
        default=0.0,
        min=0.0,
        precision=3,
    )
    caps: PointerProperty(
        type=caps.SequenceMakerCaps, name="Spending", description="What the chat may spend"
    )
    history_budget: IntProperty(
        name="History",
        description="Tokens of the earlier conversation that go along with a prompt",
        default=24_000,
        min=1000,
        max=1_000_000,
    )
    along: PointerProperty(
        type=SequenceMakerAlong, name="Goes Along", description="What goes along with a prompt"
    )
    confirm: EnumProperty(
        name="Ask Before",
        description="Which changes wait for your consent",
        items=(
            ("ALWAYS", "Every Change", "Ask before anything is changed"),
            ("DESTRUCTIVE", "Destructive Changes", "Ask before much is removed or altered"),
            ("NEVER", "Nothing", "Never ask; undo takes back a whole prompt"),
        ),
        default="DESTRUCTIVE",
    )
    plain_first: BoolProperty(
        name="Plain Commands at Once",
        description="What is surely a plain command is carried out at once by rules, without "
        "asking the model; all else goes to the model",
    )
    max_questions: IntProperty(
        name="Questions",
        description="Most questions that a model may ask you for one prompt; 0 for none",
        default=3,
        min=0,
        max=20,
    )
    answer_minutes: IntProperty(
        name="Wait for an Answer",
        description="Minutes that a question or a plan waits for you; 0 waits as long as it takes",
        default=0,
        min=0,
        max=600,
    )
    knows_rules: BoolProperty(
        name="Knows Plain Commands",
        description="Plain commands were among the endpoints once",
        options={"HIDDEN"},
    )
    confirm_threshold: IntProperty(
        name="Destructive Above",
        description="Where more things than this would not stay as they were, it asks first",
        default=20,
        min=1,
        max=100_000,
    )
    eye_safety_limit: FloatProperty(
        name="Flashes per Second",
        description="What flashes more often asks first; above 3 may harm people; 0 sets no limit",
        default=3.0,
        min=0.0,
        max=60.0,
        precision=1,
    )
    log_level: EnumProperty(
        name="Log Level",
        description="What is written to the system console; keys never are",
        items=(
            ("DEBUG", "Debug", "Everything, for bug reports"),
            ("INFO", "Info", "Requests and function calls, too"),
            ("WARNING", "Warning", "Only what went wrong or is doubtful"),
            ("ERROR", "Error", "Only what went wrong"),
        ),
        default="WARNING",
        update=_log_level_changed,
    )

    def draw(self, context):
        draw_preferences(self, self.layout)


class SEQUENCE_MAKER_OT_profile_add(Operator):
    """Add an endpoint profile"""

    bl_idname = "sequence_maker.profile_add"
    bl_label = "Add Endpoint"
    bl_options = {"INTERNAL"}

    def execute(self, context):
        prefs = preferences(context)
        taken = {profile.name for profile in prefs.profiles}
        number = 1
        while f"Endpoint {number}" in taken:
            number += 1
        prefs.profiles.add().name = f"Endpoint {number}"
        prefs.active_index = len(prefs.profiles) - 1
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_profile_remove(Operator):
    """Remove the active endpoint profile, and its key unless another profile uses it"""

    bl_idname = "sequence_maker.profile_remove"
    bl_label = "Remove Endpoint"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, context):
        if len(preferences(context).profiles) < 2:
            cls.poll_message_set("The last endpoint stays")
            return False
        return True

    def execute(self, context):
        prefs = preferences(context)
        base_url = active_profile(prefs).base_url
        prefs.profiles.remove(prefs.active_index)
        if keys.origin(base_url) not in {keys.origin(other.base_url) for other in prefs.profiles}:
            keys.forget(base_url)
            if keys.origin(base_url):
                own_headers.remember_headers(base_url, "")
        prefs.active_index = min(prefs.active_index, len(prefs.profiles) - 1)
        return {"FINISHED"}


def preferences(context: Any = None) -> SequenceMakerPreferences:
    """Return the preferences of this add-on.

    Raises:
        LookupError: If the add-on is not enabled in the preferences.
    """
    addon = (context or bpy.context).preferences.addons.get(ADDON_ID)
    if addon is None or addon.preferences is None:
        raise LookupError(f"{ADDON_ID} has no preferences: the add-on is not enabled")
    return addon.preferences


def ensure_profiles() -> None:
    """Fill an empty list of profiles, drop impossible ones; for `register`, may be repeated."""
    try:
        prefs = preferences()
    except LookupError as error:  # enabled for a moment only, without an entry in the preferences
        log.debug("%s", error)
        return
    complete(prefs)
    apply_log_level(prefs)


def apply_log_level(prefs: SequenceMakerPreferences) -> None:
    """Let the add-on's loggers write what the preferences say."""
    logging.getLogger(ADDON_ID).setLevel(prefs.log_level)


def active_profile(prefs: SequenceMakerPreferences) -> SequenceMakerProfile:
    """Return the profile that answers the chat."""
    if not len(prefs.profiles):
        ensure_profiles()
    return prefs.profiles[min(prefs.active_index, len(prefs.profiles) - 1)]


CLASSES = (
    SequenceMakerProfile,
    *caps.CLASSES,
    SequenceMakerAlong,
    SequenceMakerPreferences,
    SEQUENCE_MAKER_OT_profile_add,
    SEQUENCE_MAKER_OT_profile_remove,
)

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
from bpy.types import AddonPreferences

from ... import __package__ as ADDON_ID
from ..host.no_limit import switch
from ..permits import caps, media_folders
from .along_switches import SequenceMakerAlong
from .preferences_page import draw_preferences
from .profiles import SequenceMakerProfile, own_price
from .usual_profiles import complete

__all__ = ["CLASSES", "active_profile", "ensure_profiles", "own_price", "preferences"]

log = logging.getLogger(__name__)


SECTIONS = (
    ("ENDPOINT", "Endpoint", "Which server and model answer, and its key"),
    ("LIMITS", "Limits", "What one prompt may take"),
    ("SAFETY", "Safety", "What is asked about first"),
    ("PRIVACY", "Privacy", "What is sent, and to whom"),
)
"""The parts of the page."""


def _log_level_changed(prefs: "SequenceMakerPreferences", _context: Any) -> None:
    """Apply the chosen level."""
    apply_log_level(prefs)


class SequenceMakerPreferences(AddonPreferences):
    """What holds for every file on this computer; never a key."""

    bl_idname = ADDON_ID

    section: EnumProperty(name="Section", description="Which part is shown", items=SECTIONS)
    profiles: CollectionProperty(
        type=SequenceMakerProfile,
        name="Endpoints",
        description="The servers that can answer the chat",
    )
    active_index: IntProperty(
        name="Active Endpoint", description="The endpoint that answers the chat", min=0
    )
    max_requests: IntProperty(
        name="Requests to the Model",
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
        name="Changed Segments",
        description="Most segments that one prompt may change",
        default=2000,
        min=1,
        max=100_000,
    )
    max_seconds: IntProperty(
        name="Time (Seconds)",
        description="Longest time for one prompt, in seconds",
        default=0,
        min=0,
        max=3600,
    )
    use_max_seconds: switch(
        "Limit the Time",
        "max_seconds",
        300,
        0,
        "Else it is 600 seconds for a server on this computer or network and 120 for others",
    )
    max_cost_usd: FloatProperty(
        name="Cost (US Dollars)",
        description="Highest estimated cost of one prompt in US dollars",
        default=0.0,
        min=0.0,
        precision=3,
    )
    caps: PointerProperty(
        type=caps.SequenceMakerCaps, name="Spending", description="What the chat may spend"
    )
    media_folders: CollectionProperty(
        type=media_folders.SequenceMakerMediaFolder,
        name="Media Folders",
        description="Folders from which the assistant may add files",
    )
    use_max_cost_usd: switch(
        "Limit the Cost", "max_cost_usd", 0.1, 0.0, "Stop a prompt that costs more than this"
    )
    history_budget: IntProperty(
        name="History (Tokens)",
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
            ("ALWAYS", "Every Change", "Plan each turn first; you apply it, or not"),
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
        description="Most questions that a model may ask you for one prompt",
        default=3,
        min=0,
        max=20,
    )
    use_max_questions: switch(
        "Let It Ask", "max_questions", 3, 0, "Let a model ask you where it does not know"
    )
    answer_minutes: IntProperty(
        name="Wait for an Answer (Minutes)",
        description="Minutes that a question or a plan waits for you",
        default=0,
        min=0,
        max=600,
    )
    use_answer_minutes: switch(
        "Limit the Wait", "answer_minutes", 10, 0, "Else it waits as long as you take"
    )
    knows_rules: BoolProperty(
        name="Knows Plain Commands",
        description="Plain commands were among the endpoints once",
        options={"HIDDEN"},
    )
    confirm_threshold: IntProperty(
        name="Ask Above (Things)",
        description="Where more things than this would not stay as they were, it asks first",
        default=20,
        min=1,
        max=100_000,
    )
    eye_safety_limit: FloatProperty(
        name="Flashes per Second",
        description="What flashes more often asks first; above 3 may harm people",
        default=3.0,
        min=0.0,
        max=60.0,
        precision=1,
    )
    use_eye_safety_limit: switch(
        "Ask About Flashing", "eye_safety_limit", 3.0, 0.0, "Ask before anything flashes too often"
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
    *media_folders.CLASSES,
    SequenceMakerAlong,
    SequenceMakerPreferences,
)

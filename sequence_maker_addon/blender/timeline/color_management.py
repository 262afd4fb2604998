"""What of a scene's color management makes colors look other than asked, and setting it right.

Measured by rendering strips in 4.2, 4.5, 5.0 and 5.2: with sRGB and Standard every color is exact;
before 5.0 it is with Raw, too.
"""

from __future__ import annotations

from typing import Any

from ..host import compat

EXACT = "Standard"
DISPLAY = "sRGB"


def notices(scene: Any) -> dict[str, str]:
    """Return what makes colors look different, in words, by a stable word."""
    view, display = scene.view_settings, scene.display_settings.display_device
    found: dict[str, str] = {}
    if not _is_exact(view.view_transform):
        transform = view.view_transform
        found["view_transform"] = (
            f"the view transform is {transform}: colors will look different; Standard is exact"
        )
    if view.exposure != 0.0:
        found["exposure"] = (
            f"the exposure is {view.exposure:g}: colors will look different; 0 is exact"
        )
    if view.gamma != 1.0:
        found["gamma"] = f"the gamma is {view.gamma:g}: colors will look different; 1 is exact"
    if view.look not in ("", "None"):
        found["look"] = f"the look {view.look} is chosen: colors will look different; None is exact"
    if view.use_curve_mapping:
        found["curves"] = "curves are used in the color management: colors will look different"
    if compat.uses_white_balance(view):
        found["white_balance"] = (
            "a white balance is used in the color management: colors will look different"
        )
    if display != DISPLAY:
        found["display_device"] = (
            f"the display device is {display}: colors will look different; {DISPLAY} is exact"
        )
    return found


def make_exact(scene: Any) -> None:
    """Let colors look as they are written."""
    view = scene.view_settings
    if scene.display_settings.display_device != DISPLAY:
        scene.display_settings.display_device = DISPLAY  # it sets the view transform, too
    if not _is_exact(view.view_transform):
        view.view_transform = EXACT
    view.look, view.exposure, view.gamma = "None", 0.0, 1.0
    view.use_curve_mapping = False
    compat.use_no_white_balance(view)


def _is_exact(transform: str) -> bool:
    return transform == EXACT or (transform == "Raw" and compat.RAW_IS_EXACT)

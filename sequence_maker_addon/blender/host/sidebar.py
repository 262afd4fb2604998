"""The sidebar of an area: whether it shows a tab, and opening it there."""

from __future__ import annotations

from typing import Any


def shows_tab(area: Any, name: str) -> bool:
    """Tell whether the sidebar of an area is open at a tab; where that is not told, yes."""
    if area is None or not getattr(area.spaces.active, "show_region_ui", False):
        return False
    region = next((r for r in area.regions if r.type == "UI"), None)
    if region is None or region.width <= 1:
        return False
    return getattr(region, "active_panel_category", name) in (name, "UNSUPPORTED")


def show_tab(area: Any, name: str) -> bool:
    """Open the sidebar of an area at a tab; return whether the tab could be chosen."""
    area.spaces.active.show_region_ui = True
    region = next(r for r in area.regions if r.type == "UI")
    try:
        region.active_panel_category = name
    except (AttributeError, TypeError):  # before 4.4, or while the sidebar was never drawn
        return False
    return True

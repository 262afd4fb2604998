"""Where the mouse goes: places in the panel, counted in units from the sidebar's top."""

from __future__ import annotations

import blender_gui as gui
import bpy

from support import Steps, addon, differ, on_window, screen, until


def unit() -> float:
    """Return the height of a button in pixels."""
    return float(addon("blender.draw.wrap").unit())


def tall() -> bool:
    """Tell whether the prompt's field has several lines."""
    return bool(addon("blender.host.compat").has_textbox())


def along() -> float:
    """Return the units that the line above the prompt takes; rules need nothing to go along."""
    endpoint = addon("blender.settings.turn_settings").active_endpoint()
    return 0.0 if endpoint.offline else 1.25


def prompt_place() -> tuple[int, int]:
    """Return the middle of the prompt's first line."""
    return in_sidebar(0.4, 1.95 + along())


def send_place() -> tuple[int, int]:
    """Return the left part of the Send row, which is the progress while a turn runs."""
    return in_sidebar(0.3, _send_row())


def stop_place() -> tuple[int, int]:
    """Return the middle of Stop, at the right end of the Send row."""
    return in_sidebar(0.84, _send_row())


def in_sidebar(part: float, units: float) -> tuple[int, int]:
    """Return a place in the sidebar: a part of the width, and units from the top."""
    region = gui.region("UI")
    return gui.in_region("UI", int((region.width - unit()) * part), int(units * unit()))


def over_timeline() -> Steps:
    """Move the mouse over the strips, where shortcuts are the Sequencer's."""
    gui.xdo("mousemove", *gui.in_region("WINDOW", 300, 150))
    yield 0.3


def over_sidebar() -> Steps:
    """Move the mouse into the empty lower part of the sidebar."""
    gui.xdo("mousemove", *in_sidebar(0.5, 15.0))
    yield 0.3


def press(place: tuple[int, int]) -> Steps:
    """Click."""
    yield from gui.click(*place)


def popup(open_it: Steps, what: str) -> Steps:
    """Do what opens a dialog or menu and wait until the screen shows it."""
    before = screen()
    yield from open_it
    yield from until(lambda: differ(before, screen()), f"{what} opens")
    yield 0.3


def escape(times: int = 1) -> Steps:
    """Close dialogs."""
    for _ in range(times):
        yield from gui.key("Escape")


def look_at_chat() -> Steps:
    """Show the sidebar with the chat and forget what earlier scenarios left."""
    area = gui.sequencer()
    area.spaces.active.show_region_ui = True
    yield from until(_has_tabs, "the sidebar is drawn")
    gui.show_tab("Sequence Maker")
    area.tag_redraw()
    yield 0.3


def drag_sidebar(by: int) -> Steps:
    """Drag the sidebar's left edge to the right, or for a negative width to the left."""
    region = gui.region("UI")
    x, y = region.x - 2, gui.window().height - region.y - region.height // 4
    gui.xdo("mousemove", x, y)
    yield 0.4
    gui.xdo("mousedown", 1)
    yield 0.2
    for step in (1, 2, 3, 4):
        gui.xdo("mousemove", x + by * step // 4, y)
        yield 0.1
    gui.xdo("mouseup", 1)
    yield 0.5


def frame_all() -> Steps:
    """Let the timeline show all strips."""
    with on_window():
        bpy.ops.sequencer.view_all()
    yield 0.2


def _has_tabs() -> bool:
    gui.sequencer().tag_redraw()
    region = gui.region("UI")
    return region.width > 1 and region.active_panel_category != "UNSUPPORTED"


def _send_row() -> float:
    return along() + (4.75 if tall() else 3.0)

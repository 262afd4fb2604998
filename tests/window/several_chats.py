"""Several chats in one scene: begun, chosen, renamed, deleted, brought back, in both themes."""

from __future__ import annotations

import blender_gui as gui
import bpy

from hands import drag_sidebar, escape, in_sidebar, look_at_chat, popup
from support import (
    Steps,
    addon,
    chat,
    differ,
    drawn,
    on_window,
    picture,
    send,
    server,
    shot,
    theme,
    until_idle,
)

LIST = "SEQUENCER_PT_sequence_maker_chats"


def chats_are_begun_chosen_renamed_deleted_and_brought_back() -> Steps:
    """Talk in two chats, go from one to the other, delete one and bring it back."""
    ops = bpy.ops.sequence_maker
    yield from _talk("make the intro red", "The intro is red.")
    first = chat().shelf.current.number
    with on_window():
        ops.new_chat()
    yield from _talk("a rainbow on the bars of the chorus", "It is made.")
    before = picture()
    with on_window():
        assert ops.rename_chat(name="Chorus") == {"FINISHED"}
    yield 0.4
    assert differ(before, picture()), "the header shows the new name"
    yield from popup(_open_list(), "the list of chats")
    shot("chats-list")
    yield from escape()
    with on_window():
        assert ops.switch_chat(number=first) == {"FINISHED"}
        assert [turn.prompt for turn in chat().conversation.turns] == ["make the intro red"]
        ops.pin_chat()
        assert ops.delete_chat("EXEC_DEFAULT") == {"FINISHED"}
    yield 0.4
    assert [turn.prompt for turn in chat().conversation.turns] == [
        "a rainbow on the bars of the chorus"
    ]
    shot("chats-deleted")
    with on_window():
        bpy.ops.ed.undo_push(message="between")
        bpy.ops.ed.undo()
    assert chat().shelf.current.name == "Chorus", "undo takes no chat away"
    with on_window():
        assert ops.restore_chat() == {"FINISHED"}
    yield 0.4
    assert [turn.prompt for turn in chat().conversation.turns] == ["make the intro red"]
    assert drawn(picture())
    shot("chats-restored")


def the_list_is_readable_in_the_light_theme_and_in_a_narrow_sidebar() -> Steps:
    """Look at the list in the light theme, and at the header at 200 pixels."""
    yield from _talk("make the intro red", "The intro is red.")
    with on_window():
        bpy.ops.sequence_maker.rename_chat(name="Lights of the intro and of the first verse")
        bpy.ops.sequence_maker.new_chat()
    yield from _talk("blue", "Blue.")
    with theme("Blender_Light.xml"):
        yield 0.5
        yield from popup(_open_list(), "the list of chats")
        shot("chats-light")
        yield from escape()
    wide = gui.region("UI").width
    yield from drag_sidebar(wide - 200)
    yield 0.5
    shot("chats-narrow")
    yield from popup(_open_list(), "the list of chats")
    shot("chats-narrow-list")
    yield from escape()
    yield from drag_sidebar(200 - wide)
    yield from look_at_chat()


def older_turns_come_on_a_button() -> Steps:
    """Open a chat of seventy turns: thirty are shown, and the rest on a button."""
    from bl_ext.user_default.sequence_maker.chat.conversation import Turn

    turns = [Turn(f"prompt {n}", entries=["Done."], status="complete") for n in range(70)]
    chat().conversation.turns += turns
    chat().store()
    number = chat().shelf.current.number
    with on_window():
        bpy.ops.sequence_maker.new_chat()
        bpy.ops.sequence_maker.switch_chat(number=number)
    yield 0.5
    assert len(chat().conversation.turns) == 30 and chat().shelf.older == 40
    shot("chats-older")
    with on_window():
        assert bpy.ops.sequence_maker.show_older() == {"FINISHED"}
    yield 0.5
    assert len(chat().conversation.turns) == 60 and drawn(picture())
    addon("blender.host.pump").redraw()
    yield 0.2


def _talk(prompt: str, answer: str) -> Steps:
    server.will_say(answer)
    send(prompt)
    yield from until_idle()
    yield 0.4


def _open_list() -> Steps:
    gui.xdo("mousemove", *in_sidebar(0.5, 3.0))
    yield 0.3
    with on_window():
        bpy.ops.wm.call_panel("INVOKE_DEFAULT", name=LIST)
    yield 0.4


SCENARIOS = (
    chats_are_begun_chosen_renamed_deleted_and_brought_back,
    the_list_is_readable_in_the_light_theme_and_in_a_narrow_sidebar,
    older_turns_come_on_a_button,
)

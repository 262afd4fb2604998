"""A chat that a file brings from another computer: shown, told, continued by one click."""

from __future__ import annotations

import json

import bpy

from support import (
    Steps,
    chat,
    drawn,
    picture,
    scene,
    send,
    server,
    shot,
    text_fits,
    until,
    until_idle,
)

TURN = {
    "prompt": "make the first ball red",
    "messages": [{"role": "assistant", "content": "Ball 1 is red for four seconds."}],
    "entries": ["Ball 1 is red for four seconds."],
    "requests": [],
    "status": "complete",
    "error": None,
    "endpoint": "http://elsewhere m",
    "began": 1.7e9,
    "ledger": {"segments": [], "others": []},
}


def foreign_chat_is_told_and_continued() -> Steps:
    """Open a file with the chat of somebody else and damaged words; continue it, and ask."""
    from support import addon

    kept = scene().sequence_maker
    kept.conversation = json.dumps({"version": 1, "turns": [TURN, {"prompt": 5}]})
    kept.lyrics = "{"
    addon("blender.host.memory").forget_scenes()
    addon("blender.song.lyrics").words_of(scene())
    bpy.context.window_manager.sequence_maker.turns.clear()
    addon("blender.chat.window_state").open_newest(len(chat().conversation.turns))
    addon("blender.host.pump").redraw()
    yield 1.0
    assert chat().is_foreign and len(chat().conversation.turns) == 1
    assert drawn(picture())
    text_fits()
    shot("foreign")
    bpy.ops.sequence_maker.continue_chat()
    yield from until(lambda: not chat().is_foreign, "the chat is continued")
    server.will_say("Yes, it is.")
    send("is it red?")
    yield from until_idle()
    messages = server.requests[-1]["messages"]
    assert [m["role"] for m in messages] == ["system", "user"], messages
    assert "Ball 1 is red" in messages[1]["content"]
    yield 0.5
    shot("continued")


SCENARIOS = (foreign_chat_is_told_and_continued,)

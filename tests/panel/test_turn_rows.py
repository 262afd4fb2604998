"""What the panel draws of turns, calls and plans."""

import gc
from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, window_state
from bl_ext.user_default.sequence_maker.blender.host import memory
from bl_ext.user_default.sequence_maker.blender.panel import question, turn_rows, turn_view
from bl_ext.user_default.sequence_maker.chat.conversation import Call, Turn
from bl_ext.user_default.sequence_maker.toolkit.jobs import Confirm
from drawn import Context, Drawn

TWO = ("create_segment", "list_segments")
LONG = "\n".join(f"Line {number} of the answer." for number in range(60))


@pytest.fixture
def chat(scene):
    """The chat of an empty scene."""
    return chats.chat_of(scene)


def made(number: int, state: Any = "done", name: str = "create_segment", **more: Any) -> Call:
    """Return a call that made a segment."""
    arguments = {"channel": 5, "start_time": number, "end_time": number + 1, "color": "red"}
    result = more.pop("result", {"ok": True, "created": [], "warnings": []})
    call = Call(str(number), name, arguments, state=state, result=result, **more)
    call.touched, call.colors = [number], ["#ff0000"]
    return call


def add(chat, *entries: Any, status: Any = "complete", **more: Any) -> Turn:
    """Add a turn to a chat and unfold it."""
    turn = Turn("Do it", entries=list(entries), status=status, began=1e9, **more)
    chat.conversation.turns.append(turn)
    window_state.open_newest(len(chat.conversation.turns))
    return turn


def drawn(chat, width: int = 379, unfolded: Any = (), most: int = 30) -> Drawn:
    layout = Drawn(open=unfolded)
    turn_rows.draw(layout, Context(width), chat, most)
    return layout


def test_nothing_of_the_turns_of_another_file_is_kept_for_drawing(chat):
    add(chat, "Done.").prompt = "a prompt of another file"
    drawn(chat)
    chat.conversation.turns.clear()
    memory.forget_scenes()
    gc.collect()
    turns = [found for found in gc.get_objects() if isinstance(found, Turn)]
    assert not any(turn.prompt == "a prompt of another file" for turn in turns)


def test_equal_calls_in_a_row_are_one_row_with_place_and_time(chat):
    add(chat, *(made(number) for number in range(60)), "Sixty are there.")
    layout = drawn(chat)
    row = next(layout.of("Create Segment"))
    assert row["text"] == "Create Segment × 60"
    assert sum("Create Segment" in text for text in layout.texts()) == 1
    assert turn_view.rows_of(chat.conversation.turns[0], {})[0].words == "channel 5 · 0:00–1:00"


def test_a_run_opens_to_its_calls_and_shows_all_its_strips(chat):
    add(chat, *(made(number) for number in range(60)))
    layout = drawn(chat, unfolded=["sequence_maker_call_0_0_True"])
    assert "Show 60 Strips" in layout.texts() and "40 more" in layout.texts()
    assert layout.texts().count("Create Segment") == call_rows_singly()
    show = next(layout.of("Show 60 Strips"))["button"].given
    assert show == {"index": 0, "entry": 0, "calls": 60}


def call_rows_singly() -> int:
    from bl_ext.user_default.sequence_maker.blender.panel import call_rows

    return call_rows.SINGLY


def test_two_equal_calls_stay_two_rows_and_texts_divide_runs(chat):
    add(chat, made(0), made(1), "And more.", made(2), made(3), made(4))
    rows = turn_view.rows_of(chat.conversation.turns[0], {})
    assert [len(row.calls) for row in rows] == [1, 1, 0, 3]


def test_failed_calls_do_not_hide_in_a_run_and_say_why(chat):
    bad = {"ok": False, "code": "unknown_segment", "message": "there is no segment 9"}
    calls = [made(n) for n in range(3)] + [made(9, "failed", "create_segment", result=bad)]
    add(chat, *calls)
    layout = drawn(chat)
    failed = next(o for o in layout.of("Create Segment") if o.get("icon") == "CANCEL")
    assert failed["alert"] is True
    assert "There is no segment 9" in layout.texts()


def test_what_the_person_refused_is_no_error(chat):
    no = {"ok": False, "code": "declined", "message": "the user declined this change"}
    add(chat, made(0, "failed", "clear_timeline", result=no), "As you like.")
    layout = drawn(chat)
    row = next(layout.of("Clear Timeline"))
    assert row["icon"] == "REMOVE" and not row.get("alert") and row["active"] is False
    assert any(text.startswith("discarded") for text in layout.texts())
    assert not any("declined" in text for text in layout.texts())


def test_the_answer_stands_before_a_long_list(chat):
    names = ("create_segment", "delete_segment", "modify_segment", "list_segments", "play_audio")
    add(chat, *(made(n, name=name) for n, name in enumerate(names)), "The answer.")
    texts = drawn(chat).texts()
    assert texts.index("The answer.") < texts.index("Create Segment")
    chat.conversation.turns.clear()
    add(chat, made(0), "The answer.")
    texts = drawn(chat).texts()
    assert texts.index("The answer.") > texts.index("Create Segment")


def test_a_streaming_answer_shows_its_end(chat):
    add(chat, LONG, status="running")
    texts = drawn(chat).texts()
    assert "Line 59 of the answer." in texts and "Line 0 of the answer." not in texts
    assert f"{60 - turn_rows.FOLD} lines before" in texts
    chat.conversation.turns[0].status = "complete"
    texts = drawn(chat).texts()
    assert "Line 0 of the answer." in texts and "Line 59 of the answer." not in texts


def test_many_different_calls_are_capped(chat):
    entries = [
        made(n, name=name) for n in range(50) for name in ("create_segment", "list_segments")
    ]
    add(chat, *entries)
    layout = drawn(chat)
    assert sum(t in ("Create Segment", "List Segments") for t in layout.texts()) == 10
    assert "90 more" in layout.texts()


def test_the_newest_calls_are_seen_while_a_turn_runs(chat):
    entries = [
        made(n, name=name) for n in range(50) for name in ("create_segment", "list_segments")
    ]
    entries.append(made(99, "running", "delete_segment", result=None))
    add(chat, *entries, status="running")
    assert "Delete Segment" in drawn(chat).texts()


@pytest.mark.parametrize("width", [200, 379, 700])
def test_a_folded_turn_has_its_state_and_its_time(chat, width):
    add(chat, "Done.")
    failed = add(chat, status="failed", error={"code": "stalled", "message": "Silent."})
    add(chat, "Newest.")
    layout = drawn(chat, width)
    signs = [o.get("icon") for _, w, o in layout.kept if o.get("icon") in ("CHECKMARK", "CANCEL")]
    assert signs == ["CHECKMARK", "CANCEL", "CHECKMARK"]
    told = any(t.startswith("failed · 2001-09-") for t in layout.texts())
    assert told == (width > 300), layout.texts()
    assert failed.error is not None


def test_a_turn_that_answered_nothing_can_be_tried_again(chat):
    add(chat)
    assert "sequence_maker.retry" in drawn(chat).operators()


def test_older_turns_can_be_reached(chat):
    for _ in range(70):
        chat.conversation.turns.append(Turn("Old", ["Done."], status="complete", began=1e9))
    assert "Show Older Turns (40)" in drawn(chat, most=30).texts()
    assert not [text for text in drawn(chat, most=70).texts() if text.startswith("Show Older")]


def test_a_hundred_folded_turns_and_thousands_of_calls_draw_few_things(chat):
    for _ in range(500):
        entries = [made(n) for n in range(20)]
        turn = Turn("Old", [*entries, "Done."], status="complete", began=1e9)
        chat.conversation.turns.append(turn)
    window_state.open_newest(500)
    for state in window_state.state().turns:
        state.is_open = False
    assert len(drawn(chat).kept) <= 2 * 30 + 1
    for state in window_state.state().turns:
        state.is_open = True
    assert len(drawn(chat).kept) <= 14 * 30


def rows(count: int) -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    return tuple(
        ("remove", f"Remove 10 segments from channel {n}", ("#ff0000", "#00ff00", "#0000ff"), "")
        for n in range(1, count + 1)
    )


@pytest.mark.parametrize("width", [200, 379, 700])
def test_a_plan_has_its_sum_first_its_buttons_in_sight_and_whole_words(width):
    total = "In all for this prompt: 370 segments removed"
    plan = Confirm(f"{total}; more", rows(37), notes=(total,), total=total)
    layout = Drawn()
    question.draw(layout, Context(width), plan)
    texts = layout.texts()
    buttons = layout.operators()
    assert buttons == ["sequence_maker.answer"] * 2
    said = " ".join(texts)
    assert total in said and said.count("In all for this prompt") == 1
    assert texts.index("Apply") < next(n for n, t in enumerate(texts) if t.startswith("Remove"))
    words = " ".join(t for t in texts[texts.index("Apply") + 1 :] if t)
    assert words.count("Remove 10 segments from channel") == question.MOST_ROWS
    assert f"{37 - question.MOST_ROWS} more" in texts
    assert not any("…" in text for text in texts)


def test_a_plan_names_dangers_before_its_buttons():
    plan = Confirm("x", rows(1), notes=("Up to 9 flashes a second",), total="Add 9 segments")
    layout = Drawn()
    question.draw(layout, Context(), plan)
    texts = layout.texts()
    assert texts.index("Up to 9 flashes a second") < texts.index("Discard")
    assert texts[1] == "Add 9 segments"


def test_copy_has_what_was_said_and_open_as_text_has_the_calls(chat):
    add(chat, made(0), "It is red.")
    from bl_ext.user_default.sequence_maker.blender.wording.turn_text import as_text, said

    turn = chat.conversation.turns[0]
    assert said(turn) == "Do it\n\nIt is red.\n"
    assert '"create_segment"' in as_text(turn)


def test_the_person_is_spoken_to(addon):
    from bl_ext.user_default.sequence_maker.blender.wording.people import for_people

    assert for_people("the user has protected 0 to 60 s") == "You have protected 0 to 60 s"

"""Every error code has its way out, the light tells what is known, and nothing is asked for it."""

import socket
import time

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.model import light, model_menu, ways_out
from bl_ext.user_default.sequence_maker.blender.settings import connection, keys, turn_settings
from bl_ext.user_default.sequence_maker.blender.settings.preferences import preferences
from bl_ext.user_default.sequence_maker.chat.conversation import Call, Turn
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import RULES
from bl_ext.user_default.sequence_maker.chat.wire.probe import Outcome
from drawn import Button, Context, Drawn
from error_codes import codes

NO_FAULT = {"ok"}
EVERY_WAY = sorted({way for ways in ways_out.WAYS.values() for way in ways}, key=lambda w: w.text)


@pytest.fixture
def prefs(scene):
    """The preferences, with one server chosen and nothing known of it."""
    page = preferences()
    before = page.active_index
    page.active_index = next(i for i, p in enumerate(page.profiles) if not p.offline)
    profile = page.profiles[page.active_index]
    kept = profile.base_url, profile.model
    profile.base_url, profile.model = "http://127.0.0.1:9/v1", "test-model"
    yield page
    profile.base_url, profile.model = kept
    page.active_index = before


def test_every_code_that_can_be_produced_has_its_ways_out():
    found = codes()
    assert len(found) > 80, "the search itself has gone blind"
    of_jobs = {code for code, files in found.items() if all(map(is_of_jobs, files))}
    unknown = set(found) - set(ways_out.WAYS) - NO_FAULT - of_jobs
    assert not unknown, {code: sorted(found[code]) for code in unknown}


def is_of_jobs(file):
    """Tell whether a file speaks to scripts alone: no chat shows what a job says."""
    return file.startswith("blender/jobs/")


def test_the_table_has_no_code_that_nothing_produces():
    assert not set(ways_out.WAYS) - set(codes())


def test_every_way_is_a_button_that_blender_knows(addon):
    for way in EVERY_WAY:
        button = Button(way.operator)
        for name, value in way.values:
            setattr(button, name, value)
            if way.operator == ways_out.MENU:
                assert hasattr(bpy.types, value), value
        if way.has_turn:
            button.index = 3
        assert (
            way.icon in bpy.types.UILayout.bl_rna.functions["label"].parameters["icon"].enum_items
        )


@pytest.mark.parametrize("code", sorted(ways_out.WAYS))
def test_a_turn_that_ends_with_a_code_draws_its_buttons(prefs, code):
    turn = Turn("go", status="failed", error={"code": code, "message": "Why."})
    layout = Drawn()
    ways_out.draw(layout, Context(), ways_out.of_turn(turn), 0)
    wanted = [] if code == "question" else [w.operator for w in ways_out.WAYS[code]]
    assert layout.operators() == wanted[: ways_out.MOST]


def test_a_protected_stretch_offers_its_end_although_the_turn_went_on():
    result = {"ok": False, "code": "protected_time", "message": "protected"}
    call = Call("1", "create_segment", {}, state="failed", result=result)
    turn = Turn("go", status="complete", entries=[call, "It is protected."])
    assert ways_out.of_turn(turn)[0] == ways_out.UNPROTECT
    turn.entries.append(Call("2", "create_segment", {}, state="done", result={"ok": True}))
    assert ways_out.of_turn(turn) == [], "it was done after all"


def test_rules_have_nothing_to_go_on_with(scene):
    page = preferences()
    before = page.active_index
    page.active_index = next(i for i, p in enumerate(page.profiles) if p.model == RULES)
    layout = Drawn()
    ways_out.draw(layout, Context(), ways_out.WAYS["max_requests"], 0)
    page.active_index = before
    assert layout.operators() == ["sequence_maker.open_preferences"]


def test_an_unknown_code_of_a_file_can_be_tried_again():
    assert ways_out.of_code("made up") == ways_out.OTHERS


def outcome(prefs, code):
    """Let a test of the connection have found something."""
    endpoint = turn_settings.active_endpoint()
    tests = connection._tests.get()
    tests.results[connection._key(endpoint)] = Outcome(code, "Told.")
    tests.moments[connection._key(endpoint)] = 2000.0


@pytest.fixture(autouse=True)
def untested():
    """Forget all tests of connections."""
    yield
    connection._tests.get().results.clear()
    connection._tests.get().moments.clear()
    keys._keys.get().changed.clear()


def answered(prefs, began, code=""):
    """Return a turn that the chosen endpoint answered, or not."""
    error = {"code": code, "message": "Why."} if code else None
    place = turn_settings.active_endpoint().place
    messages = [] if code else [{"role": "assistant", "content": "Yes."}]
    status = "failed" if code else "complete"
    return Turn("go", messages, status=status, error=error, endpoint=place, began=began)


def test_the_light_follows_what_was_seen_last(prefs):
    assert light.light() == light.Light("unknown", "not tried yet")
    outcome(prefs, "ok")
    assert light.light().shade == "ready"
    assert light.light([answered(prefs, 1000.0, "unreachable")]).shade == "ready", "it was before"
    found = light.light([answered(prefs, 3000.0, "unreachable")])
    assert (found.shade, found.words, found.code) == ("failed", "not running", "unreachable")
    assert light.light([answered(prefs, 3000.0)]).shade == "ready"
    outcome(prefs, "key_refused")
    assert light.light() == light.Light("failed", "key refused", "key_refused")


@pytest.mark.parametrize(
    "entered", [("key", "another-key"), ("headers", "X-Key: one"), ("env_name", "OTHER_KEY")]
)
def test_another_key_is_not_refused_before_it_was_tried(prefs, entered):
    profile = prefs.profiles[prefs.active_index]
    profile.base_url, profile.model = "http://127.0.0.1:9/v1", "one"
    outcome(prefs, "key_refused")
    refused = answered(prefs, 3000.0, "key_refused")
    assert light.light([refused]).code == light.light().code == "key_refused"
    setattr(profile, *entered)
    assert light.light([refused]) == light.light() == light.Light("unknown", "not tried yet")
    later = answered(prefs, time.time() + 1, "key_refused")
    assert light.light([refused, later]).code == "key_refused"
    bpy.ops.sequence_maker.keys_forget()
    profile.headers = ""


def test_the_light_says_what_is_missing(prefs):
    profile = prefs.profiles[prefs.active_index]
    profile.base_url = "https://example.com/v1"
    assert light.light().code in ("offline", "no_key")
    profile.base_url, profile.model = "http://127.0.0.1:9/v1", ""
    assert light.light() == light.Light("missing", "no model", "no_model")


def test_drawing_the_row_and_the_menu_asks_no_network(prefs, monkeypatch):
    def refuse(*_):
        raise AssertionError("drawing must not reach for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    layout = Drawn()
    model_menu.draw_row(layout, Context(), [answered(prefs, 3000.0, "unreachable")])
    assert "test-model · not running" in layout.texts()[0]
    assert not layout.operators(), "the turn itself has the ways out"
    outcome(prefs, "unreachable")
    model_menu.draw_row(layout, Context(200), [])
    assert "sequence_maker.look_for_models" in layout.operators()
    assert layout.texts()[1].startswith("not running")
    menu = type("Menu", (), {"layout": layout})
    model_menu.SEQUENCER_MT_sequence_maker_model.draw(menu, bpy.context)
    assert layout.operators().count("sequence_maker.choose_endpoint") == len(prefs.profiles)


def test_endpoint_and_model_are_chosen_by_buttons(prefs):
    count, before = len(prefs.profiles), prefs.active_index
    assert bpy.ops.sequence_maker.choose_endpoint(index=count - 1) == {"FINISHED"}
    assert prefs.active_index == count - 1
    with pytest.raises(RuntimeError):
        bpy.ops.sequence_maker.choose_endpoint(index=count)
    bpy.ops.sequence_maker.choose_endpoint(index=before)
    assert bpy.ops.sequence_maker.use_model(model="another") == {"FINISHED"}
    assert prefs.profiles[before].model == "another"


def test_the_dialogs_draw_their_fields(prefs):
    from bl_ext.user_default.sequence_maker.blender.model import model_operators as operators

    for cls, name in (
        (operators.SEQUENCE_MAKER_OT_enter_key, "key"),
        (operators.SEQUENCE_MAKER_OT_set_window, "context_window"),
    ):
        layout = Drawn()
        cls.draw(type("Dialog", (), {"layout": layout}), bpy.context)
        assert name in [what for kind, what, _ in layout.kept if kind == "prop"]


def test_all_locks_are_taken_away_at_once(scene):
    scene.sequence_editor.channels[3].lock = True
    assert bpy.ops.sequence_maker.unlock_all() == {"FINISHED"}
    assert not scene.sequence_editor.channels[3].lock
    assert bpy.ops.sequence_maker.unlock_all() == {"CANCELLED"}

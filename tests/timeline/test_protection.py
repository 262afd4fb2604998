"""What the user protects stays as it is, whatever the model asks for."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.settings import turn_settings
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat.offer.state import state
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint, EndpointError
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.segment import Protection
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from bl_ext.user_default.sequence_maker.tools import TOOLS
from timeline_help import strips_of


@pytest.fixture
def session():
    """A red segment from 0 to 10 s, of which 4 to 6 s are protected."""
    timelines = ListTimelines()
    found = Session(timelines, None)
    TOOLS["create_segment"].call(found, channel=1, start_time=0, end_time=10, color="red")
    timelines.protected_ranges = [Protection(4.0, 6.0, 1)]
    return found


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("create_segment", {"channel": 1, "start_time": 5, "end_time": 7, "color": "blue"}),
        ("modify_segment", {"segment_id": 1, "color": "blue"}),
        ("modify_segment", {"segment_id": 1, "end_time": 5}),
        ("delete_segment", {"segment_id": 1}),
        ("clear_timeline", {"channel": 1}),
        ("clear_timeline", {"channel": 1, "start_time": 5}),
    ],
)
def test_no_call_reaches_into_a_protected_stretch(session, name, arguments):
    before = session.timelines.segments()
    result = TOOLS[name].call(session, **arguments)
    assert result["code"] == "protected_time" and "4 to 6 s" in result["message"]
    assert session.timelines.segments() == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("create_segment", {"channel": 1, "start_time": 6, "end_time": 7, "color": "blue"}),
        ("create_segment", {"channel": 2, "start_time": 5, "end_time": 7, "color": "blue"}),
        ("clear_timeline", {"channel": 1, "end_time": 4}),
        ("modify_segment", {"segment_id": 1, "end_time": 8}),
    ],
)
def test_what_lies_beside_it_may_be_changed(session, name, arguments):
    assert TOOLS[name].call(session, **arguments)["ok"]


def test_the_model_is_told_what_is_protected(session):
    assert "protected by the user: 4 to 6 s on channel 1" in state(session)


def test_the_user_protects_the_time_of_the_selected_strips_and_frees_it(scene):
    session = session_for(scene)
    TOOLS["create_segment"].call(session, channel=1, start_time=2, end_time=3, color="red")
    strips_of(scene)[0].select = True
    bpy.ops.sequence_maker.protect()
    kept = scene.sequence_maker.protections[0]
    assert (kept.start_time, kept.end_time, kept.channel) == (2.0, 3.0, 0)
    result = TOOLS["delete_segment"].call(session, segment_id=1)
    assert result["code"] == "protected_time"
    bpy.ops.sequence_maker.unprotect(index=0)
    assert TOOLS["delete_segment"].call(session, segment_id=1)["ok"]


@pytest.mark.parametrize(
    ("url", "consent", "refused"),
    [
        ("http://example.invalid/v1", False, True),
        ("http://example.invalid/v1", True, True),
        ("http://192.168.1.7:11434/v1", False, True),
        ("http://192.168.1.7:11434/v1", True, True),
        ("https://example.invalid/v1", False, False),
        ("http://127.0.0.1:9/v1", False, False),
    ],
)
def test_another_computer_is_not_addressed_without_encryption(
    scene, monkeypatch, url, consent, refused
):
    monkeypatch.setattr(turn_settings, "require_online", lambda *_: None)
    endpoint = Endpoint("x", url, "m", "key")
    if not refused:
        turn_settings.check(endpoint, consent)
        return
    with pytest.raises(EndpointError, match="without encryption"):
        turn_settings.check(endpoint, consent)
    with pytest.raises(EndpointError, match="without encryption"):
        endpoint.check()
    turn_settings.check(Endpoint("x", url, "m", "key", plain_http=True))
    if endpoint.is_nearby:
        turn_settings.check(Endpoint("x", url, "m"))


def test_a_segment_moves_wholly_elsewhere_beside_a_protected_stretch(session):
    session.timelines.protected_ranges = [Protection(90.0, 91.0, 9)]
    made = TOOLS["create_segment"].call(session, channel=20, start_time=0, end_time=1, color="red")[
        "created"
    ][0]
    moved = TOOLS["modify_segment"].call(
        session, segment_id=made["segment_id"], start_time=30, end_time=32
    )
    assert moved["ok"] and moved["changed"][0]["start_time"] == 30.0


def test_clearing_everything_leaves_what_is_protected_and_says_so(session):
    for start in (0, 4, 8):
        TOOLS["create_segment"].call(
            session, channel=2, start_time=start, end_time=start + 4, color="blue"
        )
    result = TOOLS["clear_timeline"].call(session)
    assert result["ok"] and len(result["deleted"]) == 3
    assert result["skipped"] == [
        {"channel": 1, "reason": "the user has protected 4 to 6 s on channel 1"}
    ]
    assert [(s.channel, s.start, s.end) for s in session.timelines.segments()] == [(1, 0.0, 10.0)]


def test_clearing_the_time_beside_a_protected_range_cuts_what_reaches_into_it(session):
    result = TOOLS["clear_timeline"].call(session, end_time=4)
    assert result["ok"] and not result["skipped"]
    assert [(s.start, s.end) for s in session.timelines.segments()] == [(4.0, 10.0)]


def test_clearing_everything_where_all_is_protected_is_refused(session):
    assert TOOLS["clear_timeline"].call(session)["code"] == "protected_time"


def test_clearing_everything_leaves_a_locked_strip(scene):
    session = session_for(scene)
    for start in (0, 2, 4):
        TOOLS["create_segment"].call(
            session, channel=1, start_time=start, end_time=start + 2, color="red"
        )
    next(strip for strip in strips_of(scene) if strip.name == "Segment 2").lock = True
    result = TOOLS["clear_timeline"].call(session)
    assert [row["segment_id"] for row in result["deleted"]] == [1, 3]
    assert "segment 2 is locked" in result["skipped"][0]["reason"]
    assert [strip.name for strip in strips_of(scene)] == ["Segment 2"]
    assert TOOLS["clear_timeline"].call(session, channel=1)["code"] == "segment_protected"

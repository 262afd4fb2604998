"""The tools as the model is offered them, and what it gets for nonsense."""

import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.toolkit.registry import parse, tool
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import MusicWorld
from timeline_help import ListWorld, call, create, picture, refused

KEYWORDS = {
    "type", "properties", "required", "items", "enum", "description", "additionalProperties",
}  # fmt: skip
SCHEMAS = {name: tool.schema()["function"]["parameters"] for name, tool in TOOLS.items()}
PLACE = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}


@pytest.fixture
def session():
    return ListWorld().session()


def nodes(schema):
    """Return a schema and all schemas inside it."""
    inner = [*schema.get("properties", {}).values()]
    inner += [schema["items"]] if "items" in schema else []
    return [schema, *(node for part in inner for node in nodes(part))]


@pytest.mark.parametrize("name", TOOLS)
def test_schemas_keep_to_what_every_server_takes(name):
    for node in nodes(SCHEMAS[name]):
        assert node.keys() <= KEYWORDS
        kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
        assert set(kinds) <= {"object", "array", "string", "number", "integer", "boolean", "null"}
        if "object" in kinds:
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        assert ("array" in kinds) == ("items" in node)


@pytest.mark.parametrize("name", TOOLS)
def test_every_argument_is_described_and_optional_ones_may_be_null(name):
    for parameter in TOOLS[name].parameters:
        found = SCHEMAS[name]["properties"][parameter.name]
        assert found["description"] == parameter.description
        optional = not parameter.required and parameter.default is None
        assert ("null" in found["type"]) == optional


def test_the_schemas_are_small_and_always_the_same():
    text = json.dumps([tool.schema() for tool in TOOLS.values()])
    assert len(text.encode()) < 45_000
    assert text == json.dumps([tool.schema() for tool in TOOLS.values()])


def test_an_undocumented_argument_stops_the_start():
    def play(session, loud: int):  # noqa: D417
        """Play.

        Args:
            quiet: How quiet.
        """

    with pytest.raises(TypeError, match="loud"):
        tool("audio")(play)


def test_an_untyped_argument_or_a_missing_docstring_stops_the_start():
    def play(session, loud):  # noqa: D417
        """Play.

        Args:
            loud: How loud.
        """

    def stop(session):
        pass

    with pytest.raises(TypeError, match="loud"):
        tool("audio")(play)
    with pytest.raises(TypeError, match="docstring"):
        tool("audio")(stop)


def test_nulls_stand_for_what_was_not_given(session):
    more = {"end_color": None, "pixels": None, "name": None, "on_overlap": None}
    assert call(session, "create_segment", **PLACE, **more)["ok"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"channel": 1', "not JSON"),
        ("channel 1", "not JSON"),
        ('{"start_time": NaN}', "NaN"),
        ('{"start_time": -Infinity}', "Infinity"),
        ("[1, 2]", "one JSON object"),
        ("null", "one JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' * 100_000, "nested too deeply"),
        ('{"a": ' + "[" * 500 + "]" * 500 + "}", "nested too deeply"),
        ('{"channel": ' + "1" * 5000 + "}", "not JSON"),
    ],
    ids=["cut", "words", "NaN", "infinity", "list", "null", "deep", "deep object", "500", "digits"],
)
def test_arguments_that_are_not_json_are_refused(session, text, said):
    job = TOOLS["create_segment"].start(session, text)
    assert job.step()
    assert said in refused(job.result, "invalid_json")["message"]
    json.dumps(job.result)


def test_a_huge_text_is_refused_before_it_is_read(session):
    job = TOOLS["create_segment"].start(session, " " * 5_000_000)
    assert job.step() and refused(job.result, "too_large")["allowed"]


def test_no_arguments_at_all_are_an_empty_object(session):
    job = TOOLS["stop_audio"].start(session, "")
    assert job.step() and job.result["ok"]


def test_a_half_of_a_surrogate_pair_becomes_a_sign_that_can_be_stored():
    assert parse('{"name": "a\\ud800b \\ud83d\\ude00"}') == {"name": "a\ufffdb \U0001f600"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_time", math.nan), ("start_time", math.inf), ("end_time", -math.inf),
        ("start_time", -1), ("start_time", "-1"), ("end_time", 1e12), ("end_time", 10**400),
        ("start_time", True), ("start_time", "soon"), ("start_time", None), ("start_time", [1]),
        ("end_time", {}), ("channel", 0), ("channel", 129), ("channel", None), ("channel", [1]),
        ("channel", math.nan), ("channel", math.inf), ("channel", "Ball 9"), ("channel", {}),
        ("color", "rad"), ("color", 7), ("color", None), ("color", [1, 2]), ("color", [1, 2, 300]),
        ("color", "#12345"), ("color", [math.nan, 0, 0]), ("end_color", "blau"), ("end_color", []),
        ("pixels", 0), ("pixels", -3), ("pixels", True), ("pixels", 1.5), ("pixels", "many"),
        ("pixels", 10**12), ("pixels", math.inf), ("name", 5), ("name", "x" * 201),
        ("on_overlap", "jump"), ("on_overlap", 1), ("colour", "red"), ("frame", 10),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_what_is_allowed(session, field, value):
    result = call(session, "create_segment", **{**PLACE, field: value})
    refused(result, "invalid_argument")
    assert result["field"] == field and field in result["message"]
    assert result["allowed"]
    assert len(json.dumps(result)) < 2000
    assert picture(session) == []


def test_a_missing_argument_is_named(session):
    result = refused(call(session, "create_segment", channel=1, color="red"), "invalid_argument")
    assert [p["field"] for p in result["problems"]] == ["start_time", "end_time"]
    assert "start_time is missing" in result["message"]
    assert all(problem["allowed"] for problem in result["problems"])


def test_the_nearest_color_names_are_offered(session):
    result = call(session, "create_segment", **{**PLACE, "color": "organe"})
    assert "orange" in refused(result, "invalid_argument")["message"]


@pytest.mark.parametrize("segments", [[], None, "[]", 3, [3], [None], [[]], {"0": {}}, [{}]])
def test_a_batch_of_something_else_is_refused(session, segments):
    result = call(session, "create_segments_batch", segments=segments)
    assert refused(result, "invalid_argument")["field"].startswith("segments")


def test_a_batch_of_too_many_is_refused_with_a_short_answer(session):
    result = call(session, "create_segments_batch", segments=[PLACE] * 2001)
    assert "2000" in refused(result, "invalid_argument")["message"]
    wrong = [{**PLACE, "color": "x" * 5000}] * 2000
    result = call(session, "create_segments_batch", segments=wrong)
    assert len(json.dumps(result)) < 40_000


def test_a_tool_that_breaks_inside_answers_without_its_traceback(session, monkeypatch, caplog):
    def broken(change):
        raise OSError("disk /home/me/secret is full")

    monkeypatch.setattr(session.timelines, "apply", broken)
    result = refused(call(session, "create_segment", **PLACE), "internal_error")
    assert "secret" not in json.dumps(result)
    assert "disk" in caplog.text
    monkeypatch.undo()
    assert session.touched == 0 and session.written == []


numbers = st.integers(-5, 140) | st.floats(width=32) | st.integers()
words = st.text(max_size=8) | st.sampled_from(
    ["red", "#f80", "none", "the end", "the beginning", "1:30", "trim", "error", "Channel 3", "90s"]
)
leaves = st.none() | st.booleans() | numbers | words
anything = st.recursive(
    leaves, lambda s: st.lists(s, max_size=3) | st.dictionaries(words, s, max_size=3), max_leaves=6
)
plausible = {
    "channel": st.integers(1, 3), "to_channel": st.integers(1, 3), "segment_id": st.integers(1, 9),
    "segment_index": st.integers(1, 3), "color": st.sampled_from(["red", "#00f", [1, 2, 3]]),
    "end_color": st.sampled_from(["lime", None]), "pixels": st.integers(1, 9), "name": words,
    "on_overlap": st.sampled_from(["trim", "error"]), "page": st.just(1),
    "channels": st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True) | st.just("1-2"),
    "colors": st.lists(st.sampled_from(["red", "#00f", [1, 2, 3]]), min_size=1, max_size=3),
    "grid": st.sampled_from(["beats", "bars", "onsets", "sections", "words", "period", "markers"]),
    "section": st.sampled_from(["A1", "B", "chorus", None]), "words": st.just(["hello"]),
    "sound": st.sampled_from(["Song", "Silence", None]), "every": st.integers(1, 4),
    "strip": st.sampled_from(["Movie", "Image", "Segment 1", "2"]), "offset": st.integers(0, 3),
    "strips": st.lists(st.sampled_from(["Movie", "Image", "Segment 1", 2]), min_size=1),
    "what": st.sampled_from(["beats", "sections", "words", "none", "energy"]),
    "action": st.sampled_from(["halve", "double", "set_beat_one", "add_beat", "set_tempo"]),
    "edge": st.sampled_from(["start", "end", "both", "cut"]), "bpm": st.floats(20, 400),
    "shape": st.sampled_from(["hold", "flash", "pulse", "fixed", "fade_in"]),
    "spread": st.sampled_from(["together", "chase", "bounce", "alternate"]),
    "palette": st.sampled_from(["cycle", "random", "gradient", "energy", "pitch"]),
    "rest_color": st.sampled_from(["navy", None]), "cue_ms": st.floats(0, 900),
    "shift_ms": st.floats(-3000, 3000), "period": st.floats(0.01, 3), "length": st.floats(0.01, 9),
    "cue_length_ms": st.floats(0, 900), "tolerance_ms": st.floats(0, 900) | st.none(),
    "meter": st.integers(1, 9), "band": st.sampled_from(["all", "low"]), "seed": st.integers(0, 9),
    "min_strength": st.floats(0, 1),
}  # fmt: skip
times = st.floats(0, 70) | st.integers(0, 12)
item = st.fixed_dictionaries(
    {"channel": st.integers(1, 3), "start_time": times, "end_time": times, "color": st.just("tan")}
)


def value_of(name):
    """Return values for an argument: sensible ones mostly, anything at times."""
    if name == "segments":
        return st.lists(item, max_size=4) | anything
    return st.one_of(plausible.get(name, times), plausible.get(name, times), anything)


@st.composite
def calls(draw):
    """Draw a tool and arguments for it; some are missing, one may be unknown."""
    name = draw(st.sampled_from(sorted(TOOLS)))
    fields = {p.name: value_of(p.name) for p in TOOLS[name].parameters}
    need = {p.name: fields.pop(p.name) for p in TOOLS[name].parameters if p.required}
    arguments = draw(st.fixed_dictionaries(need, optional=fields))
    if draw(st.integers(0, 9)) == 0:
        arguments[draw(words)] = draw(anything)
    return name, arguments


@pytest.mark.parametrize("world", [ListWorld, MusicWorld])
@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(calls(), max_size=6))
def test_no_call_raises_and_a_refused_one_leaves_everything_as_it_was(world, drawn):
    session = (made := world()).session()
    for at in range(3):
        create(session, 1, 3 * at, 3 * at + 2, end_color="blue")
    for name, arguments in drawn:
        before = state_of(made, session)
        job = TOOLS[name].start(session, arguments)
        while not job.step():
            job.answer(True)
        assert job.result.get("code") != "internal_error", (name, arguments)
        json.dumps(job.result, allow_nan=False)
        if job.result["ok"]:
            check_rows(session)
        else:
            assert job.result["code"] and job.result["message"]
            assert before == state_of(made, session)


def state_of(world, session):
    """Return all that a call may alter."""
    more = world.picture() if isinstance(world, MusicWorld) else ()
    return session.timelines.segments(), session.timelines.next_id(), session.touched, more


def check_rows(session):
    """Check that no segments overlap and that all stand on frames, at least one long."""
    segments = session.timelines.segments()
    for one, other in zip(segments, segments[1:], strict=False):
        assert one.channel != other.channel or one.end <= other.start
    for segment in segments:
        frames = segment.start * 24, segment.end * 24
        assert [round(frame) for frame in frames] == pytest.approx(frames)
        assert round(frames[1]) > round(frames[0]) >= 0
    assert len({segment.id for segment in segments}) == len(segments)

"""A stretch over several songs: each is worked on by its own beats, none is silently left out."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.wording.outcome import outcome
from bl_ext.user_default.sequence_maker.music.song import heard_within
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from bl_ext.user_default.sequence_maker.plain.reader import read
from bl_ext.user_default.sequence_maker.plain.situation import situation_of
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.tools import TOOLS
from songs_help import FPS, Laid, analysis, session_of
from timeline_help import call, create, picture, refused

ONE, TWO = Laid("One", 0, 120, 0.5), Laid("Two", 120, 300, 0.8)
FLASH = {"channels": [1], "colors": ["red"], "shape": "flash", "length": 0.1}
STEPS = st.integers(1, 40).map(lambda eighths: eighths / 8)


@st.composite
def layouts(draw, between_frames=False):
    """Draw two or three songs that follow, overlap or leave silence, and a stretch over them."""
    songs, at = [], draw(st.integers(0, 16)) / 8
    for name in ("One", "Two", "Three")[: draw(st.integers(2, 3))]:
        end = at + 2 + draw(STEPS)
        frames = draw(st.integers(8, 24)), draw(st.integers(0, 24))
        period, first = (n / FPS for n in frames)
        if between_frames:
            period, first = draw(st.floats(0.3, 1)), draw(st.floats(0, 1))
        else:
            first += 0.3 / FPS
        songs.append(Laid(name, at, end, period, first))
        at = end + draw(st.integers(-8, 16)) / 8
    if draw(st.booleans()):
        at = max(song.end for song in songs) + draw(st.integers(0, 8)) / 8
        place = draw(st.sampled_from([0, -1]))
        songs[place] = replace(songs[place], again=(at, at + draw(STEPS)))
    start = draw(st.integers(0, 64)) / 8
    return songs, start, start + 4 + draw(st.integers(0, 240)) / 8


def owners(songs, start, end):
    """Return frame by frame whose beats count there, and whether that song is heard there.

    The longest strip's song comes first where several sound; silence belongs to the song before.
    """
    pieces = [(b - a, song) for song in songs for a, b in song.spans]
    chosen = max(pieces, key=lambda row: row[0])[1]
    ranked = [chosen, *(song for song in songs if song is not chosen)]
    heard = [
        next((s for s in ranked if any(a <= f / FPS < b for a, b in s.spans)), None)
        for f in range(round(start * FPS), round(end * FPS))
    ]
    first = next((song for song in heard if song), chosen)
    made = []
    for song in heard:
        made.append((song or (made[-1][0] if made else first), song is not None))
    return made


def _is_followed(rows, place):
    """Tell whether another song comes after a frame."""
    return any(song is not rows[place][0] for song, _ in rows[place:])


def starts(session):
    return {round(s.start * FPS) for s in session.timelines.segments(1)}


@settings(max_examples=80, deadline=None)
@given(layouts(between_frames=True))
def test_what_is_lit_is_what_each_song_lights_where_it_is_heard(laid):
    songs, start, end = laid
    wanted = set()
    for song in songs:
        alone = session_of(*songs)
        call(alone, "create_pattern", **FLASH, start_time=start, end_time=end, sound=song.name)
        rows, begin = owners(songs, start, end), round(start * FPS)
        ends = {n for n, (_, heard) in enumerate(rows) if not heard and _is_followed(rows, n)}
        own = {n for n, (owner, _) in enumerate(rows) if owner.name == song.name} - ends
        wanted |= {frame for frame in starts(alone) if frame - begin in own}
    session = session_of(*songs)
    result = call(session, "create_pattern", **FLASH, start_time=start, end_time=end)
    assert starts(session) == wanted
    assert result["ok"] is bool(wanted) and len(session.written) == bool(wanted)


@given(st.integers(0, 119 * FPS), st.floats(0.01, 3))
def test_where_one_song_alone_is_heard_it_is_meant_however_short_the_stretch(frame, frames):
    start, end = frame / FPS, (frame + frames) / FPS
    every = session_of(ONE, TWO).songs.every()
    assert every[0].name == "Two", "the chosen one is heard elsewhere"
    for least in (0.0, 1 / FPS):
        assert [part.song.name for part in heard_within(every, start, end, least)] == ["One"]


def test_a_strip_of_one_frame_goes_by_the_song_that_is_heard_there():
    for beat in range(1, 200, 7):
        session = session_of(ONE, TWO)
        at = round(beat * 0.5 * FPS) / FPS
        given = {**FLASH, "start_time": at, "end_time": at + 1 / FPS}
        assert call(session, "create_pattern", **given)["ok"], at


KINDS = st.fixed_dictionaries(
    {
        "grid": st.sampled_from(["beats", "downbeats", "offbeats", "onsets", "sections"]),
        "every": st.integers(1, 3),
        "offset": st.integers(0, 1),
        "shape": st.sampled_from(["hold", "flash", "pulse", "fade_out"]),
        "spread": st.sampled_from(["together", "chase", "alternate"]),
        "palette": st.sampled_from(["cycle", "random", "gradient", "energy"]),
    }
)


SILENCE = [
    Laid("One", 0.0, 7.0, 11 / FPS, 8.3 / FPS, (11.375, 11.625)),
    Laid("Two", 7.125, 9.25, 8 / FPS, 0.3 / FPS),
    Laid("Three", 9.25, 11.375, 8 / FPS, 0.3 / FPS),
]
"""The last beat off of the first is less than half a frame before its end."""
OFF = dict(grid="offbeats", every=1, offset=0, shape="hold", spread="together", palette="cycle")


@settings(max_examples=120, deadline=None)
@given(layouts(), KINDS)
@example((SILENCE, 0.0, 7.25), OFF)
def test_each_song_counts_and_colors_as_if_it_were_called_alone(laid, kind):
    songs, start, end = laid
    given_ = {"channels": [1, 2], "colors": ["red", "lime", "blue"], **kind}
    rows = owners(songs, start, end)
    edges = [n for n in range(1, len(rows)) if rows[n][0] is not rows[n - 1][0]]
    alone = session_of(*songs)
    for first, after in zip([0, *edges], [*edges, len(rows)], strict=True):
        last = after
        while after < len(rows) and not rows[last - 1][1]:
            last -= 1  # what lasts until the next point ends with its song
        times = {"start_time": start + first / FPS, "end_time": start + last / FPS}
        call(alone, "create_pattern", **given_, **times, sound=rows[first][0].name)
    session = session_of(*songs)
    result = call(session, "create_pattern", **given_, start_time=start, end_time=end)
    assert picture(session) == picture(alone)
    assert result["ok"] is bool(picture(session))
    assert len(result.get("songs", [])) == (len(edges) + 1 if edges and result["ok"] else 0)


def test_a_stretch_over_both_songs_is_lit_on_both_and_says_so():
    session = session_of(ONE, TWO)
    result = call(session, "create_pattern", **FLASH, start_time=100, end_time=140)
    assert result["songs"] == [["One", 100, 120], ["Two", 120, 140]]
    assert result["points"] == 40 + 25 and len(session.written) == 1
    assert not result["warnings"]
    assert "One 1:40–2:00, Two 2:00–2:20" in [text for _, text in outcome(result, {})]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"start_time": 100, "end_time": 140, "sound": "One"}, 40),
        ({"start_time": 100, "end_time": 140, "sound": "Two"}, 25),
        ({"start_time": 20, "end_time": 30}, 20),
        ({"start_time": 160, "end_time": 168}, 10),
        ({}, 225),
        ({"start_time": 280}, 25),
    ],
)
def test_one_song_is_meant_where_it_is_named_or_heard_alone_or_nothing_is_said(where, count):
    result = call(session_of(ONE, TWO), "create_pattern", **FLASH, **where)
    assert result["points"] == count and "songs" not in result


def test_every_fourth_beat_and_colors_begin_anew_with_each_song():
    session = session_of(ONE, TWO)
    given_ = FLASH | {"colors": ["red", "blue"], "every": 4}
    call(session, "create_pattern", **given_, start_time=119, end_time=130)
    assert [(start, color) for _, start, _, color in picture(session)[:3]] == [
        (119, "#ff0000"),
        (120, "#ff0000"),
        (pytest.approx(123.2, abs=0.03), "#0000ff"),
    ]


def test_between_two_songs_what_holds_ends_and_the_color_of_rest_fills_the_silence():
    songs = Laid("One", 0, 10, 1), Laid("Two", 14, 40, 1)
    for rest, wanted in ((None, []), ("blue", [(10, 14)])):
        session = session_of(*songs)
        more = {"channels": [1], "colors": ["red"], "rest_color": rest}
        call(session, "create_pattern", **more, start_time=4, end_time=20)
        assert [(a, b) for _, a, b, color in picture(session) if color == "#0000ff"] == wanted
        assert max(b for _, a, b, _ in picture(session) if a < 10) == 10


def test_of_a_song_without_beats_is_said_that_nothing_is_lit():
    session = session_of(ONE, Laid("Two", 120, 300, 500))
    result = call(session, "create_pattern", **FLASH, start_time=100, end_time=140)
    assert result["points"] == 40
    [told] = result["warnings"]
    assert told == "nothing on 'Two': there are no beats in 120.00 to 140.00 s"


def test_where_no_song_has_any_it_is_refused_for_the_whole_stretch():
    session = session_of(Laid("One", 0, 120, 500), Laid("Two", 120, 300, 500))
    result = call(session, "create_pattern", **FLASH, start_time=100, end_time=140)
    assert "in 100.00 to 140.00 s" in refused(result, "nothing_there")["message"]


def test_sections_of_a_stretch_are_those_of_whichever_song_has_them():
    session = session_of(ONE, TWO)
    given_ = FLASH | {"section": "chorus", "start_time": 100}
    result = call(session, "create_pattern", **given_, end_time=260)
    assert [row[:3] for row in result["where"]] == [["B1", 100, 120], ["B1", 210, 260]]
    result = call(session, "create_pattern", **given_, end_time=140)
    assert [row[:3] for row in result["where"]] == [["B1", 100, 120]]
    assert result["warnings"] == [
        "nothing on 'Two': section chorus does not lie between 120 and 140 s"
    ]


def test_words_and_markers_are_counted_through_with_the_energy_of_the_song_there():
    words = [TimedWord("la", 118 + n, 118.5 + n, 0) for n in range(4)]
    given_ = {"channels": [1], "colors": ["black", "white"], "palette": "energy"}
    levels = {name: analysis(song).energy for name, song in (("One", ONE), ("Two", TWO))}
    assert levels == {"One": (2, 8), "Two": (2, 8)}
    for name, more in (("create_pattern", {"grid": "words"}), ("create_segments_for_words", {})):
        session = session_of(ONE, TWO, words=words)
        call(session, name, **given_, **more, start_time=100, end_time=140)
        colors = [color for *_, color in picture(session)]
        assert len(colors) == 4 and len(set(colors[:2])) == len(set(colors[2:])) == 1
        assert colors[0] > colors[2]  # the loud end of One, the soft beginning of Two
    session = session_of(ONE, TWO, words=words)
    more = {"grid": "words", "every": 3, "shape": "flash"}
    call(session, "create_pattern", **given_, **more, start_time=100, end_time=140)
    assert [row[1] for row in picture(session)] == [118, 121]


TITLE = Strip("Title", "text", 5, 118.0, 123.0, 118.0)
BEATS = [118.5, 119, 119.5, 120, 120.8, 121.6, 122.4]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("cut_on_beats", {"strip": "Title"}),
        ("split_strips", {"strips": ["Title"], "grid": "beats"}),
    ],
)
def test_a_strip_that_lies_over_both_songs_is_cut_on_the_beats_of_each(name, more):
    session = session_of(ONE, TWO, strips=[TITLE])
    result = call(session, name, **more)
    assert [row[0] for row in result["songs"]] == ["One", "Two"]
    parts = sorted(s.start for s in session.scene.strips() if s.kind == "text")
    assert parts == pytest.approx([118, *BEATS], abs=0.5 / FPS)


def test_strips_are_snapped_by_the_song_in_which_they_lie():
    session = session_of(ONE, TWO)
    made = [create(session, 1, start, start + 0.2) for start in (118.2, 118.7, 121.95, 122.6)]
    result = call(session, "snap_to_beats", strips=[str(number) for number in made])
    assert [row[0] for row in result["songs"]] == ["One", "Two"]
    found = [row[1] for row in picture(session)]
    assert found == pytest.approx([118, 118.5, 121.6, 122.4], abs=0.5 / FPS)
    refused(call(session, "cut_on_beats", strip="Two", start_time=110), "cannot_cut")


def test_markers_and_what_is_told_come_from_both_songs():
    session = session_of(ONE, TWO)
    result = call(session, "write_markers", what="beats", start_time=118.2, end_time=123)
    assert [time for time, _ in session.scene.markers()] == pytest.approx(BEATS, abs=0.5 / FPS)
    assert [row[0] for row in result["songs"]] == ["One", "Two"]
    told = call(session, "get_music", what="beats", start_time=118.2, end_time=123)
    assert [row[0] for row in told["rows"]] == pytest.approx(BEATS)
    assert told["songs"] == [["One", 118.2, 120], ["Two", 120, 123]]
    told = call(session, "get_music", what="sections", start_time=118.2, end_time=123)
    assert [row[2] for row in told["rows"]] == ["B1", "A1"]


def test_what_goes_by_one_song_alone_says_which_other_one_is_heard_there():
    session = session_of(ONE, TWO, strips=[TITLE])
    result = call(session, "fit_to_section", strip="Title", section="B1", sound="One")
    assert not any("is heard" in text for text in result["warnings"])
    session = session_of(ONE, TWO, strips=[TITLE])
    result = call(session, "fit_to_section", strip="Title", section="A1")
    assert any(text.startswith("'One' is heard where the strip lay") for text in result["warnings"])
    more = {"action": "set", "time": 100, "to_time": 140, "name": "Bridge"}
    told = refused(call(session, "set_sections", **more), "out_of_range")
    assert told["message"].endswith("'Two' is heard there, name it as sound")


@pytest.mark.parametrize(
    "text",
    [
        "flash red on every beat from 100 to 140 seconds on channel 1",
        "lass Kanal 1 von 100 bis 140 Sekunden auf jeden Beat rot blitzen",
    ],
)
def test_a_plain_command_lights_both_songs(text):
    session = session_of(ONE, TWO)
    reading = read(text, situation_of(session), TOOLS)
    assert reading.calls, reading
    for made in reading.calls:
        result = call(session, made.name, **made.arguments)
        assert result["songs"] == [["One", 100, 120], ["Two", 120, 140]]
    assert {row[1] for row in picture(session)} >= {100, 119.5, 120}

"""Timed words out of the files that people have."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.lyrics_files import read_words

LRC = "[ar: Nobody]\n[offset:+500]\n[00:01.50]Hello big world\n"
LRC += "[00:04.00][00:08.00]again\n[00:06.00]\n"
ENHANCED = "[00:10.00]<00:10.00>One <00:10.50>two <00:11.00>\n[00:12.00]end"
SRT = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Hi &amp; bye</i>\r\n\r\n"
SRT += "2\r\n00:01:00,500 --> 00:01:01,000\r\nlast\r\n"
VTT = "WEBVTT\n\nNOTE no\n\nfirst\n00:01.000 --> 00:03.000 align:start\n<v Ann>go <00:02.000>stop\n"


def brief(words):
    return [(word.text, round(word.start, 3), round(word.end, 3)) for word in words]


def test_lrc_lines_share_their_time_among_their_words() -> None:
    words = read_words(LRC, "song.lrc")
    assert [word.text for word in words] == ["Hello", "big", "world", "again", "again"]
    assert words[0].start == 1.0 and words[2].end == pytest.approx(3.5)
    assert (words[3].start, words[3].end) == (3.5, 5.5) and words[4].start == 7.5
    assert not words[0].exact and not words[3].exact and words[0].line == 0


def test_a_line_does_not_last_through_a_break() -> None:
    words = read_words("[00:01.00]First line\n[00:30.00]Second line", "a.lrc")
    assert brief(words)[0] == ("First", 1.0, pytest.approx(3.2, abs=0.3))
    assert words[1].end == pytest.approx(5.0)


def test_of_lines_at_the_same_time_the_first_counts() -> None:
    text = "[00:01.00]Hallo Freund\n[00:01.00]Hello friend\n[00:03.00]Ende\n[00:03.00]End"
    assert [word.text for word in read_words(text, "a.lrc")] == ["Hallo", "Freund", "Ende"]


def test_srt_without_empty_lines_between_its_cues() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:03,000 --> 00:00:04,000\nB 7\n"
    assert brief(read_words(text, "a.srt"))[:1] == [("A", 1.0, 2.0)]
    assert [word.text for word in read_words(text, "a.srt")] == ["A", "B", "7"]


def test_lrc_with_word_times_is_exact() -> None:
    words = read_words(ENHANCED)
    assert brief(words)[:2] == [("One", 10.0, 10.5), ("two", 10.5, 11.0)]
    assert words[0].exact and not words[2].exact


def test_srt_loses_its_markup() -> None:
    words = read_words(SRT, "a.srt")
    assert [word.text for word in words] == ["Hi", "&", "bye", "last"]
    assert words[0].start == 1.0 and words[2].end == pytest.approx(2.0)
    assert brief(words)[3] == ("last", 60.5, 61.0)


def test_vtt_with_word_times() -> None:
    assert brief(read_words(VTT)) == [("go", 1.0, 2.0), ("stop", 2.0, 3.0)]


@pytest.mark.parametrize(
    "data",
    [
        [{"word": "a", "start": 1, "end": 2}, {"word": "b", "start": 2, "end": 3}],
        {"words": [{"text": "a", "time": 1, "duration": 1}, {"text": "b", "start": "2", "end": 3}]},
        {"chunks": [{"text": "a", "timestamp": [1, 2]}, {"text": "b", "timestamp": [2, 3]}]},
        [{"word": "a", "start": 1, "end": 2}, {"word": "lost", "start": None, "end": None},
         {"word": "b", "start": 2, "end": 3}],
        {"segments": [{"words": [{"word": " a", "start": 1, "end": 2}]},
                      {"words": [{"word": " b", "start": 2, "end": 3}]}]},
    ],
)  # fmt: skip
def test_word_json_of_several_kinds(data) -> None:
    assert brief(read_words(json.dumps(data))) == [("a", 1.0, 2.0), ("b", 2.0, 3.0)]


@pytest.mark.parametrize(
    "text, name",
    [("", ""), ("just words", "a.lrc"), ("[1, 2]", "a.json"), ("{", "a.json"), ("{}", ""),
     ('[{"word": "a", "start": "soon"}]', ""), ('[{"word": "a", "start": 1e999}]', "")],
)  # fmt: skip
def test_what_has_no_timed_words_is_refused_in_a_sentence(text, name) -> None:
    with pytest.raises(ValueError, match=" "):
        read_words(text, name)


def test_words_that_overlap_are_cut() -> None:
    data = [{"word": "a", "start": 0, "end": 5}, {"word": "b", "start": 1, "end": 2}]
    assert brief(read_words(json.dumps(data)))[0] == ("a", 0.0, 1.0)


@given(st.text(max_size=200), st.sampled_from(["", "a.lrc", "a.srt", "a.vtt", "a.json"]))
def test_any_text_gives_words_or_a_sentence(text, name) -> None:
    try:
        words = read_words(text, name)
    except ValueError:
        return
    assert all(word.start < word.end for word in words)

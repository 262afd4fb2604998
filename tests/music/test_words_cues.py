"""Cues as recognizers and sites write them: words lit one by one."""

import pytest

from bl_ext.user_default.sequence_maker.music.lyrics_files import read_lines, read_words

LIT = [
    ("<u>Paper</u> boats", 1.0, 1.4),
    ("Paper boats", 1.4, 1.5),
    ("Paper <u>boats</u>", 1.5, 2.0),
    ("<u>drift</u> by", 3.0, 3.3),
    ("drift <u>by</u>", 3.3, 4.0),
]
"""A line a word, with the word that is said in markup; between words none is."""


def srt(cues) -> str:
    return "\n".join(
        f"{number}\n00:00:{start:06.3f} --> 00:00:{end:06.3f}\n{text}\n".replace(".", ",", 2)
        for number, (text, start, end) in enumerate(cues, 1)
    )


def said(text, name="a.srt"):
    return [(w.text, round(w.start, 3), round(w.end, 3), w.line) for w in read_words(text, name)]


@pytest.mark.parametrize("mark, end", [
    ("<u>", "</u>"), ("<b>", "</b>"), ('<font color="#00ff00">', "</font>"), ("<c.lit>", "</c>"),
])  # fmt: skip
def test_a_line_whose_words_are_lit_one_by_one_is_said_once(mark, end) -> None:
    cues = [
        (text.replace("<u>", mark).replace("</u>", end), begin, until) for text, begin, until in LIT
    ]
    assert said(srt(cues)) == [
        ("Paper", 1.0, 1.4, 0), ("boats", 1.5, 2.0, 0), ("drift", 3.0, 3.3, 1), ("by", 3.3, 4.0, 1),
    ]  # fmt: skip


def test_a_lit_line_that_is_said_again_stays() -> None:
    again = [(text, start + 5, end + 5) for text, start, end in LIT[:3]]
    assert [word[0] for word in said(srt(LIT[:3] + again))] == ["Paper", "boats"] * 2


def test_markup_alone_lights_nothing() -> None:
    cues = [("<i>la</i> la", 1.0, 2.0), ("<i>la</i> la", 2.0, 3.0), ("so <b>long</b>", 3.0, 4.0)]
    assert [word[0] for word in said(srt(cues))] == ["la", "la", "la", "la", "so", "long"]


def test_rows_of_an_sbv_may_stand_in_one() -> None:
    found = read_words("0:00:01.000,0:00:02.000\nPaper[br]>> ANN: boats\n", "a.sbv")
    assert [(word.text, word.kind) for word in found] == [
        ("Paper", "word"), ("ANN:", "speaker"), ("boats", "word")]  # fmt: skip


@pytest.mark.parametrize("text", [
    "[00:00:01.000 --> 00:00:01.900]   Paper boats\n[00:00:03.000 --> 00:00:04.125]   drift by\n",
    "[00:01.000 --> 00:01.900]  Paper boats\n[00:03.000 --> 00:04.125]  drift by\n",
    "[1.00s -> 1.90s]  Paper boats\n[3.00s -> 4.125s]  drift by\n",
    "[1.00 - 1.90] Paper boats\n\n[3.00 - 4.125] drift by\n",
])  # fmt: skip
def test_what_recognizers_print_is_read(text) -> None:
    found = said(text, "a.txt")
    assert [(word, line) for word, _, _, line in found] == [
        ("Paper", 0), ("boats", 0), ("drift", 1), ("by", 1)]  # fmt: skip
    assert (found[0][1], found[1][2], found[2][1], found[3][2]) == (1.0, 1.9, 3.0, 4.125)


def test_what_is_printed_beside_the_words_is_told() -> None:
    found = read_lines("Detected language: English\n[00:01.000 --> 00:01.900] hey\n")
    assert [word.text for word in found.words] == ["hey"]
    assert found.notes == [
        'line 1, "Detected language: English", was not understood and is left out'
    ]


@pytest.mark.parametrize("text, words", [
    ("0:01\nPaper boats\n0:03\ndrift\n", ["Paper", "boats", "drift"]),
    ("0:01 Paper boats\n0:03 drift\n", ["Paper", "boats", "drift"]),
    ("(00:01) Paper boats\n\n(00:03) drift\n", ["Paper", "boats", "drift"]),
    ("Ann Lee  0:01\nPaper boats\n\nBob  0:03\ndrift\n",
     ["Ann", "Lee:", "Paper", "boats", "Bob:", "drift"]),
])  # fmt: skip
def test_transcripts_as_people_copy_them_are_read(text, words) -> None:
    found = read_words(text, "a.txt")
    assert [word.text for word in found] == words
    spoken = [word for word in found if word.kind == "word"]
    assert [word.text for word in spoken] == ["Paper", "boats", "drift"]
    assert (spoken[0].start, spoken[-1].start) == (1.0, 3.0)


@pytest.mark.parametrize("text", ["Meet me at 5:15\nor at 4:30\n", "5:15 the angels\nthen gone\n"])
def test_times_of_day_in_a_text_are_no_stamps(text) -> None:
    with pytest.raises(ValueError, match="line 1, "):
        read_words(text, "a.txt")


@pytest.mark.parametrize("name, head, arrow, number", [
    ("a.vtt", "WEBVTT\n\n", " --> ", ""),
    ("a.sbv", "", ",", ""),
    ("a.srt", "", " --> ", "{}\n"),
    ("a.srt", "", " --> ", "{}\n\n"),
])  # fmt: skip
def test_who_counts_down_is_heard(name, head, arrow, number) -> None:
    rows = [
        f"{number.format(n + 1)}0:00:0{n}.000{arrow}0:00:0{n}.500\n{3 - n}\n\n" for n in range(3)
    ]
    assert [word.text for word in read_words(head + "".join(rows), name)] == ["3", "2", "1"]

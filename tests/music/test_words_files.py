"""Files of timed words of every kind that people have, in the one form that they become."""

import json
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.lyrics_files import read_file, read_lines, read_words
from word_samples import FILES, LRC, TWO

OPEN_END = ("polly.json", "youtube.json", "spotify.json", "subtitles.json")
"""Whose last word ends by nothing in the file, or by a line without words."""


def brief(text, name=""):
    return [(w.text, round(w.start, 3), round(w.end, 3)) for w in read_words(text, name)]


def starts(text, name=""):
    return [(word.text, round(word.start, 3)) for word in read_words(text, name)]


@pytest.mark.parametrize("name", [name for name in FILES if name != "a.lrc"])
def test_every_format_gives_the_same_words_with_or_without_its_name(name) -> None:
    for said in (name, ""):
        found = brief(FILES[name], said)
        assert [row[:2] for row in found] == [row[:2] for row in TWO]
        if name not in OPEN_END:
            assert found == TWO


@pytest.mark.parametrize("name", FILES)
def test_what_is_whole_leaves_nothing_out(name) -> None:
    assert read_lines(FILES[name], name).notes == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: "\ufeff" + text,
    lambda text: text + "\n\n\n",
])  # fmt: skip
def test_ends_of_lines_and_marks_of_order_change_nothing(name, change) -> None:
    assert brief(change(FILES[name]), name) == brief(FILES[name], name)


@pytest.mark.parametrize("name, text", [
    ("square brackets", "[00:01.00]sun [00:01.40]comes [00:01.80]up[00:02.20]"),
    ("angle brackets", "[00:01.00]<00:01.00>sun <00:01.40>comes <00:01.80>up<00:02.20>"),
    ("blanks", "[ 00:01.00 ] < 00:01.00 >sun <00:01.40> comes <00:01.80 >up <00:02.20>"),
    ("hours", "[0:00:01.00]<0:00:01.00>sun <0:00:01.40>comes <0:00:01.80>up<0:00:02.20>"),
    ("commas", "[00:01,00]<00:01,00>sun <00:01,40>comes <00:01,80>up<00:02,20>"),
])  # fmt: skip
def test_times_of_words_within_a_line(name, text) -> None:
    assert brief(text) == [("sun", 1.0, 1.4), ("comes", 1.4, 1.8), ("up", 1.8, 2.2)]


@pytest.mark.parametrize("text, words", [
    ("[00:01.00]<00:01.00>Pa<00:01.20>per <00:01.45>boats<00:01.90>", ["Paper", "boats"]),
    ("[00:01.00]<00:01.00> Pa<00:01.20>per<00:01.45> boats<00:01.90>", ["Paper", "boats"]),
    ("[00:01.00]<00:01.00>Paper<00:01.45>boats\n[00:03.00]so", ["Paper", "boats", "so"]),
    ("[00:01.00]<00:01.00>oh <00:01.20>\u6211<00:01.45>\u7231", ["oh", "\u6211", "\u7231"]),
])  # fmt: skip
def test_syllables_are_joined_where_blanks_part_the_words(text, words) -> None:
    assert [word.text for word in read_words(text)] == words


def test_hours_are_told_from_hundredths_by_how_fast_the_lines_would_be_sung() -> None:
    assert starts("[00:00:01]one\n[00:00:04]two\n[00:01:02]three") == [
        ("one", 1.0), ("two", 4.0), ("three", 62.0)]  # fmt: skip
    assert starts("[00:01:20]one\n[00:04:50]two\n[01:02:00]three") == [
        ("one", 1.2), ("two", 4.5), ("three", 62.0)]  # fmt: skip
    assert starts("[00:00:01][00:4.2]one\n[00:00:02]two")[0] == ("one", 0.01)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=6, unique=True), st.booleans())
def test_a_line_of_several_times_is_sung_as_often_with_its_words(times, is_marked) -> None:
    times = sorted(10 * time for time in times)
    stamps = [f"{time // 6000:02}:{time // 100 % 60:02}.{time % 100:02}" for time in times]
    later = times[0] + 5
    words = "one two"
    if is_marked:
        mark = f"{later // 6000:02}:{later // 100 % 60:02}.{later % 100:02}"
        words = f"<{stamps[0]}>one <{mark}>two"
    found = read_words("".join(f"[{stamp}]" for stamp in stamps) + words, "a.lrc")
    assert [word.text for word in found] == ["one", "two"] * len(times)
    assert [round(word.start, 2) for word in found[::2]] == [time / 100 for time in times]
    if is_marked:
        assert all(
            round(b.start - a.start, 2) == 0.05
            for a, b in zip(found[::2], found[1::2], strict=True)
        )


def test_a_time_behind_a_line_ends_it() -> None:
    assert brief("[00:01.00]hey you[00:02.00]\n[00:09.00]on") [:2] == [
        ("hey", 1.0, 1.5), ("you", 1.5, 2.0)]  # fmt: skip
    again = brief("[00:01.00][00:11.00]hey[00:02.00]", "a.lrc")
    assert again == [("hey", 1.0, 2.0), ("hey", 11.0, 12.0)]


def test_voices_at_the_same_time_stay_and_translations_go() -> None:
    text = "[00:01.00]v1: mine\n[00:01.00]v2: yours\n[00:03.00]Ende\n[00:03.00]End\n"
    found = read_words(text, "a.lrc")
    assert [word.text for word in found if word.kind == "word"] == ["mine", "yours", "Ende"]
    assert [word.text for word in found if word.kind == "speaker"] == ["v1:", "v2:"]


def test_what_is_sung_behind_has_times_of_its_own() -> None:
    text = "[00:01.00]<00:01.00>lead <00:02.00>on<00:03.00>\n[bg: <00:02.00>ooh<00:03.00>]"
    assert brief(text) == [("lead", 1.0, 2.0), ("on", 2.0, 3.0), ("ooh", 2.0, 3.0)]


def test_what_is_sung_behind_does_not_end_the_line_before() -> None:
    text = "[00:01.00]<00:01.00>lead\n[bg: <00:01.50>ooh<00:02.00>]\n[00:03.00]<00:03.00>on"
    assert brief(text)[:2] == [("lead", 1.0, 3.0), ("ooh", 1.5, 2.0)]


@pytest.mark.parametrize("text, words", [
    (r"{\k40}Paper {\k45}boats", [("Paper", 1.0, 1.4), ("boats", 1.4, 1.85)]),
    (r"{\kf40}Pa{\ko5}per {\K45}boats", [("Paper", 1.0, 1.45), ("boats", 1.45, 1.9)]),
    (r"{\an8}Hey {\k40}Paper", [("Hey", 1.0, 1.01), ("Paper", 1.0, 1.4)]),
    (r"{\k10\k40}Paper {\blur2\kf45\fscx90}boats", [("Paper", 1.1, 1.5), ("boats", 1.5, 1.95)]),
    (r"{\kt20\k20}Paper {\kt45\k45}boats", [("Paper", 1.2, 1.4), ("boats", 1.45, 1.9)]),
])  # fmt: skip
def test_karaoke_of_every_form(text, words) -> None:
    row = f"Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{text}"
    assert brief(f"[Script Info]\n[Events]\n{row}\n", "a.ass") == words


@pytest.mark.parametrize("offset", ["", " ", "soon", "5 apples", "--"])
def test_a_bad_offset_costs_itself_alone_and_is_told(offset) -> None:
    found = read_lines(f"[offset:{offset}]\n{LRC.splitlines()[2]}", "a.lrc")
    assert found.words[0].start == 1.0 and "left out" in found.notes[0]


def test_an_offset_with_its_unit_counts() -> None:
    assert starts("[offset: 500 ms]\n[00:01.00]one")[0] == ("one", 0.5)


def test_a_time_before_the_beginning_is_before_it() -> None:
    assert brief("1\n-00:00:01,500 --> 00:00:02,000\nearly\n", "a.srt") == [("early", 0.0, 2.0)]
    found = read_lines("[-00:01.00]gone\n[00:00.00]here", "a.lrc")
    assert [word.text for word in found.words] == ["here"] and found.notes


@pytest.mark.parametrize("arrow", ["-->", "->", "\u2192", "\u2013>", "--->", " - > "])
@pytest.mark.parametrize("time", ["00:00:{:02}", "00:00:{:02},000", "00:00:{:02}.0000", "{:d}:00"])
def test_cues_of_every_arrow_and_form_of_time(arrow, time) -> None:
    first, last = time.format(1), time.format(2)
    by = 60 if time == "{:d}:00" else 1
    assert brief(f"1\n{first} {arrow} {last}\nhey\n", "a.srt") == [("hey", by, 2 * by)]


def test_two_voices_do_not_cut_each_other() -> None:
    text = "1\n00:00:01,000 --> 00:00:05,000\nlead sings long\n\n"
    found = brief(text + "2\n00:00:02,000 --> 00:00:03,000\nooh\n", "a.srt")
    assert ("ooh", 2.0, 3.0) in found and ("lead", 1.0, 2.25) in found


def rolled(lines, is_timed):
    """Return rolling captions: each row below, and again above the next for as long."""
    rows, above = ["WEBVTT", ""], ""
    for number, words in enumerate(lines):
        at = 2 * number
        body = words[0]
        for rank, word in enumerate(words[1:], 1):
            body += f"<00:00:{at:02}.{rank}00><c> {word}</c>" if is_timed else f" {word}"
        rows += [f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.990", above or " ", body, ""]
        above = " ".join(words)
        rows += [f"00:00:{at + 1:02}.990 --> 00:00:{at + 2:02}.000", above, " ", ""]
    return "\n".join(rows)


@given(st.lists(st.lists(st.sampled_from(["oh", "la", "sun", "you"]), min_size=1, max_size=4),
                min_size=2, max_size=8), st.booleans())  # fmt: skip
def test_rolling_captions_say_each_word_once(lines, is_timed) -> None:
    said = [word for line in lines for word in line]
    assert [word.text for word in read_words(rolled(lines, is_timed), "a.vtt")] == said


def test_a_line_that_is_sung_twice_stays() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nla la\n\n2\n00:00:02,000 --> 00:00:03,000\nla la\n"
    assert len(read_words(text, "a.srt")) == 4


@given(st.lists(st.booleans(), min_size=3, max_size=12))
def test_words_without_times_lie_between_their_neighbors(known) -> None:
    known = [True, *known, True]
    rows = [
        {"word": f"w{n}", "start": 2.0 * n, "end": 2.0 * n + 1} if has else {"word": f"w{n}"}
        for n, has in enumerate(known)
    ]
    found = read_words(json.dumps({"segments": [{"words": rows}]}))
    assert [word.text for word in found] == [row["word"] for row in rows]
    assert all(a.end <= b.start + 1e-9 for a, b in zip(found, found[1:], strict=False))
    assert [word.exact for word in found] == known


@pytest.mark.parametrize("bad", ["-", "", "soon", float("nan"), True, "1:2:3:4:5", 1e9, -5.0])
def test_one_bad_value_is_left_out_and_told(bad) -> None:
    rows = [{"word": "a", "start": 1, "end": 2.5}, {"word": "b", "start": bad, "end": bad}]
    rows.append({"word": "c", "start": 2.5, "end": 3})
    found = read_lines(json.dumps(rows))
    assert [word.text for word in found.words] == ["a", "c"]
    assert len(found.notes) == 1 and "left out" in found.notes[0]


@given(st.lists(st.integers(120, 900), min_size=2, max_size=20), st.booleans())
def test_whole_milliseconds_are_told_from_seconds(lengths, is_milliseconds) -> None:
    at, rows = 0, []
    for length in lengths:
        by = length if is_milliseconds else length // 100
        rows.append({"text": "word", "start": at, "end": at + by})
        at += by
    end = read_words(json.dumps({"words": rows}))[-1].end
    assert end == pytest.approx(at / 1000 if is_milliseconds else at)


def test_a_word_before_all_times_begins_with_its_line_and_is_guessed() -> None:
    words = [{"word": "2266"}, {"word": "b", "start": 2.0, "end": 3.0}, {"word": "9"}]
    found = read_words(json.dumps({"segments": [{"start": 1.0, "end": 4.0, "words": words}]}))
    assert [(w.text, w.start, w.end, w.exact) for w in found] == [
        ("2266", 1.0, 2.0, False), ("b", 2.0, 3.0, True), ("9", 3.0, 4.0, False)]  # fmt: skip
    said = [{"word": "Hi", "endOffset": "0.4s"}]
    said.append({"word": "you", "startOffset": "0.4s", "endOffset": "0.9s"})
    assert brief(json.dumps({"results": [{"alternatives": [{"words": said}]}]})) == [
        ("Hi", 0.0, 0.4), ("you", 0.4, 0.9)]  # fmt: skip


def test_lines_of_json_without_an_end_last_to_the_next() -> None:
    rows = [{"time": 1.0, "text": "one two"}, {"time": 3.0, "text": "three four"}]
    assert brief(json.dumps(rows))[:2] == [("one", 1.0, 2.0), ("two", 2.0, 3.0)]


def kinds(text, name):
    return [(word.text, word.kind) for word in read_words(text, name)]


def srt(text):
    return f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n"


@pytest.mark.parametrize("text, effects, speakers, words", [
    ("[door slams]", ["[door slams]"], [], []),
    ("(music)", ["(music)"], [], []),
    ("(soft, slow steps)", ["(soft, slow steps)"], [], []),
    ("\u266a", ["\u266a"], [], []),
    ("\u266a la la \u266a", [], [], ["la", "la"]),
    ("- JOHN: run!", [], ["JOHN:"], ["run!"]),
    ("- John: run!\n- I do", [], ["John:"], ["run!", "I", "do"]),
    (">> ANN LEE: hi (laughs) you", ["(laughs)"], ["ANN LEE:"], ["hi", "you"]),
    ("stay (right here)", [], [], ["stay", "(right", "here)"]),
    ("remember: hold on", [], [], ["remember:", "hold", "on"]),
    ("{b}bold{/b} {\\an8}move", [], [], ["bold", "move"]),
    ("<i>a</i> <3 b >", [], [], ["a", "<3", "b", ">"]),
    ("one - two", [], [], ["one", "two"]),
    ("<b>boats</b>, <i>don</i>'t<br>go", [], [], ["boats,", "don't", "go"]),
    ("{\\i1}don{\\i0}'t", [], [], ["don't"]),
    ("<v Ann>hi <c.red>you</c>!</v>", [], [], ["hi", "you!"]),
    ("[SPEAKER_00]: hi you", [], ["[SPEAKER_00]:"], ["hi", "you"]),
    ("[Ann]: hi", [], ["[Ann]:"], ["hi"]),
    ("(speaker 0) hi", [], ["(speaker 0)"], ["hi"]),
    ("(speaker ?) hi", [], ["(speaker ?)"], ["hi"]),
    ("Speaker 1: hi", [], ["Speaker 1:"], ["hi"]),
    ("the speaker 1: hi", [], [], ["the", "speaker", "1:", "hi"]),
])  # fmt: skip
def test_sounds_and_speakers_are_marked(text, effects, speakers, words) -> None:
    found = kinds(srt(text), "a.srt")
    assert [text for text, kind in found if kind == "effect"] == effects
    assert [text for text, kind in found if kind == "speaker"] == speakers
    assert [text for text, kind in found if kind == "word"] == words


def test_round_brackets_of_lyrics_are_sung_unless_they_tell_a_sound() -> None:
    assert kinds("[00:01.00](oh yeah)", "a.lrc") == [("(oh", "word"), ("yeah)", "word")]
    assert kinds("[00:01.00](guitar solo)", "a.lrc") == [("(guitar solo)", "effect")]


@pytest.mark.parametrize("words, effects", [
    ("[door slams] hi", 2),
    ("[door slams], hi", 2),
    ("(bell rings) hi", 2),
    ("(soft steps)", 2),
    ("(soft steps) hi", 0),
    ("[door slams hi", 0),
    ("hi [laughs] you", 1),
])  # fmt: skip
def test_brackets_over_several_words_with_times(words, effects) -> None:
    rows = [{"word": w, "start": n, "end": n + 0.5} for n, w in enumerate(words.split())]
    found = kinds(json.dumps(rows), "")
    assert [text for text, _ in found] == words.split()
    assert sum(kind == "effect" for _, kind in found) == effects


SAYINGS = {
    "shift_jis": "心の中で歌う愛の言葉",
    "euc_jp": "心の中で歌う愛の言葉",
    "iso2022_jp": "心の中で歌う愛の言葉",
    "gbk": "我爱你在每一个早晨",
    "big5": "我愛你在每一個早晨",
    "euc_kr": "너를 사랑해 이 밤이 지나도",
    "cp1251": "Я тебя люблю каждое утро",
    "cp1253": "Σε αγαπώ κάθε πρωί",
    "cp1250": "Zażółć gęślą jaźń, kocham cię nad życie",
    "iso8859_2": "Zażółć gęślą jaźń, kocham cię nad życie",
    "cp1254": "Bu şarkıyı benimle söyle, güneş doğana kadar",
    "cp1252": "Je t’aime à chaque été, süß und schön",
    "latin-1": "manhã, canção, coração e você",
    "utf-16-le": "hello big world",
    "utf-16-be": "hello big world",
    "utf-32": "hello big world",
}


@pytest.mark.parametrize("encoding", SAYINGS)
def test_letters_of_old_files_are_guessed_and_told(encoding) -> None:
    said = SAYINGS[encoding]
    found = read_file(f"[00:01.00]{said}\n".encode(encoding), "a.lrc")
    assert [word.text for word in found.words] == said.split()
    guessed = not encoding.startswith(("utf", "iso2022"))
    assert any("guess" in note for note in found.notes) is guessed


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("gbk", "我爱你 世界"),
        ("gbk", "月亮代表我心里的灯"),
        ("gbk", "Baby 我在等你"),
        ("euc_kr", "사랑해요 당신을"),
        ("euc_kr", "너를 사랑해 (愛) 이 밤이 지나도"),
    ],
)
def test_a_short_chinese_song_is_not_taken_for_a_korean_one(encoding, said) -> None:
    found = read_file(f"[00:01.00]{said}\n".encode(encoding), "a.lrc")
    assert " ".join(word.text for word in found.words) == said


def test_a_person_may_say_how_the_letters_are_written() -> None:
    data = "[00:01.00]\u0434\u0430".encode("koi8-r")
    assert read_file(data, "a.lrc", "koi8-r").words[0].text == "\u0434\u0430"


@pytest.mark.parametrize("name, text, expected", [
    ("a.lrc", "\nno times at all", 'line 2, "no times at all",'),
    ("a.srt", "1\nlater --> 2 o'clock\nhey", 'line 2, "later --› 2 o\'clock",'),
    ("a.ass", "[Script Info]\nDialogue: 0,soon,later,,,,,,,hey", "line 2,"),
    ("a.ttml", "<tt><p begin='1s'>a</p>\n<p></tt>", "line 2,"),
    ("a.json", '[{"word": "a",\n "start": }]', "line 2,"),
    ("a.json", '[{"word": "a"}]', "JSON"),
    ("a.TextGrid", 'File type = "ooTextFile"\nnothing', "TextGrid"),
    ("a.txt", "just a letter to you", 'line 1, "just a letter to you",'),
    ("", "", "it is empty"),
    ("a.vtt", "WEBVTT\n\n", "00:00:01,500"),
])  # fmt: skip
def test_what_is_not_understood_is_told_with_what_was_expected(name, text, expected) -> None:
    with pytest.raises(ValueError, match="there are no timed words in this") as caught:
        read_words(text, name)
    said = str(caught.value)
    assert expected in said and "\n" not in said and len(said) < 260


LINES = "".join(f"[{n // 60}:{n % 60}]a b c d e\n" for n in range(11_000))


@pytest.mark.parametrize("name, text, said", [
    ("a.lrc", "[00:01.00]" + "a " * 60_000, "more than 50,000 timed words"),
    ("a.lrc", LINES, "more than 50,000 timed words"),
    ("a.lrc", "[00:01.00]" * 150_000 + "a", "more than 50,000 timed words"),
    ("a.json", "[" * 10_000 + "]" * 10_000, "no timed words"),
    ("a.json", '{"words":[' * 10_000 + "]}" * 10_000, "no timed words"),
    ("a.json", '[{"word": "a", "start": 1e9, "end": 2e9}]', "no timed words"),
    ("a.jsonl", "{}\n" * 120_000, "more than 50,000 timed words"),
    ("a.jsonl", "{}\n" + "{x\n" * 5_000, 'line 2, "{x", is not understood'),
    ("a.srt", "\n" * 50_000, "it is empty"),
    ("a.ttml", "<tt>" + "<p>" * 20_000 + "</p>" * 20_000 + "</tt>", "no timed words"),
])  # fmt: skip
def test_what_is_far_too_much_ends_in_one_sentence(name, text, said) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_words(text, name)


def test_a_file_of_100_megabytes_is_not_read() -> None:
    with pytest.raises(ValueError, match="is too large to be a file of words"):
        read_file(bytes(100_000_000), "a.srt")


def damaged(random_, data):
    """Return bytes with something wrong: cut, swapped, doubled, or foreign bytes within."""
    data = bytearray(data)
    for _ in range(random_.randint(1, 6)):
        at = random_.randrange(max(len(data), 1))
        what = random_.randrange(6)
        if what == 0:
            del data[at:]
        elif what == 1:
            del data[at : at + random_.randint(1, 30)]
        elif what == 2:
            data[at:at] = random_.randbytes(random_.randint(1, 8))
        elif what == 3:
            data[at:at] = data[at : at + random_.randint(1, 200)]
        elif what == 4:
            data[at:at] = random_.choice(PIECES)
        else:
            data[at : at + 1] = bytes([random_.randrange(32, 127)])
    return bytes(data)


PIECES = [
    *(b"[", b"]]]]", b"{", b"}", b"<", b"-->", b":", b"99:99:99,999", b"1e999", b"-1e30", b"NaN"),
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b'"', b"&#xD800;", b"&bad;", b"\n\n\n"),
    *(b"null", b"true"),
    *(b"[" * 500, b"{\"a\":" * 300, b"<p>" * 300, b"[00:00:00:00:00]", b"9" * 400),
]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_give_words_or_one_sentence(name) -> None:
    """Twelve of each of the samples, more than 500 in all."""
    seeded = random.Random(name)
    for _ in range(13):
        data = damaged(seeded, FILES[name].encode())
        try:
            found = read_file(data, name)
        except ValueError as error:
            said = [str(error)]
        else:
            said = found.notes
            for word in found.words:
                assert 0 <= word.start < word.end <= 360_001 and word.text.strip()
                assert word.text.encode() and word.text.isprintable()
        for sentence in said:
            assert sentence.isprintable() and 20 < len(sentence) < 300
            assert not any(part in sentence for part in ("Error", "Traceback", "argument", "zip("))


def test_a_zero_in_a_text_does_not_make_it_one_of_two_bytes_a_letter() -> None:
    found = read_file(b"1\n00:00:01,000 --> 00:00:02,000\nhe\0llo\n")
    assert [word.text for word in found.words] == ["hello"]


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" * 50])
def test_what_is_no_text_is_called_so(data) -> None:
    with pytest.raises(ValueError, match="it is no text"):
        read_file(data, "song.lrc")


@pytest.mark.parametrize("name", ["whisper.json", "segments.json", "a.ttml"])
def test_of_a_file_that_is_cut_off_what_is_whole_is_read_and_told(name) -> None:
    text, whole = LONG[name], brief(LONG[name], name)
    assert read_lines(text, name).notes == []
    for count in range(len(text) // 3, len(text) - 20, 37):
        found = read_lines(text[:count], name)
        assert found.notes == [CUT_OFF]
        words = [(w.text, round(w.start, 3), round(w.end, 3)) for w in found.words]
        assert words[:-2] == whole[: len(words) - 2]
        assert len(words) + 3 >= len(whole) * count / len(text)


CUT_OFF = "the file is cut off in the middle: only what comes before that was read"
_TIMED = [{"word": f"w{n}", "start": n, "end": n + 0.5} for n in range(60)]
LONG = {
    "whisper.json": json.dumps({"segments": [
        {"start": n, "end": n + 3, "text": "w w w", "words": _TIMED[n : n + 3]}
        for n in range(0, 60, 3)
    ]}, indent=1),
    "segments.json": json.dumps(_TIMED),
    "a.ttml": "<tt><body><div>" + "".join(
        f'<p begin="{n}s" end="{n}.5s">w{n}</p>\n' for n in range(60)
    ) + "</div></body></tt>",
}  # fmt: skip


@pytest.mark.parametrize("end", [
    "2\n00:00:03,0", "2\n00:00:03,000 -", "2\n00:", "00:00:03", "00:00:03.000 --",
])  # fmt: skip
def test_captions_that_are_cut_off_say_no_numbers_and_no_times(end) -> None:
    found = read_lines(f"1\n00:00:01,000 --> 00:00:02,000\nhello there\n\n{end}", "a.srt")
    assert [word.text for word in found.words] == ["hello", "there"] and found.notes == [CUT_OFF]


def test_a_time_that_somebody_says_stays() -> None:
    found = read_lines("1\n00:00:01,000 --> 00:00:02,000\nit is\n12:30\n", "a.srt")
    assert [word.text for word in found.words] == ["it", "is", "12:30"] and found.notes == []


@pytest.mark.parametrize("name, text", [
    ("a.tsv", "\t" * 9_900_000),
    ("a.sbv", "0:00:01.000,0:00:02.000\n" + "SPEAKER_00: " * 820_000),
])  # fmt: skip
def test_much_of_nothing_ends(name, text) -> None:  # square to its size it would take ten minutes
    with pytest.raises(ValueError, match=r"it is empty|more than 50,000"):
        read_lines(text, name)

"""Words become captions that can be read, and captions come back as they went out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.captions import (
    Caption,
    captions_of,
    srt_of,
    vtt_of,
)
from bl_ext.user_default.sequence_maker.music.lyrics_files import read_words
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord

TEXT = st.from_regex(r"[a-eé][a-e'!?.,<>&3-]{0,12}", fullmatch=True)
EITHER = st.booleans()


@st.composite
def sung(draw, exact=EITHER):
    """Draw words in lines, one after the other."""
    at, made = 0, []
    for line in range(draw(st.integers(1, 6))):
        own = draw(exact)
        for text in draw(st.lists(TEXT, min_size=1, max_size=12)):
            at += draw(st.integers(0, 2000))
            length = draw(st.integers(50, 900))
            made.append(TimedWord(text, at / 1000, (at + length) / 1000, line, own))
            at += length
    return made


@given(sung(), st.integers(8, 60), st.integers(1, 3))
def test_every_word_is_in_one_caption_that_fits(words, characters, lines) -> None:
    made = captions_of(words, characters, lines)
    assert [word for caption in made for word in caption.words] == words
    for caption in made:
        rows = caption.text.split("\n")
        assert len(rows) <= lines and caption.start < caption.end
        assert all(len(row) <= characters or " " not in row for row in rows)
        assert caption.start == caption.words[0].start
        assert caption.end >= max(word.end for word in caption.words)
    for one, after in zip(made, made[1:], strict=False):
        assert one.end <= after.start + 1e-9 or one.end == max(w.end for w in one.words)


def test_a_new_line_a_pause_and_a_speaker_begin_anew() -> None:
    words = [
        TimedWord("JOHN:", 0, 0.5, 0, True, "speaker"),
        TimedWord("run", 0, 0.5, 0),
        TimedWord("now", 4, 4.5, 0),
        TimedWord("[bang]", 5, 5.5, 1, True, "effect"),
    ]
    texts = [(one.text, one.start, one.end) for one in captions_of(words)]
    assert texts == [("JOHN: run", 0, 1.0), ("now", 4, 5.0), ("[bang]", 5, 6.0)]


@given(sung(st.just(True)))
def test_times_of_words_come_back_out_of_a_vtt(words) -> None:
    texts = [word.text for word in words]
    found = read_words(vtt_of(captions_of(words)), "a.vtt")
    assert "".join(word.text for word in found) == "".join(texts)
    if [word.text for word in found] == texts:
        assert all(abs(a.start - b.start) <= 0.0011 for a, b in zip(found, words, strict=True))


def test_a_word_that_is_sung_once_more_right_after_its_line_stays() -> None:
    texts = ["a"] * 7 + ["a" * 13] * 2 + ["a"] * 3
    words = [
        TimedWord(text, place / 20, (place + 1) / 20, max(place - 9, 0), True)
        for place, text in enumerate(texts)
    ]
    found = read_words(vtt_of(captions_of(words)), "a.vtt")
    assert [word.text for word in found] == texts


CAPTIONS = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(900, 5000),
              st.lists(st.text(st.sampled_from("abc é'?"), min_size=1, max_size=20), min_size=1,
                       max_size=3)),
    min_size=1, max_size=8,
)  # fmt: skip


@pytest.mark.parametrize("write, name", [(srt_of, "a.srt"), (vtt_of, "a.vtt")])
@given(rows=CAPTIONS)
def test_captions_go_out_and_come_in_alike(write, name, rows) -> None:
    at, made = 0, []
    for gap, length, texts in rows:
        text = "\n".join(" ".join(text.split()) for text in texts if text.strip())
        at += gap
        if text.strip(" ?'\n"):
            made.append(Caption(at / 1000, (at + length) / 1000, text))
        at += length
    if not made:
        return
    found = read_words(write(made), name)
    assert [word.text for word in found] == [part for one in made for part in one.text.split()]
    for number, one in enumerate(made):
        own = [word for word in found if word.line == number]
        assert own[0].start == pytest.approx(one.start, abs=0.001)
        assert own[-1].end == pytest.approx(one.end, abs=0.001)


def test_what_would_break_a_file_goes_out_harmless() -> None:
    one = [Caption(3661.5, 3662.0, "a\n\n1 --> 2\n<b> & c")]
    assert srt_of(one).startswith("1\n01:01:01,500 --> 01:01:02,000\na\n1 \u2192 2\n")
    assert "&lt;b&gt; &amp; c" in vtt_of(one)
    assert [word.text for word in read_words(vtt_of(one), "a.vtt")][-3:] == ["<b>", "&", "c"]

"""Where lines of TextGrids and XML begin and end, and how their files count time."""

import pytest

from bl_ext.user_default.sequence_maker.music.lyrics_files import read_words
from test_words_cues import srt

WORDS = [("Paper", 1.0, 1.4), ("boats,", 1.45, 1.9), ("drift", 3.0, 3.35), ("by.", 3.4, 4.125)]
LINES = [("Paper boats,", 1.0, 1.9), ("drift by.", 3.0, 4.125)]
ALL = [[("Paper", 1.0, 1.4), ("boats,", 1.45, 1.9)], [("drift", 3.0, 3.35), ("by.", 3.4, 4.125)]]


def found(text, name=""):
    lines = {}
    for word in read_words(text, name):
        lines.setdefault(word.line, []).append(
            (word.text, round(word.start, 3), round(word.end, 3))
        )
    return list(lines.values())


def textgrid(*tiers):
    """Return a TextGrid in its short form."""
    rows = ['File type = "ooTextFile"', '"TextGrid"', "0", "5", "<exists>", str(len(tiers))]
    for name, entries in tiers:
        rows += ['"IntervalTier"', f'"{name}"', "0", "5", str(len(entries))]
        rows += [f'{start}\n{end}\n"{text}"' for text, start, end in entries]
    return "\n".join(rows)


@pytest.mark.parametrize("tiers", [
    [("words", WORDS), ("phones", [("P", 1.0, 1.2)]), ("utterances", LINES)],
    [("ann - words", WORDS), ("ann - phones", [("P", 1.0, 1.2)]), ("ann - utterances", LINES)],
    [("ann - phones", [("P", 1.0, 1.2)]), ("ann - words", WORDS[:2]), ("bob - words", WORDS[2:])],
])  # fmt: skip
def test_words_of_tiers_end_their_lines_where_another_tier_or_speaker_does(tiers) -> None:
    assert found(textgrid(*tiers)) == ALL


def test_a_tier_of_sounds_is_none_of_words_whoever_speaks() -> None:
    tiers = ("ann - phones", [("P", 1.0, 1.2)]), ("ann - said", WORDS)
    assert found(textgrid(*tiers)) == [ALL[0] + ALL[1]]


def fragment(entry, inside=""):
    text, start, end = entry
    return f'<fragment begin="{start}" end="{end}"><line>{text}</line>{inside}</fragment>'


def test_elements_of_any_name_with_a_start_and_an_end_are_read_the_innermost_of_them() -> None:
    parts = [
        fragment(
            line, "<children>" + "".join(map(fragment, WORDS[2 * n : 2 * n + 2])) + "</children>"
        )
        for n, line in enumerate(LINES)
    ]
    assert found(f"<map>{''.join(parts)}</map>") == ALL
    lines = found(f"<map>{''.join(map(fragment, LINES))}</map>")
    assert [[word[0] for word in line] for line in lines] == [["Paper", "boats,"], ["drift", "by."]]


def test_what_only_names_its_texts_is_refused_as_xml() -> None:
    row = '<par><text src="a.html#f1"/><audio clipBegin="0:00:01" clipEnd="0:00:02"/></par>'
    with pytest.raises(ValueError, match="a .ttml has paragraphs such as"):
        read_words(f'<smil version="3.0"><body>{row}</body></smil>', "a.smil")


TT = '<tt xmlns:p="http://www.w3.org/ns/ttml#parameter" {}><body><div>{}</div></body></tt>'


@pytest.mark.parametrize("given, start, end", [
    ('p:timeBase="smpte" p:frameRate="24" p:frameRateMultiplier="1000 1001"', 60.060, 60.561),
    ('p:timeBase="smpte" p:frameRate="30" p:frameRateMultiplier="1000 1001" p:dropMode="dropNTSC"',
     60.0, 60.4),
    ('p:timeBase="smpte" p:frameRate="24"', 60.0, 60.5),
    ('p:timeBase="media" p:frameRate="24" p:frameRateMultiplier="1000 1001"', 60.0, 60.5005),
])  # fmt: skip
def test_seconds_of_frames_last_as_long_as_their_frames(given, start, end) -> None:
    row = '<p begin="00:01:00:00" end="00:01:00:12">hey</p>'
    word = read_words(TT.format(given, row), "a.itt")[0]
    assert (word.start, word.end) == (
        pytest.approx(start, abs=0.001),
        pytest.approx(end, abs=0.001),
    )


def test_what_is_sung_behind_in_brackets_is_sung() -> None:
    row = '<p begin="1.0" end="2.0"><span begin="1.0" end="1.5">so</span>'
    row += '<span role="x-bg"><span begin="1.5" end="2.0">(ooh)</span></span></p>'
    alone = '<p begin="3.0" end="4.0">(oh yeah)</p>'
    given = 'xmlns:i="http://music.apple.com/lyric-ttml-internal" i:timing="Word"'
    assert {word.kind for word in read_words(TT.format(given, row + alone), "a.ttml")} == {"word"}
    assert {word.kind for word in read_words(TT.format("", alone), "a.ttml")} == {"effect"}


def test_rows_in_a_window_last_to_the_next_ones() -> None:
    row = '<p t="1000" d="9000" w="1"><s>one</s></p><p t="3000" d="9000" w="1"><s>two</s></p>'
    lines = found(f'<timedtext format="3"><body>{row}</body></timedtext>')
    assert lines[0][0][:2] == ("one", 1.0) and lines[0][0][2] <= 3.0


def test_captions_that_all_stay_until_after_the_next_ones_end_where_those_begin() -> None:
    cues = [(f"la {word}", 2.0 * n, 2.0 * n + 3.5) for n, word in enumerate("abcde")]
    lines = found(srt(cues), "a.srt")
    assert [line[-1][2] for line in lines] == [2.0, 4.0, 6.0, 8.0, 11.5]


def test_voices_that_lie_over_each_other_now_and_then_stay_as_long_as_they_are() -> None:
    cues = [("la a", 0.0, 2.0), ("la b", 1.5, 3.0), ("la c", 4.0, 5.0), ("la d", 6.0, 7.0)]
    assert found(srt(cues), "a.srt")[0][-1][2] == 2.0

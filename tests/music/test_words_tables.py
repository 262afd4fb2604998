"""Tables of words: what parts their cells, what their columns are called, and what is refused."""

import pytest

from bl_ext.user_default.sequence_maker.music.lyrics_files import read_lines, read_words


def lines(text, name=""):
    """Return the words of each line, with their times."""
    found = {}
    for word in read_words(text, name):
        found.setdefault(word.line, []).append((word.text, round(word.start, 3)))
    return list(found.values())


def test_each_row_of_several_words_is_a_line() -> None:
    text = 'start,end,text\n1000,2000,"so, ""here"" we go"\n3000,4000,"two\nrows"\n'
    said = [[word for word, _ in line] for line in lines(text, "a.csv")]
    assert said == [["so,", '"here"', "we", "go"], ["two", "rows"]]


def test_words_of_another_speaker_begin_a_line() -> None:
    rows = ["1.0,1.4,hey,words,ann", "1.5,1.9,you,words,ann", "2.0,2.4,what,words,bob"]
    said = lines("\n".join(["Begin,End,Label,Type,Speaker", *rows]), "a.csv")
    assert said == [[("hey", 1.0), ("you", 1.5)], [("what", 2.0)]]


def test_quotes_that_are_escaped_belong_to_the_text() -> None:
    found = lines('start,end,text\n1000,2000,"\\"hey\\" you"\n', "a.csv")
    assert [word for word, _ in found[0]] == ['"hey"', "you"]


def test_whole_seconds_of_a_label_stay_seconds() -> None:
    found = read_words("1\t2\thello\n3\t4\tworld\n", "a.txt")
    assert [(word.start, word.end) for word in found] == [(1, 2), (3, 4)]


def test_a_head_alone_does_not_make_milliseconds_of_seconds() -> None:
    found = read_words("start\tend\ttext\n1.0\t2.5\thello\n", "a.tsv")
    assert [(word.start, word.end) for word in found] == [(1.0, 2.5)]


def test_a_label_without_a_text_ends_the_word_before() -> None:
    text = "1.0\t1.0\tone\n2.0\t2.0\ttwo\n2.7\t2.7\t\n"
    assert [(word.text, word.end) for word in read_words(text)] == [("one", 2.0), ("two", 2.7)]


def test_a_bad_row_costs_itself_alone_and_is_told() -> None:
    found = read_lines("start,end,text\nsoon,later,no\n1.0,2.0,yes\n", "a.csv")
    assert [word.text for word in found.words] == ["yes"]
    assert found.notes == ['line 2, "soon,later,no", was not understood and is left out']


@pytest.mark.parametrize("name, text, said", [
    ("a.csv", "start,end,text\nsoon,later,no\n", 'line 2, "soon,later,no",'),
    ("names.tsv", "1.000\t1.900\tf000001\n1.900\t2.900\tf000002\n", "line 1,"),
    ("frames.csv", "Speaker Name,Start Time,End Time,Text\nAnn,00:00:01:00,00:00:02:00,hey\n",
     "line 2,"),
    ("a.txt", "1, 2, 3, go\nthen stay\n", 'line 1, "1, 2, 3, go",'),
])  # fmt: skip
def test_what_has_no_times_or_no_words_is_refused_with_what_was_expected(name, text, said) -> None:
    with pytest.raises(ValueError, match="there are no timed words") as caught:
        read_words(text, name)
    assert said in str(caught.value) and "a row of a table is a start, an end" in str(caught.value)

"""JSON as recognizers and sites write it: where lines end, what is said twice, what has no time."""

import json

import pytest

from bl_ext.user_default.sequence_maker.music.lyrics_files import read_lines, read_words

WORDS = [("Paper", 1.0, 1.4), ("boats,", 1.45, 1.9), ("drift", 3.0, 3.35), ("by.", 3.4, 4.125)]
LINES = [("Paper boats,", 1.0, 1.9), ("drift by.", 3.0, 4.125)]
ALL = [[("Paper", 1.0, 1.4), ("boats,", 1.45, 1.9)], [("drift", 3.0, 3.35), ("by.", 3.4, 4.125)]]


def words(text="word", start="start", end="end", of=WORDS, scale=1.0, **more):
    """Return words as entries under keys of these names."""
    return [{text: word, start: scale * a, end: scale * b, **more} for word, a, b in of]


def texts(text="text", start="start", end="end", scale=1.0, **more):
    return words(text, start, end, LINES, scale, **more)


def found(data):
    lines = {}
    for word in read_words(json.dumps(data)):
        lines.setdefault(word.line, []).append(
            (word.text, round(word.start, 3), round(word.end, 3))
        )
    return list(lines.values())


def ticks(time):
    return round(time * 1e7)


def spoken(of=WORDS):
    return {"alternatives": [{"transcript": "a text", "words": words(of=of)}]}


def items(of=WORDS):
    return [
        {"type": "pronunciation", "alternatives": [{"content": word}], "start_time": str(a),
         "end_time": str(b)} for word, a, b in of
    ]  # fmt: skip


def azure(of):
    return [{"Word": w, "Offset": ticks(a), "Duration": ticks(b - a)} for w, a, b in of]


SENTENCES = [{"sentences": [{"text": text, "start": a, "end": b}]} for text, a, b in LINES]
LINED = {
    "OpenAI": {"text": "a text", "words": words(), "segments": texts(tokens=[1, 2])},
    "AssemblyAI": {"words": words("text"), "utterances": [
        {**line, "words": words("text", of=WORDS[2 * n : 2 * n + 2])}
        for n, line in enumerate(texts())]},
    "Deepgram's paragraphs": {"results": {"channels": [{"alternatives": [
        {"words": words(), "paragraphs": {"transcript": "a", "paragraphs": SENTENCES}}]}]}},
    "Deepgram's utterances": {"results": {
        "channels": [spoken()], "utterances": texts("transcript")}},
    "Deepgram's channels": {"results": {"channels": [spoken(WORDS[:2]), spoken(WORDS[2:])]}},
    "Deepgram's stream": [
        {"type": "Results", "start": 1.0, "channel": spoken(WORDS[:2])},
        {"type": "Results", "start": 3.0, "channel": spoken(WORDS[2:])}],
    "AWS": {"results": {"transcripts": [{"transcript": "a"}], "items": items(), "audio_segments": [
        {"transcript": text, "start_time": str(a), "end_time": str(b), "items": [0, 1]}
        for text, a, b in LINES]}},
    "AWS's channels": {"results": {"channel_labels": {"number_of_channels": 2, "channels": [
        {"channel_label": "ch_0", "items": items(WORDS[:2])},
        {"channel_label": "ch_1", "items": items(WORDS[2:])}]}}},
    "Google's speakers": {"results": [spoken(WORDS[:2]), spoken(WORDS[2:]), spoken()]},
    "Google's films": {"annotationResults": [{"speechTranscriptions": [
        spoken(WORDS[:2]), spoken(WORDS[2:])]}]},
    "Azure": [
        {"Offset": ticks(1.0), "Duration": ticks(0.9), "DisplayText": "a",
         "NBest": [{"Display": "a", "Words": azure(WORDS[:2])}]},
        {"Offset": ticks(3.0), "Duration": ticks(1.125), "DisplayText": "b",
         "NBest": [{"Display": "b", "Words": azure(WORDS[2:])}]}],
    "Azure's milliseconds": {"phrases": [
        {"offsetMilliseconds": 1000, "durationMilliseconds": 900, "text": "a", "words": [
            {"text": w, "offsetMilliseconds": 1000 * a, "durationMilliseconds": 1000 * (b - a)}
            for w, a, b in part]} for part in (WORDS[:2], WORDS[2:])]},
    "Speechmatics' speakers": {"results": [
        {"type": "word", "start_time": a, "end_time": b,
         "alternatives": [{"content": word, "speaker": f"S{n // 2}"}]}
        for n, (word, a, b) in enumerate(WORDS)]},
    "AWS's speakers": {"results": {"items": [
        {**item, "speaker_label": f"spk_{n // 2}"} for n, item in enumerate(items())]}},
    "ElevenLabs' speakers": {"words": [
        {"text": word, "type": "word", "start": a, "end": b, "speaker_id": f"s{n // 2}"}
        for n, (word, a, b) in enumerate(WORDS)]},
    "AssemblyAI's speakers and sentences": {
        "words": [{**word, "speaker": "A"} for word in words()], "sentences": texts()},
    "a list of tiers": {"xmin": 0, "tiers": [
        {"class": "IntervalTier", "name": "phones", "entries": [[1.0, 1.2, "P"]]},
        {"class": "IntervalTier", "name": "words of Ann",
         "entries": [[a, b, word] for word, a, b in WORDS[:2]]},
        {"class": "IntervalTier", "name": "words of Bob",
         "entries": [[a, b, word] for word, a, b in WORDS[2:]]}]},
}  # fmt: skip


@pytest.mark.parametrize("name", LINED)
def test_words_have_their_times_and_lines_end_where_the_file_says(name) -> None:
    assert found(LINED[name]) == ALL


@pytest.mark.parametrize("data", [
    {"snippets": texts()},
    {"recognizedPhrases": [
        {"offset": f"PT{a}S", "duration": f"PT{b - a:.3f}S", "nBest": [
            {"lexical": text.lower(), "display": text}]} for text, a, b in LINES]},
    {"events": [{"tStartMs": 1000 * a, "dDurationMs": 1000 * (b - a), "segs": [{"utf8": text}]}
                for text, a, b in LINES]},
])  # fmt: skip
def test_lines_last_as_long_as_they_say(data) -> None:
    lines = found(data)
    assert [[word[0] for word in line] for line in lines] == [["Paper", "boats,"], ["drift", "by."]]
    assert [(line[0][1], line[-1][2]) for line in lines] == [(1.0, 1.9), (3.0, 4.125)]


def test_rolling_rows_last_to_the_next_and_not_as_long_as_they_are_shown() -> None:
    rows = [{"tStartMs": 1000, "dDurationMs": 9000, "wWinId": 1, "segs": [{"utf8": "one"}]}]
    rows.append({"tStartMs": 3000, "dDurationMs": 9000, "wWinId": 1, "segs": [{"utf8": "two"}]})
    assert found({"events": rows})[0][0][2] <= 3.0


def test_a_word_of_which_nobody_tells_who_says_it_goes_on_with_the_line() -> None:
    rows = words()
    for place, speaker in ((0, "A"), (1, "A"), (3, "A")):
        rows[place]["speaker"] = speaker
    assert found({"segments": [{"start": 1.0, "end": 5.0, "words": rows}]}) == [ALL[0] + ALL[1]]


def test_two_channels_that_say_the_same_say_it_once() -> None:
    late = [(word, a + 0.04, b + 0.04) for word, a, b in WORDS]
    assert found({"results": {"channels": [spoken(), spoken(late)]}}) == [ALL[0] + ALL[1]]


def test_what_was_not_sure_yet_is_passed_over() -> None:
    first = {"partial": "paper", "partial_result": words(of=WORDS[:1])}
    assert found([first, {"result": words(of=WORDS[:2])}]) == ALL[:1]


def test_places_in_the_text_are_no_times() -> None:
    rows = [{"word": "hi", "start": 1.0, "end": 1.5, "startOffset": 0, "endOffset": 2}]
    rows.append({"word": "lost", "case": "not-found-in-audio", "startOffset": 60, "endOffset": 64})
    assert [(w.text, w.start < 3) for w in read_words(json.dumps({"words": rows}))] == [
        ("hi", True), ("lost", True)]  # fmt: skip


def test_a_time_of_which_all_parts_are_left_out_is_the_beginning() -> None:
    rows = [{"word": "Hi", "startTime": {}, "endTime": {"nanos": 500000000}}]
    lines = read_lines(json.dumps({"results": [{"alternatives": [{"words": rows}]}]}))
    assert [(w.text, w.start, w.end, w.exact) for w in lines.words] == [("Hi", 0.0, 0.5, True)]
    assert lines.notes == []


def test_lyrics_inside_another_answer_are_read() -> None:
    data = {"lrc": {"version": 1, "lyric": "[00:01.00]one\n[00:02.00]"}, "tlyric": {"lyric": ""}}
    assert found(data) == [[("one", 1.0, 2.0)]]


@pytest.mark.parametrize("data, said", [
    ({"id": 1, "plainLyrics": "Paper boats,\ndrift by.", "syncedLyrics": None},
     '"plainLyrics: Paper boats," is no word with a time'),
    ({"results": [{"alternatives": [{"transcript": "Paper boats"}]}]},
     '"transcript: Paper boats" is no word with a time'),
])  # fmt: skip
def test_what_has_no_times_is_told_by_its_text(data, said) -> None:
    with pytest.raises(ValueError, match="JSON is written such as") as caught:
        read_words(json.dumps(data))
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["[1000,900](1000,400,0)Paper\n", "[10][19]Paper|boats\n"])
def test_other_kinds_of_brackets_are_not_called_json(text) -> None:
    with pytest.raises(ValueError, match="line 1, ") as caught:
        read_words(text)
    assert "JSON" not in str(caught.value)

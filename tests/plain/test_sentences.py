"""Sentences from templates: none is read wrongly, whatever of them is read at all."""

from command_score import flat
from plain_world import reading
from sentences import TURNED, sentences


def _wrong(text: str, wanted: list) -> bool:
    found = reading(text)
    got = flat([(call.name, call.arguments) for call in found.calls])
    return found.kind == "certain" and got != flat(wanted)


def test_of_thousands_of_sentences_none_is_read_wrongly_and_nearly_all_are_read():
    rows = list(sentences())
    assert len({text for text, _ in rows}) >= 2500
    wrong = [(text, reading(text).calls) for text, wanted in rows if _wrong(text, wanted)]
    assert not wrong, wrong[:10]
    unread = [text for text, _ in rows if reading(text).kind != "certain"]
    assert len(unread) <= len(rows) / 50, unread[:20]


def test_with_a_word_that_turns_the_sense_nothing_is_done_or_proposed():
    rows = [text for text, _ in sentences()][::29]
    turned = [form.format(text=text) for text in rows for form in TURNED]
    meant = [(text, reading(text).calls) for text in turned if reading(text).calls]
    assert not meant, meant[:10]


def test_two_sentences_in_one_message_are_the_calls_of_both():
    rows = list(sentences())[::17]
    for (one, first), (other, second) in zip(rows, rows[1:], strict=False):
        found = reading(f"{one}; then {other}")
        if found.kind == "certain":
            got = flat([(call.name, call.arguments) for call in found.calls])
            assert got == flat(first) + flat(second), (one, other, found.calls)

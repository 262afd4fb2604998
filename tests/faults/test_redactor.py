"""Secrets are taken out of any text: in parts, in any form, cut anywhere; words stay words."""

import json

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.faults.redactor import MARK, Redactor
from bl_ext.user_default.sequence_maker.chat.faults.unescaped import Unescaped
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from secret_places import FORMS, RUN, forms, found_in, in_json, keys

KEY = "sk-proj-4pQ9zT7uV2wX8yA1bC3dE5fG"
LOOSE = st.text(st.sampled_from("abcxyz019 -_.{}\"'\\%&u/\n\u00e9\u0130\U0001f3b5"), max_size=20)
PLAIN = ("ollama", "none", "lm-studio", "EMPTY", "not-needed", "no-key", "test", "sk-1234", "x")


@given(keys, forms, LOOSE, LOOSE)
@example("AIza0aaaa0aaaaa", "escapes", "\\", "")
@example(KEY, "percent", "%", "%")
def test_no_run_of_a_key_is_left_in_a_text(key: str, form: str, before: str, behind: str) -> None:
    said = f"{before} {FORMS[form](key)}{behind}"
    told = Redactor([key]).text(said)
    assert found_in(told, key) == [] and MARK in told
    assert found_in(said, key, 6), "the search itself must see the key"


@given(keys, forms, LOOSE, LOOSE, st.lists(st.integers(1, 9), min_size=1, max_size=30))
def test_in_pieces_a_text_comes_out_as_it_does_whole(
    key: str, form: str, before: str, behind: str, sizes: list[int]
) -> None:
    redactor = Redactor([key])
    said = f"{before}{FORMS[form](key)}{behind}{key[:9]} {FORMS[form](key)}{key}{before}"
    stream, told, rest = redactor.stream(), list[str](), said
    while rest:
        size = sizes[len(told) % len(sizes)]
        told.append(stream.add(rest[:size]))
        rest = rest[size:]
    told.append(stream.add("", last=True))
    assert "".join(told) == redactor.text(said)
    for number in range(len(told)):
        assert found_in("".join(told[:number]), key) == [], "not even for a moment"


@given(keys, st.text(max_size=200))
def test_what_has_nothing_of_a_key_stays_as_it_is(key: str, text: str) -> None:
    assume(not any(sign in text for sign in key))
    redactor = Redactor([key])
    assert redactor.text(text) == text
    stream = redactor.stream()
    assert "".join(map(stream.add, text)) + stream.add("", last=True) == text


@given(keys, forms, st.sampled_from('nrtbfu"/'))
def test_arguments_stay_json(key: str, form: str, escape: str) -> None:
    escaped = {"u": "\\u0041"}.get(escape, f"\\{escape}")
    said = f'{{"name": "{escaped}{in_json(FORMS[form](key))}{escaped}", "channel": 1}}'
    assert json.loads(said)["channel"] == 1
    told = Redactor([key]).text(said)
    assert found_in(told, key) == [] and found_in(json.loads(told)["name"], key) == []


@given(keys, forms)
def test_a_value_is_clean_in_names_numbers_and_depths(key: str, form: str) -> None:
    said = FORMS[form](key)
    value = {said: [{"x": [said, 3, 0.5, True, None]}], "more": {"a": {said: said}}}
    told = Redactor([key]).value(value)
    assert found_in(json.dumps(told), key) == []
    assert [3, 0.5, True, None] == told[next(iter(told))][0]["x"][1:]
    deep: object = said
    for _ in range(900):
        deep = [deep]
    assert found_in(json.dumps(Redactor([key]).value({"odd": deep})), key) == []
    assert Redactor(["123456789012345"]).value([123456789012345, 12]) == [MARK, 12]


@pytest.mark.parametrize("word", PLAIN)
def test_a_word_that_stands_for_a_key_stays_a_word(word: str) -> None:
    text = f"I am {word}, {word[::-1]}; {word.upper()} is no secret, {word}"
    redactor = Redactor([word])
    assert not redactor and redactor.text(text) == text


def test_a_short_key_of_letters_and_digits_goes_as_a_whole() -> None:
    redactor = Redactor(["aB3dE6gH9"])
    assert (
        redactor.text("It is aB3dE6gH9, aB3dE6gH or 9Hg6Ed3Ba.")
        == f"It is {MARK}, aB3dE6gH or {MARK}."
    )
    assert redactor.text(b"aB3dE6gH9".hex()) == MARK


def test_own_headers_are_secrets_but_for_those_that_are_words() -> None:
    headers = (
        ("Authorization", f"Basic {KEY[8:]}"),
        ("X-Title", "Sequence Maker"),
        ("HTTP-Referer", "https://www.example.com/lights"),
        ("X-Team", "department-of-lights"),
    )
    there = Endpoint("x", "https://example.com/v1", "m", "", headers=headers)
    kept = "See https://www.example.com/lights of Sequence Maker: department of"
    assert there.redacted(kept) == kept
    assert there.redacted(f"no {KEY[8:]}, {KEY[9:22]}") == f"no {MARK}, {MARK}"
    assert there.redacted("no department-of-lights") == f"no {MARK}"


def test_making_one_costs_nothing_and_shows_nothing() -> None:
    redactor = Redactor([KEY])
    assert redactor._table is None and KEY[:RUN] not in repr(redactor)
    there = Endpoint("x", "https://example.com/v1", "m", KEY)
    assert KEY not in repr(there) and there == Endpoint("x", "https://example.com/v1", "m", KEY)


@given(LOOSE)
def test_every_place_of_a_text_whose_escapes_are_read_is_known(text: str) -> None:
    read = Unescaped(text)
    places = [read.place(index) for index in range(len(read.text) + 1)]
    assert places == sorted(set(places)) and places[0] == 0 and places[-1] == len(text)

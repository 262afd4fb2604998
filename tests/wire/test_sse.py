"""The reader of server-sent events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.wire import sse
from playback_server import pieces


def read(body: bytes, size: int = 0) -> list[tuple[str, str]]:
    return [(event.name, event.data) for event in sse.events(pieces(body, size))]


@pytest.mark.parametrize("size", [0, 1, 2, 3])
@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_every_line_end_is_one_line_end(end: bytes, size: int) -> None:
    body = end.join([b"event: a", b"data: 1", b"data:2", b"", b"data:  3", b"", b""])
    assert read(body, size) == [("a", "1\n2"), ("", " 3")]


@pytest.mark.parametrize("size", [0, 1, 2])
def test_a_byte_order_mark_is_skipped_only_in_front(size: int) -> None:
    body = "\ufeffdata: a\n\ndata: \ufeffb\n\n".encode()
    assert read(body, size) == [("", "a"), ("", "\ufeffb")]


def test_comments_and_unknown_fields_are_passed_over() -> None:
    assert read(b": hello\nid: 7\nretry: 5\nfoo\ndata: x\n\n: bye\n\n") == [("", "x")]


def test_an_event_without_data_is_none() -> None:
    assert read(b"event: ping\n\ndata: x\n\n") == [("", "x")]


def test_empty_data_is_an_event() -> None:
    assert read(b"data\n\ndata:\n\n") == [("", ""), ("", "")]


def test_the_last_event_needs_no_blank_line_but_says_so() -> None:
    assert list(sse.events([b"data: a\n\ndata: b"])) == [("", "a", True), ("", "b", False)]


def test_a_character_cut_by_the_end_does_not_raise() -> None:
    assert list(sse.events(["data: ü".encode()[:-1]])) == [("", "\ufffd", False)]


def test_an_empty_stream_has_no_events() -> None:
    assert read(b"") == read(b"\n\n\n") == read(b"\xef\xbb\xbf") == []


def test_bytes_that_are_not_utf8_are_our_error() -> None:
    with pytest.raises(sse.StreamError) as caught:
        read(b"data: \xff\xfe\n\n")
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize("body", [b"x" * 200, b"data: " + b"y" * 200 + b"\n\n", b"data: z\n" * 60])
@pytest.mark.parametrize("size", [0, 7])
def test_lines_and_events_have_a_limit(body: bytes, size: int) -> None:
    with pytest.raises(sse.StreamError) as caught:
        list(sse.events(pieces(body, size), limit=100))
    assert caught.value.code == "too_large"


def test_an_endless_line_is_refused_before_it_fills_the_memory() -> None:
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield b"a" * 1024

    with pytest.raises(sse.StreamError):
        list(sse.events(endless(), limit=10 * 1024))
    assert taken <= 11


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8"))), st.data())
def test_the_split_never_matters(texts: list[str], data: st.DataObject) -> None:
    end = data.draw(st.sampled_from(["\n", "\r", "\r\n"]))
    body = "".join(f"data: {text}{end}{end}" for text in texts).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=20)))
    parts = [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]
    assert [event.data for event in sse.events(parts)] == texts


@given(st.lists(st.binary()))
def test_any_bytes_give_events_or_our_error(parts: list[bytes]) -> None:
    try:
        for event in sse.events(parts):
            event.data.encode()
    except sse.StreamError as error:
        assert error.message

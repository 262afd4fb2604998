"""Server-sent events from bytes that may be cut anywhere."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..faults.fault import StreamError

MAX_BYTES = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"


class ServerEvent(NamedTuple):
    """One event; `whole` is False if the stream ended before the blank line that closes it."""

    name: str
    data: str
    whole: bool = True


def events(chunks: Iterable[bytes], limit: int = MAX_BYTES) -> Iterator[ServerEvent]:
    """Yield the events of a byte stream.

    Args:
        chunks: The body in pieces of any size.
        limit: Longest line and longest event, in bytes.

    Yields:
        Each event that has data, the unfinished last one too.

    Raises:
        StreamError: If a line or event is too long or not UTF-8.
    """
    name, data, size = b"", list[bytes](), 0
    for line, ended in lines(chunks, limit):
        if not line and ended:
            if data:
                yield _event(name, data)
            name, data, size = b"", [], 0
            continue
        field, value = _field(line)
        if field == b"data":
            size += len(value) + 1
            if size > limit:
                raise _too_large(limit)
            data.append(value)
        elif field == b"event":
            name = value
    if data:
        yield _event(name, data, whole=False)


def lines(chunks: Iterable[bytes], limit: int) -> Iterator[tuple[bytes, bool]]:
    r"""Yield (line, ended) for lines that end in `\n`, `\r` or `\r\n`; the last may not be ended.

    Raises:
        StreamError: If a line is longer than `limit` bytes.
    """
    held, after_return = bytearray(), False
    for chunk in _without_bom(chunks):
        if after_return and chunk.startswith(b"\n"):
            chunk = chunk[1:]  # second half of a CRLF that was cut in two
        elif not chunk:
            continue
        after_return = chunk.endswith(b"\r")
        *complete, rest = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for line in complete:
            if len(held) + len(line) > limit:
                raise _too_large(limit)
            yield bytes(held) + line, True
            held.clear()
        held += rest
        if len(held) > limit:
            raise _too_large(limit)
    if held:
        yield bytes(held), False


def _without_bom(chunks: Iterable[bytes]) -> Iterator[bytes]:
    head: bytes | None = b""
    for chunk in chunks:
        if head is None:
            yield chunk
            continue
        head += chunk
        if len(head) >= len(_BOM) or not _BOM.startswith(head):
            yield head.removeprefix(_BOM)
            head = None
    if head:
        yield head


def _field(line: bytes) -> tuple[bytes, bytes]:
    field, _, value = line.partition(b":")
    return field, value.removeprefix(b" ")


def _event(name: bytes, data: list[bytes], whole: bool = True) -> ServerEvent:
    try:
        text = b"\n".join(data).decode("utf-8", "strict" if whole else "replace")
    except UnicodeDecodeError:
        raise StreamError("unreadable", "The server sent an answer that is not UTF-8.") from None
    return ServerEvent(name.decode("utf-8", "replace"), text, whole)


def _too_large(limit: int) -> StreamError:
    return StreamError("too_large", f"The server sent a line of more than {limit} bytes.")

"""Frames: files come from the allowed folders; what is there is listed."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.grouping import END
from ..parts.plain_call import Found
from ..parts.time_spans import told
from .meant import one_time

_NEVER = (
    "color section every period percent index ref span length delta strip amount number".split()
)


def add(clause: Clause) -> Found | None:
    """Read `add the file "Trip/a.mp4" at 10 s`, `append the files "a.mp4" and "b.mp4"`."""
    files = clause.of("quoted")
    if not files or clause.any(*_NEVER) or not clause.has("add"):
        return None
    if not clause.has("file") and not all("." in item.name for item in files):
        return None
    clause.use(*files)
    channels = [number for item in clause.take("channels") for number in item.many]
    if len(channels) > 1:
        return None
    append = any(item.text == "append" for item in clause.items)
    at = one_time(clause, "start", "end", "place")
    if append and at is not None and at.value != END:
        return None
    if at is not None and at.value == END:
        at, append = None, True
    made = call(
        "add_media",
        files=[item.name for item in files],
        channel=channels[0] if channels else None,
        start_time=None if at is None else told(at.value),
        mode="append" if append else None,
    )
    return clause.doing(made)


FRAMES = (
    Frame(
        "add files",
        add,
        tags("file add set at to on and kind:movie kind:image kind:sound song end_of of"),
        ("add_media",),
        (
            (
                'Add the file "Trip/waves.mp4" at 10 s',
                (call("add_media", files=["Trip/waves.mp4"], start_time=10),),
            ),
        ),
        tags("quoted"),
    ),
)

"""Frames: play, pause, stop, and where the playhead goes."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.grouping import END
from ..parts.items import Item
from ..parts.plain_call import Found
from ..parts.time_spans import told

_QUIET = frozenset(
    "color channels section index ref strip every period length delta quoted".split()
)


def play(clause: Clause) -> Found | None:
    """Read `play`, `play it from 1:10`."""
    quiet = (*_QUIET, "span", "end", "number", "percent")
    if clause.any(*quiet) or not clause.has("play") or clause.has("metronome"):
        return None
    back = "back on" in (item.text for item in clause.items)
    if back and clause.has("prop", "segment", "song") or not clause.loose and clause.any("amount"):
        return None
    if clause.has("edge_end", "stop") or any(i.text == "finish" for i in clause.items):
        return None
    if clause.has("origin") and clause.has("play") and not clause.kinds:
        return clause.doing(call("play_audio", start_time=0))
    times = clause.of("start") + clause.of("place")
    times = times or (clause.of("amount") if clause.loose else [])
    if len(times) == 1 and "playhead_time" in times[0].tags:
        clause.use(times[0])
        return clause.doing(call("play_audio"))
    if len(times) == 1 and times[0].role == "start" or _rolls(clause, times):
        clause.use(times[0])
        return clause.doing(call("play_audio", start_time=_time(clause, times[0].value)))
    if len(times) > 1:
        return None
    if not times:
        return clause.doing(call("play_audio")) if _is_meant(clause) else None
    if clause.has("hear") and any("want" in item.text for item in clause.items):
        return _asked(clause, times[0].value)
    if times[0].role == "after" or not clause.has("hear") and not _says_play(clause):
        return None
    clause.use(*times)
    return clause.doing(call("play_audio", start_time=_time(clause, times[0].value)))


def _rolls(clause: Clause, times: list[Item]) -> bool:
    """Tell whether it is `go from 28`, `roll from 40 s`."""
    if len(times) != 1 or times[0].role != "from":
        return False
    verbs = ("go", "roll", "run", "start", "begin", "playback", "rolling", "restart", "again")
    return any(item.text in verbs for item in clause.items)


def _asked(clause: Clause, time: float) -> Found:
    where = "the end" if time == END else f"{time:g} seconds"
    options = (f"play from {where}", f"go to {where}")
    return Found(missing="action", text="Play from there, or only go there?", options=options)


def _says_play(clause: Clause) -> bool:
    return any(
        item.has("play") and item.text not in ("go", "start", "show") for item in clause.items
    )


def _is_meant(clause: Clause) -> bool:
    """Tell whether `go` and `start` are about the playback and nothing else is said."""
    if _says_play(clause):
        return not clause.has("add", "delete", "clear", "pause")
    return clause.has("song") or len([i for i in clause.items if i.kind == "word"]) <= 3


def pause(clause: Clause) -> Found | None:
    """Read `pause`, `freeze the music`."""
    if clause.kinds or not clause.has("pause") or clause.has("metronome"):
        return None
    held = [item.text for item in clause.items if item.has("pause")]
    alone = clause.loose and len([i for i in clause.items if i.kind == "word"]) <= 3
    if set(held) == {"hold"} and not clause.has("song", "playhead") and not alone:
        return None
    return clause.doing(call("pause_audio"))


def stop(clause: Clause) -> Found | None:
    """Read `stop`, `shut the music off`."""
    if clause.kinds - {"place"} or not clause.has("stop") or clause.has("add", "metronome"):
        return None
    verbs = [item.text for item in clause.items if item.has("stop")]
    sure = any(v.split()[0] in ("stop", "stops", "stopped", "halt") or " " in v for v in verbs)
    if not sure and not clause.has("song"):
        return None
    if any(text in ("cut", "end", "kill", "shut") for text in verbs):
        if not any(item.text == "off" for item in clause.items) and "kill" not in verbs:
            return None
    return clause.doing(call("stop_audio"))


def seek(clause: Clause) -> Found | None:
    """Read `jump to 1:30`, `go back to the beginning`."""
    if clause.any(*(_QUIET - {"section", "delta"}), "percent", "span") or not _goes(clause):
        return None
    if clause.has("origin") and not clause.kinds:
        return clause.doing(call("seek_audio", position=0))
    if clause.any("delta"):
        return _step(clause)
    times = clause.of("end") + clause.of("start") + clause.of("place")
    if not times:
        times = [t for t in clause.of("amount") if t.second == 0] or clause.of("section")
        times = times if len(times) == 1 and (times[0].kind != "section" or times[0].second) else []
    if not times:
        times = clause.of("amount") + clause.of("number")
    if len(times) != 1 or times[0].role in ("before", "after"):
        return None
    if times[0].kind == "place" and "playhead_time" in times[0].tags:
        return None
    clause.use(times[0])
    return clause.doing(call("seek_audio", position=_time(clause, times[0].value)))


def _step(clause: Clause) -> Found | None:
    """Go forward or back by an amount."""
    delta = clause.one("delta")
    back = any(i.text in ("back", "rewind", "earlier") or "back" in i.text for i in clause.items)
    clause.use(*(s for s in clause.of("start", "from") if "playhead_time" in s.tags))
    back = back or delta is not None and delta.role == "back"
    if (
        delta is None
        or delta.role not in ("by", "", "back", "ahead")
        or clause.of("start")
        or clause.any("end", "amount")
    ):
        return None
    time = clause.situation.playhead + (-delta.value if back else delta.value)
    return clause.doing(call("seek_audio", position=told(max(0.0, time))))


def _goes(clause: Clause) -> bool:
    """Tell whether a word says that the playhead moves."""
    if any("playhead_time" in i.tags for i in clause.items) or clause.has("playhead"):
        return True
    return clause.has("seek") or any(d.role in ("back", "ahead") for d in clause.of("delta"))


def _time(clause: Clause, time: float) -> float | str:
    return "the end" if time == END else told(time)


_AROUND = "song playhead it all everything to on at from time_noun edge_start edge_end back first "
FRAMES = (
    Frame(
        "stop",
        stop,
        tags(_AROUND + "stop set"),
        ("stop_audio",),
        (("Stop the music", (call("stop_audio"),)),),
        tags("stop"),
    ),
    Frame(
        "pause",
        pause,
        tags(_AROUND + "pause stop set"),
        ("pause_audio",),
        (("Pause", (call("pause_audio"),)),),
        tags("pause"),
    ),
    Frame(
        "play",
        play,
        tags(_AROUND + "play hear set again seek origin move"),
        ("play_audio",),
        (
            ("Play", (call("play_audio"),)),
            ("Play from 10 seconds", (call("play_audio", start_time=10),)),
        ),
        tags("play start"),
    ),
    Frame(
        "seek",
        seek,
        tags(_AROUND + "seek set move origin hear snap playhead back add"),
        ("seek_audio",),
        (("Jump to 1:30", (call("seek_audio", position=90),)),),
        tags("seek place playhead delta"),
    ),
)

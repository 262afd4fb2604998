"""A fault at any line of a write leaves the timeline as it was."""

import logging
import os
import sys
from dataclasses import replace

import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.making import (
    capturing,
    connecting,
    kinds,
    lifting,
    making,
    parking,
    placing,
)
from bl_ext.user_default.sequence_maker.blender.timeline import (
    fades,
    segment_ids,
    segment_places,
    segment_strips,
    strip_keys,
    whole,
    writer,
)
from bl_ext.user_default.sequence_maker.blender.world import (
    change_writer,
    coming_and_going,
    cutting_strips,
)
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.strip import Move
from bl_ext.user_default.sequence_maker.toolkit.commit import commit
from bl_ext.user_default.sequence_maker.toolkit.registry import tool
from timeline_help import FREE, create, effect, picture, strips_of

OURS = (writer, fades, compat, segment_ids, segment_places, segment_strips, strip_keys, whole)
MAKING = (capturing, connecting, kinds, lifting, making, parking, placing)
OTHERS = (*MAKING, change_writer, coming_and_going, cutting_strips)
FILES = {os.path.abspath(module.__file__) for module in (*OURS, *OTHERS)}


WRITES = (writer.Writer.write.__code__, change_writer.ChangeWriter.write.__code__)


class Fault:
    """Raises before the n-th line that the files of a write run, once."""

    def __init__(self, number: int) -> None:
        self.left, self.raised, self.where = number, False, ""

    def __enter__(self) -> "Fault":
        sys.settrace(self._call)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _call(self, frame, event, _):
        return self._line if not self.raised and frame.f_code.co_filename in FILES else None

    def _line(self, frame, event, _):
        if event == "line" and not self.raised and self._within_a_write(frame):
            self.left -= 1
            if self.left == 0:
                self.raised = True
                self.where = f"{os.path.basename(frame.f_code.co_filename)}:{frame.f_lineno}"
                sys.settrace(None)
                raise MemoryError("made by the test")
        return self._line

    @staticmethod
    def _within_a_write(frame) -> bool:
        while frame is not None:
            if frame.f_code in WRITES:
                return True
            frame = frame.f_back
        return False


@tool("write")
def everything(session):
    """Add, split, trim, move, rename, recolor and remove in one change."""
    draft = session.draft()
    a, b, c, d, e = session.timelines.segments()
    draft.add(1, 1.0, 2.0, (1, 2, 3), (4, 5, 6), 9, "Between")  # splits a, a fade
    draft.add(1, 7.0, 9.0, (9, 9, 9))  # trims b
    draft.alter(c, replace(c, channel=3, start=2.0, end=5.0))  # moves a fade
    draft.alter(d, replace(d, end_color=None, name="New name", pixels=None, color=(7, 7, 7)))
    draft.remove(e)
    return (yield from commit(session, draft))


@pytest.fixture
def session(scene):
    """Five segments: fades, pixels, names; and an animated strip of the user's own."""
    found = session_for(scene, FREE)
    create(found, 1, 0, 4, "red", end_color="blue", pixels=5)
    create(found, 1, 4, 8, "blue", name="Mine")
    create(found, 2, 0, 3, "lime", end_color="white")
    create(found, 2, 3, 6, "red", end_color="black", pixels=2, name="Old name")
    create(found, 3, 0, 2, "yellow", end_color="red", pixels=1)
    text = effect(scene, "TEXT", 7, 0, 5, "Words")
    text.blend_alpha = 0.5
    text.keyframe_insert("blend_alpha", frame=3)
    return found


@pytest.fixture
def quiet():
    """No log of hundreds of faults."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def everything_stored(scene):
    """Return all that a write can touch, as it is stored."""
    strips = [
        (
            strip.name,
            strip.type,
            strip.channel,
            compat.frames(strip),
            strip.get(segment_ids.KEY),
            strip.get(writer.PIXELS),
            tuple(round(part, 6) for part in strip.color) if strip.type == "COLOR" else None,
        )
        for strip in strips_of(scene)
    ]
    curves = [
        (
            curve.data_path,
            curve.array_index,
            [(*p.co, p.interpolation) for p in curve.keyframe_points],
        )
        for curve in compat.fcurves(scene) or ()
    ]
    return sorted(strips), sorted(curves)


def test_a_fault_at_any_line_of_a_write_leaves_everything_as_it_was(scene, session, quiet):
    session.timelines.mark()
    before = everything_stored(scene)
    number = 0
    while True:
        number += 1
        job = everything.start(session, {})
        with Fault(number) as fault:
            while not job.step():
                pass
        if not fault.raised:
            break
        assert job.result["ok"] is False and job.result["code"] == "internal_error", fault.where
        assert everything_stored(scene) == before, f"after a fault at {fault.where}"
        assert session.touched == 5 and not session.written[5:]
    assert number > 100, "the write was not traced"
    assert job.result["ok"] is True
    assert [row[:3] for row in picture(session)] == [
        (1, 0, 1), (1, 1, 2), (1, 2, 4), (1, 4, 7), (1, 7, 9), (2, 3, 6), (3, 2, 5),
    ]  # fmt: skip


@tool("write")
def every_kind(session):
    """Move, trim, cut and set strips of other kinds, and write segments and markers beside."""
    draft = session.draft()
    a, *_ = session.seen.segments
    draft.alter(a, replace(a, start=20.0, end=24.0))
    draft.add(9, 0.0, 2.0, (1, 2, 3))
    draft.strips.move([Move("Words", 1.0, 6.0)])
    draft.strips.move([Move("Trimmed", 1.0, 3.0, False)])
    draft.strips.cut("Cut", [3.0])
    draft.set_state("markers", [[1.0, "One"], [2.0, "Two"]], 2)
    return (yield from commit(session, draft))


def test_a_fault_at_any_line_leaves_strips_of_every_kind_and_markers(scene, session, quiet):
    trimmed = effect(scene, "TEXT", 8, 0, 4, "Trimmed")
    trimmed.blend_alpha = 0.5
    trimmed.keyframe_insert("blend_alpha", frame=12)
    effect(scene, "TEXT", 9, 2, 6, "Cut")
    session.timelines.mark()
    before, number = everything_stored(scene), 0
    while True:
        number += 7  # of the many lines each seventh
        job = every_kind.start(session, {})
        with Fault(number) as fault:
            while not job.step():
                pass
        if not fault.raised:
            break
        assert job.result["ok"] is False, fault.where
        assert everything_stored(scene) == before, f"after a fault at {fault.where}"
        assert not len(scene.timeline_markers), f"after a fault at {fault.where}"
    assert number > 200, "the write was not traced"
    assert job.result["ok"] is True and job.result["written"] == 6
    assert len(scene.timeline_markers) == 2

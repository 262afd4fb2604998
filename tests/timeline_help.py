"""The same small world twice, in a list and in Blender, for the contract of the timelines."""

from bl_ext.user_default.sequence_maker.sequence.clock import Transport
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.segment import Obstacle
from bl_ext.user_default.sequence_maker.toolkit.world import Limits, Playback, Session
from bl_ext.user_default.sequence_maker.tools import TOOLS

FREE = Limits(confirm="never")


class TransportPlayer(Transport):
    """A player without Blender."""

    def playback(self) -> Playback:
        state = self.state
        return Playback(state, self.position, self.duration)


class ListWorld:
    """Timelines in memory."""

    def __init__(self) -> None:
        self.timelines = ListTimelines()

    def session(self, limits: Limits = FREE) -> Session:
        return Session(self.timelines, TransportPlayer(60.0), limits)

    def lock(self, channel: int) -> None:
        self.timelines.locks.add(channel)

    def rename(self, channel: int, name: str) -> None:
        self.timelines.channel_names[channel] = name

    def clip(self, channel: int, start: float, end: float, name: str) -> None:
        self.timelines.strips.append(Obstacle(channel, start, end, name))


class StripWorld:
    """Timelines on a scene; clips are text strips."""

    def __init__(self, scene) -> None:
        from bl_ext.user_default.sequence_maker.blender.timeline.strips import StripTimelines

        self.scene = scene
        self.timelines = StripTimelines(scene)

    def session(self, limits: Limits = FREE) -> Session:
        from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for

        return session_for(self.scene, limits)

    def lock(self, channel: int) -> None:
        self.scene.sequence_editor.channels[channel].lock = True

    def rename(self, channel: int, name: str) -> None:
        self.scene.sequence_editor.channels[channel].name = name

    def clip(self, channel: int, start: float, end: float, name: str):
        return effect(self.scene, "TEXT", channel, start, end, name)


def strips_of(scene):
    """Return the top-level strips; 4.2 calls them sequences."""
    editor = scene.sequence_editor
    return editor.strips if hasattr(editor, "strips") else editor.sequences


def effect(scene, kind: str, channel: int, start: float, end: float, name: str, **inputs):
    """Add an effect strip of the user's own; times in seconds."""
    rate = scene.render.fps / scene.render.fps_base
    first, last = (scene.frame_start + round(time * rate) for time in (start, end))
    strips = strips_of(scene)
    known = strips.bl_rna.functions["new_effect"].parameters
    place = {"length": last - first} if "length" in known else {"frame_end": last}
    if "input1" not in known:
        inputs = {key.replace("input", "seq"): strip for key, strip in inputs.items()}
    return strips.new_effect(
        name=name, type=kind, channel=channel, frame_start=first, **place, **inputs
    )


def call(session: Session, name: str, /, **arguments):
    """Run a tool to its end, agreeing to everything."""
    return TOOLS[name].call(session, **arguments)


def create(session: Session, channel=1, start_time=0, end_time=4, color="red", **more):
    """Create one segment and return its id."""
    place = {"channel": channel, "start_time": start_time, "end_time": end_time}
    result = call(session, "create_segment", **place, color=color, **more)
    assert result["ok"], result
    return result["created"][0]["segment_id"]


def picture(session: Session, channel=None):
    """Return the segments as (channel, start, end, color), a fade with both colors."""
    rows = []
    for segment in session.timelines.segments(channel):
        told = segment.described()
        color = told["color"] + (f">{told['end_color']}" if told["end_color"] else "")
        rows.append((segment.channel, told["start_time"], told["end_time"], color))
    return rows


def refused(result, code: str):
    """Check that a result is a refusal of a kind and return it."""
    assert result["ok"] is False and result["code"] == code, result
    assert result["message"]
    return result

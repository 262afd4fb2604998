"""The same strips twice, in a list and in Blender, for the functions of looks."""

from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from timeline_help import FREE, TransportPlayer, create, effect

RATE = 25.0
TITLES = {"A": (2, 0, 4), "B": (2, 4, 8), "C": (2, 8, 12), "Alone": (5, 1, 3)}
"""Channel, start and end of text strips, in seconds."""


class ListLooks:
    """Text strips in memory."""

    def __init__(self) -> None:
        self.timelines = ListTimelines(RATE, 12.0)
        strips = [Strip(n, "text", c, a, b, a) for n, (c, a, b) in TITLES.items()]
        self.scene = ListScene(self.timelines, strips)
        self._session = Session(self.timelines, TransportPlayer(60.0), FREE, scene=self.scene)

    def session(self) -> Session:
        self._session.look_again()
        return self._session

    def mark(self, time: float, name: str) -> None:
        self.scene.user_markers.append((time, name))

    def lock(self, name: str) -> None:
        kept = self.scene.closely(TITLES)
        strips = [Strip(s.name, s.kind, *s.place, locked=s.name == name) for s in kept.values()]
        self.scene.place(strips)


class BlenderLooks:
    """Text strips of a scene."""

    def __init__(self, scene) -> None:
        from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for

        scene.render.fps, scene.render.fps_base = int(RATE), 1.0
        scene.frame_end = scene.frame_start + 299
        self.bpy = scene
        self.strips = {n: effect(scene, "TEXT", c, a, b, n) for n, (c, a, b) in TITLES.items()}
        self._session = session_for(scene, FREE)
        self.timelines, self.scene = self._session.timelines, self._session.scene

    def session(self) -> Session:
        self._session.look_again()
        return self._session

    def mark(self, time: float, name: str) -> None:
        self.bpy.timeline_markers.new(name, frame=self.bpy.frame_start + round(time * RATE))

    def lock(self, name: str) -> None:
        self.strips[name].lock = True


def looks(scene):
    """Return all that may be altered, closely."""
    strips = scene.closely(strip.name for strip in scene.strips())
    shown = {n: (s.place, dict(s.settings), s.inputs) for n, s in strips.items()}
    keys = ("markers", "all_markers", "channels", "frame_range")
    return shown, {key: scene.state(key) for key in keys}


def take_back(session: Session) -> list[tuple[str, str]]:
    """Revert all that was written, as the chat does; what could not be is returned."""
    session.look_again()
    ledger = merged(session.take_written())
    change, left = ledger.revert(session.draft(), session.scene)
    from bl_ext.user_default.sequence_maker.toolkit.policies import respect_the_user

    respect_the_user(session, change)
    session.apply(change)
    return left


def segment(session: Session) -> str:
    """Create a segment of 4 s on channel 7 and return its name."""
    number = create(session, 7, 0, 4)
    return session.seen.by_id[number].name

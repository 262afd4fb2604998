"""What goes along with a prompt: what is pointed at, edits by hand, wishes, memories."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from ...chat.conversation import Conversation
from ...chat.memory import hand_edits
from ...chat.offer.pointed import Pointed
from ...chat.options import Options
from ...sequence.errors import ToolError
from ...toolkit.world import Session
from ..host import compat
from ..host.memory import PerScene
from ..host.scene import timebase_of
from ..settings.preferences import preferences
from ..wishes.wishes_port import SceneWishes
from ..world.sessions import session_for
from . import recollections


class Talk(Protocol):
    """What is asked of a scene's chat."""

    scene_uid: int

    @property
    def conversation(self) -> Conversation:
        """The turns of the open chat."""


class _Last:
    """How a scene looked when its last turn ended; None where there was none."""

    picture: hand_edits.Picture | None = None


_last = PerScene(lambda scene: _Last())


def options(found: Options, chat: Talk, session: Session) -> Options:
    """Return the options of a turn with all that goes along.

    Args:
        found: The limits and manner.
        chat: The chat that the turn is for, not among its turns yet.
        session: The world of the turn; it asks before every change where the person wishes so.
    """
    scene = compat.scene_by_uid(chat.scene_uid)
    recollections.of(scene, chat.conversation)
    wishes = SceneWishes(scene)
    if wishes.asks_always():
        session.limits = replace(session.limits, confirm="always")
    uid, conversation = chat.scene_uid, chat.conversation
    return replace(
        found,
        wishes=wishes.holding(),
        pointed=pointed(scene, session),
        ended=lambda: _ended(found, uid, conversation),
    )


def _ended(found: Options, uid: int, conversation: Conversation) -> None:
    found.ended()
    _note_end(uid, conversation)


def pointed(scene: Any, session: Session) -> Pointed:
    """Return what the person points at, as far as the switches let it go along."""
    switches = preferences().along
    return Pointed(
        bool(switches.song),
        bool(switches.selection),
        bool(switches.playhead),
        marked(scene) if switches.range else None,
        tuple(edits_by_hand(scene, session)) if switches.edits else (),
    )


def marked(scene: Any) -> tuple[float, float, str] | None:
    """Return the preview range, or else the time between selected markers, in seconds."""
    base = timebase_of(scene)
    if scene.use_preview_range:
        first, last = scene.frame_preview_start, scene.frame_preview_end
        return round(base.time_of(first), 4), round(base.time_of(last + 1), 4), "preview"
    frames = [marker.frame for marker in scene.timeline_markers if marker.select]
    if len(frames) > 1 and min(frames) < max(frames):
        return round(base.time_of(min(frames)), 4), round(base.time_of(max(frames)), 4), "markers"
    return None


def edits_by_hand(scene: Any, session: Session | None = None) -> list[str]:
    """Return what was changed since the last turn ended, in sentences; nothing before the first."""
    before = _last.of(scene).picture
    if before is None:
        return []
    return hand_edits.edits(before, _picture(session or session_for(scene)))


def _picture(session: Session) -> hand_edits.Picture:
    strips = session.scene.strips() if session.scene is not None else []
    return hand_edits.picture(session.seen.segments, strips)


def _note_end(uid: int, conversation: Conversation) -> None:
    """Remember how the scene looks now, and keep what is remembered of the talk in it."""
    scene = compat.scene_by_uid(uid)
    if scene is None:
        return
    conversation.remember()
    recollections.store(scene, conversation)
    try:
        _last.of(scene).picture = _picture(session_for(scene))
    except ToolError:
        _last.of(scene).picture = None

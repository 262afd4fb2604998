"""Has clicks on the beats of the song, by which the ear checks them, or takes them away."""

from __future__ import annotations

from ..sequence.errors import ToolError
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.parameters import Flag
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .places.ranges import analyzed, scene_of

STATE = "metronome"


@tool(
    "write",
    tip="Lay clicks over the song, or remove them",
    on="Whether there are clicks",
    needs="strips",
)
def set_metronome(session: Session, on: Flag) -> Steps:
    """Add or remove clicks on the beats.

    Args:
        on: true adds them.
    """
    scene, told = scene_of(session), "Metronome removed"
    if on:
        song = yield from analyzed(session, None)
        if not song.grid.beats:
            hint = "say the tempo first: edit_beat_grid set_tempo"
            raise ToolError("no_beats", f"{song.name!r} has no beat that could click", hint=hint)
        told = f"Metronome on the beats of {song.name}"
    draft = session.draft()
    if bool(scene.state(STATE)) != on:
        text = "add the metronome" if on else "remove the metronome"
        draft.set_state(STATE, on, text=text)
    result = yield from commit(session, draft)
    return result | {"done": told} if result.get("written") else result

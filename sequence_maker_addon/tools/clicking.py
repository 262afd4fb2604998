"""Has clicks on the beats of the song, by which the ear checks them, or takes them away."""

from __future__ import annotations

from ..music.clicks import clicked, mark
from ..music.song import Song
from ..sequence.draft import Draft
from ..sequence.errors import ToolError
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.parameters import Flag
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .places.ranges import scene_of, songs_of
from .places.songs_meant import analyzed

STATE = "metronome"


@tool(
    "write",
    tip="Lay clicks over the song, or remove them",
    on="Whether there are clicks",
    needs="strips",
)
def set_metronome(session: Session, on: Flag) -> Steps:
    """Add or remove clicks on the beats; they follow corrections.

    Args:
        on: true adds them.
    """
    scene, told, wanted = scene_of(session), "Metronome removed", ""
    if on:
        song = yield from analyzed(session, None)
        songs = songs_of(session).every()
        wanted = mark(clicked(songs))
        if not wanted:
            raise _silent(song)
        name = ", ".join(song.name for song in songs)
        told = f"Metronome on the beats of {name}"
    draft = session.draft()
    if (scene.state(STATE) or "") != wanted:
        text = "add the metronome" if on else "remove the metronome"
        draft.set_state(STATE, wanted, text=text)
    result = yield from commit(session, draft)
    return result | {"done": told} if result.get("written") else result


def follow(session: Session, draft: Draft, changed: Song) -> None:
    """Let the metronome click on other beats of a song, where there is one.

    Args:
        session: The world.
        draft: What changes the beats.
        changed: The song as it will be.
    """
    clicks = scene_of(session).state(STATE)
    if not clicks:
        return
    every = songs_of(session).every()
    wanted = mark(clicked([changed if song.name == changed.name else song for song in every]))
    if wanted != clicks:
        draft.set_state(STATE, wanted, text="let the metronome follow")


def _silent(song: Song) -> ToolError:
    if song.grid.beats and song.end <= 0:
        return ToolError("invalid_range", f"{song.name!r} ends before the sequence begins")
    hint = "say the tempo first: edit_beat_grid set_tempo"
    return ToolError("no_beats", f"{song.name!r} has no beat that could click", hint=hint)

"""Turns made and recipes replayed in a small world with a song, which may be another one."""

import time
from dataclasses import replace

from bl_ext.user_default.sequence_maker.blender.chat import readers
from bl_ext.user_default.sequence_maker.chat.conversation import Call, Conversation, Turn
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.planning.recipe_turn import RecipeTurn, recipe_worker
from bl_ext.user_default.sequence_maker.toolkit.jobs import Progress
from bl_ext.user_default.sequence_maker.tools import TOOLS
from bl_ext.user_default.sequence_maker.tools.repeating import recipe_making, recipe_places
from music_world import MusicWorld
from timeline_help import FREE, picture


class Show:
    """A world with a song, in which turns are made, told as recipes and replayed.

    Args:
        factor: By how much slower its song is than the usual one.
        shift: By how many seconds it begins later.
    """

    def __init__(self, factor: float = 1.0, shift: float = 0.0) -> None:
        self.world, self.told = MusicWorld(), []
        if (factor, shift) == (1.0, 0.0):
            return
        sound = self.world.music.sounds[0]
        grid = sound.analysis.grid

        def moved(seconds):
            return shift + factor * (seconds + sound.offset)

        sections = tuple(replace(s, start=moved(s.start), end=moved(s.end)) for s in grid.sections)
        grid = replace(grid, beats=tuple(map(moved, grid.beats)), sections=sections)
        span = {"start": shift, "end": shift + factor * sound.end, "offset": 0.0}
        there = replace(sound, analysis=replace(sound.analysis, grid=grid), **span)
        self.world.music.sounds[0] = there

    def session(self, limits=FREE):
        session = self.world.session(limits)
        readers.tell_of(session, [])
        return session

    def turn(self, *calls, limits=FREE):
        """Carry calls out as a turn, and return it."""
        session, turn = self.session(limits), Turn("go", status="complete")
        for name, given in calls:
            result = TOOLS[name].call(session, **given)
            assert result["ok"], result
            call = Call("1", name, given)
            turn.entries.append(call)
            turn.carried_out(call, result, 0.0, session.take_written())
        return turn

    def recipe(self, turn):
        """Tell a turn as a recipe."""
        return ended(recipe_making.recipe_of(self.session(), turn))["made"]

    def here(self, calls):
        """Tell a recipe for this song."""
        return ended(recipe_places.told_here(self.session(), calls))["here"]

    def replay(self, calls, answer=None, limits=FREE, **options):
        """Carry out calls whose times are seconds; return the record of the turn."""
        session = self.session(limits)
        worker, given = recipe_worker(calls, readers.PLAIN), Options(recipe=calls, **options)
        given = readers.with_closing(given, readers.PLAIN)
        told = Conversation(), "look", session, TOOLS, worker, given, "", self.told.append
        turn = RecipeTurn(*told)
        turn.start()
        deadline = time.monotonic() + 60
        while turn.step(1.0):
            assert time.monotonic() < deadline, turn.status
            if turn.waiting is not None:
                assert answer is not None, turn.waiting.text
                turn.answer(answer)
        return turn.record

    def look(self, recipe, **more):
        """Replay a recipe."""
        return self.replay(self.here(recipe).calls, **more)

    def picture(self, channel=None):
        return picture(self.world.session(), channel)


def ended(steps):
    """Carry a generator of progress to its end."""
    while True:
        try:
            assert isinstance(next(steps), Progress)
        except StopIteration as end:
            return end.value

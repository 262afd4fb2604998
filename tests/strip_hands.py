"""What a person does to strips of any kind, as one checked change each, in either world."""

from collections.abc import Sequence

from bl_ext.user_default.sequence_maker.sequence.strip import Move, Strip
from bl_ext.user_default.sequence_maker.toolkit.policies import respect_the_user
from bl_ext.user_default.sequence_maker.toolkit.world import Session


class StripHands:
    """Moves, cuts and marks on the scene of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def strips(self) -> list[Strip]:
        """Every strip, by channel and time."""
        return self.session.scene.strips()

    def places(self) -> dict[str, tuple[int, float, float]]:
        """Channel, start and end by name."""
        return {s.name: (s.channel, s.start, s.end) for s in self.strips()}

    def move(self, moves: Sequence[Move]) -> None:
        """Move strips, all or nothing."""
        draft = self._draft()
        draft.strips.move(moves)
        self._write(draft)

    def split(self, name: str, times: Sequence[float]) -> list[str]:
        """Cut a strip and return the names of its parts."""
        draft = self._draft()
        draft.strips.cut(name, sorted(set(times)))
        stored = self._write(draft).strips
        parts = sorted((c.after for c in stored), key=lambda strip: strip.start)
        return [strip.name for strip in parts]

    def set_markers(self, markers: Sequence[tuple[float, str]]) -> tuple[int, int]:
        """Replace generated markers; how many came and went."""
        gone = len(self.session.scene.state("markers"))
        draft = self._draft()
        draft.set_state("markers", [list(row) for row in markers])
        self._write(draft)
        return len(self.session.scene.state("markers")), gone

    def _draft(self):
        self.session.look_again()
        return self.session.draft()

    def _write(self, draft):
        change = draft.change()
        respect_the_user(self.session, change)
        return self.session.apply(change)

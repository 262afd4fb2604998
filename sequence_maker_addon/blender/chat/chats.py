"""The chat of every scene while Blender runs: its conversation, its running turn, its figures.

The session's copy of a conversation is the true one; the scene's is written again after undo.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import bpy

from ...chat.conversation import Conversation
from ...chat.metrics import Metrics
from ...chat.options import Options
from ...chat.turn import Observer, RunningTurn
from ...chat.wire.endpoint import Endpoint
from ...chat.worker import Worker
from ...sequence.change import Change
from ...sequence.ledger import Ledger
from ...toolkit.world import Limits
from ..host import compat, damaged, undo_steps
from ..host.memory import PerScene, Why
from ..keeping import chat_journal, open_chat
from ..keeping.chat_shelf import Shelf
from ..permits import spent
from ..plans.turn_kinds import turn_for
from ..wishes import own_secret
from ..world.sessions import changed, seconds_of, session_for
from . import fates, going_along, prompts, readers, scene_metrics

log = logging.getLogger(__name__)


class Busy(RuntimeError):
    """A turn is running in this scene already."""


class Chat:
    """One scene's chats, of which one is open; finds its scene anew, for undo frees scenes.

    Attributes:
        shelf: The chats, and what the scene keeps of them.
        shown: How many of the newest turns are drawn.
        running: The turn that runs, or None.
        pending: Whether something was written that has no undo step yet.
    """

    def __init__(self, scene: Any) -> None:
        self.scene_uid = scene.session_uid
        self.running: RunningTurn | None = None
        self._worker: Worker | None = None
        self._seen = set[int]()  # calls whose ends were noticed
        self._unnoted = False  # whether one of these is not in the journal yet
        self.pending = False
        self._taken_back: list[tuple[Ledger, Change]] = []
        fates.begin(scene)
        self.shelf = Shelf(scene, own_secret.signer(), seconds_of(scene))
        self.shown = open_chat.STEP
        self._totals = scene_metrics.read(scene.sequence_maker.totals)
        self._session = Metrics()

    @property
    def conversation(self) -> Conversation:
        """The turns of the open chat as far as they are loaded, the running one last."""
        return self.shelf.conversation

    @property
    def scene(self) -> Any:
        """The scene, or None when it is gone."""
        return compat.scene_by_uid(self.scene_uid)

    def send(
        self,
        prompt: str,
        endpoint: Endpoint,
        options: Options,
        limits: Limits,
        observer: Observer = lambda event: None,
        worker: Worker | None = None,
    ) -> RunningTurn:
        """Start a turn; `pump` carries it on.

        Raises:
            Busy, EndpointError or ToolError: If one runs, the endpoint cannot be used, or the scene
                cannot be written; nothing was sent.
        """
        if self.running is not None:
            raise Busy("a turn is running; stop it or wait for its end")
        endpoint.check()
        prompt = prompts.checked(prompt, endpoint)
        turns, session = self.conversation.turns, session_for(self.scene, limits)
        session.timelines.mark()
        session.shown_notices, self._taken_back = self.conversation.notices, session.taken_back
        readers.tell_of(session, turns)
        self._worker = worker or readers.worker(endpoint, prompt, session, turns, options)
        options = readers.with_closing(options, self._worker.endpoint)
        options = going_along.options(options, self, session)
        anew = partial(readers.corrected, self._worker, prompt, session, turns)
        given = self.conversation, prompt, session, self._worker, options
        where = readers.place_of(self._worker.endpoint)
        turn = self.running = turn_for(self.scene, *given, where, observer, anew)
        self._guarded(turn.start)
        self.store()
        return turn

    def pump(self, budget: float = 0.008) -> bool:
        """Carry the running turn on for about `budget` seconds; return whether one still runs."""
        turn = self.running
        if turn is None:
            return False
        if self.scene is None:
            turn.cancel("The scene is gone")
        self._guarded(lambda: turn.step(budget))
        self._note_writes(turn)
        if not turn.active:
            self._finish()
        return self.running is not None

    def cancel(self, message: str = "Cancelled", code: str = "cancelled") -> None:
        """End the running turn, if any; what is done stays done."""
        if self.running is not None:
            self.running.cancel(message, code)
            self._finish()

    def end(self, why: Why) -> None:
        """Cancel the running turn, and wait a little for its thread.

        What it has written gets an undo step, unless a file is loaded: 4.2 crashes on that.
        """
        self.pending = self.pending and why is not Why.FILE
        self.cancel(f"Cancelled: {why.value}")
        if self._worker is not None:
            self._worker.close(timeout=1.0)

    def clear(self, name: str = "") -> None:
        """Begin another chat, which is empty; the one before stays on the list."""
        self.cancel()
        self.shelf.begin(self.scene, name)
        self.store()

    def show_older(self) -> int:
        """Show more of the older turns, loading them if need be; return how many came."""
        came = 0
        if self.shown + open_chat.STEP > len(self.conversation.turns):
            came = self.shelf.load_older(self.scene)
        self.shown += open_chat.STEP
        return came

    @property
    def is_foreign(self) -> bool:
        """Whether turns are there that were not made on this computer, nor continued on it."""
        return any(turn.origin == "foreign" for turn in self.conversation.turns)

    def go_on(self) -> int:
        """Let a chat that a file brought be quoted to a model; return how many of its turns."""
        count = self.shelf.quote()
        self.store()
        return count

    def push_pending(self) -> bool:
        """Give what the running turn has written an undo step of its own."""
        if not self.pending or self.running is None:
            return False
        self._push(self.running)
        return True

    def store(self, again: bool = False) -> None:
        """Write what is new of chats and figures into the scene, after an undo all of it."""
        scene = self.scene
        if scene is None or not compat.is_editable(scene):
            return
        damaged.keep(scene)
        kept, turns = scene.sequence_maker, self.conversation.turns
        self.shelf.write(scene, again)
        chat_journal.note(scene, self.shelf)
        requests = [metrics for turn in turns for metrics in turn.requests]
        scene_metrics.write(kept.last_request, requests[-1] if requests else Metrics())
        scene_metrics.write(kept.last_turn, turns[-1].metrics if turns else Metrics())
        scene_metrics.write(kept.session, self._session)
        scene_metrics.write(kept.totals, self._totals)
        spent.store(scene)

    def _guarded(self, work: Callable[[], Any]) -> None:
        """Do a piece of the running turn; one that raises is over, and the chat goes on."""
        try:
            work()
        except Exception:
            log.exception("a turn failed")
            message = "Something went wrong in Sequence Maker; see the system console."
            assert self.running is not None
            self.running.cancel(message, "internal")

    def _note_writes(self, turn: RunningTurn) -> None:
        done = [call for call in turn.record.calls if call.result is not None]
        fresh = [call for call in done if id(call) not in self._seen]
        self.pending |= any(changed(call.result) for call in fresh)
        self._unnoted |= bool(fresh)
        if self._unnoted and self.scene is not None and chat_journal.is_due():
            self._unnoted = False
            self.shelf.keep(self.scene)
            chat_journal.note(self.scene, self.shelf)
        self._seen = {id(call) for call in done}

    def _finish(self) -> None:
        turn, self.running = self.running, None
        assert turn is not None
        if self._worker is not None:
            self._worker.close(timeout=0.2)
        self._seen, self._unnoted = set(), False
        self._totals = scene_metrics.added(self._totals, turn.record.requests)
        self._session = scene_metrics.added(self._session, turn.record.requests)
        spent.note(self.scene, turn.record.requests)
        self.store()
        if self.pending:
            self._push(turn)

    def _push(self, turn: RunningTurn) -> None:
        """Make the undo step of what a turn wrote so far."""
        self.pending = False
        fates.wrote(self.scene, turn.record, self._taken_back, self.shelf)
        undo_steps.push(turn.record.prompt)


def chat_of(scene: Any) -> Chat:
    """Return the chat of a scene, read from the file when it is the first time."""
    return _chats.of(scene)


def running() -> list[Chat]:
    """Return the chats that are busy."""
    return [chat for chat in _chats.all() if chat.running is not None]


def all_chats() -> list[Chat]:
    """Return all chats that were looked at since the file was loaded."""
    return _chats.all()


def read_all() -> None:
    """Read every conversation, lest an undo takes one away that was not looked at yet."""
    for scene in bpy.data.scenes:
        kept = scene.sequence_maker
        if scene.library is None and (len(kept.chats) or damaged.text_of(kept, "conversation")):
            chat_of(scene)


_chats = PerScene(Chat, end=Chat.end)

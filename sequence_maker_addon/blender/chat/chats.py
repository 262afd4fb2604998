"""The chat of every scene while Blender runs: its conversation, its running turn, its figures.

The session's copy of a conversation is the true one; the scene's is written again after undo.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import bpy

from ...chat.conversation import Conversation
from ...chat.metrics import Metrics, total
from ...chat.options import Options
from ...chat.turn import Observer, RunningTurn
from ...chat.wire.endpoint import Endpoint
from ...chat.worker import Worker
from ...kept import ledgers
from ...kept.conversation_file import ConversationFile
from ...sequence.errors import ToolError
from ...sequence.ledger import Ledger
from ...toolkit.world import Limits
from ...tools import TOOLS
from ..host import compat, damaged, undo_steps
from ..host.memory import PerScene, Why
from ..settings import small_model
from ..world.sessions import changed, seconds_of, session_for
from . import fates, own_chats, readers, scene_metrics

log = logging.getLogger(__name__)

LONGEST_PROMPT, LOCAL = 100_000, "http://127.0.0.1"
"""Characters of a prompt; where the built-in model answers, whatever port it has."""


class Busy(RuntimeError):
    """A turn is running in this scene already."""


class Chat:
    """One scene's conversation; finds its scene anew each time, for undo frees scenes.

    Attributes:
        conversation: The turns, the running one last.
        running: The turn that runs, or None.
    """

    def __init__(self, scene: Any) -> None:
        self.scene_uid = scene.session_uid
        self.running: RunningTurn | None = None
        self._worker: Worker | None = None
        self._shown_notices: set[str] = set()
        self._written, self._pending = 0, False
        self._taken_back: list[Ledger] = []
        fates.begin(scene)
        kept = scene.sequence_maker
        self._file, self._ledgers = ConversationFile(own_chats.signer()), ledgers.Ledgers()
        text = damaged.text_of(kept, "conversation")
        self.conversation, problem = self._file.read(text, seconds_of(scene))
        if problem:
            damaged.note(scene, "chat", text, problem)
        text, turns = damaged.text_of(kept, "ledgers"), self.conversation.turns
        damaged.clean(scene, "list of changes", text, lambda text: ledgers.read(text, turns), None)
        self._totals = scene_metrics.read(kept.totals)
        self._session = Metrics()

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
    ) -> RunningTurn:
        """Start a turn; `pump` carries it on.

        Raises:
            Busy, EndpointError or ToolError: If one runs, the endpoint cannot be used, or the scene
                cannot be written; nothing was sent.
        """
        if self.running is not None:
            raise Busy("a turn is running; stop it or wait for its end")
        if len(prompt) > LONGEST_PROMPT:
            message = f"The prompt has {len(prompt):,} characters; at most {LONGEST_PROMPT:,}"
            raise ToolError("prompt_too_long", message)
        small_model.require(endpoint)
        endpoint.check()
        prompt = prompt.encode("utf-8", "replace").decode("utf-8")  # as bytes of a shell may be
        prompt = endpoint.redacted(prompt)
        session = session_for(self.scene, limits)
        session.timelines.mark()
        session.shown_notices, self._taken_back = self._shown_notices, session.taken_back
        session.earlier = readers.earlier(self.conversation.turns)
        self._worker = readers.worker(endpoint, prompt, session, self.conversation.turns)
        options = readers.with_closing(options, endpoint)
        where = f"{LOCAL} {endpoint.model}" if endpoint.offline else endpoint.place
        turn = self.running = RunningTurn(
            self.conversation, prompt, session, TOOLS, self._worker, options, where, observer
        )
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
        self._pending = self._pending and why is not Why.FILE
        self.cancel(f"Cancelled: {why.value}")
        if self._worker is not None:
            self._worker.close(timeout=1.0)

    def clear(self) -> None:
        """Begin a new conversation; the file's totals stay."""
        self.cancel()
        self.conversation = Conversation()
        self._file = ConversationFile(own_chats.signer())
        self.store()

    @property
    def is_foreign(self) -> bool:
        """Whether turns are there that were not made on this computer, nor continued on it."""
        return any(turn.origin == "foreign" for turn in self.conversation.turns)

    def go_on(self) -> int:
        """Let a chat that a file brought be quoted to a model; return how many of its turns."""
        count = self._file.quote(self.conversation)
        self.store()
        return count

    def push_pending(self) -> bool:
        """Give what the running turn has written an undo step of its own."""
        if not self._pending or self.running is None:
            return False
        self._push(self.running)
        return True

    def store(self) -> None:
        """Write conversation and figures into the scene."""
        scene = self.scene
        if scene is None or not compat.is_editable(scene):
            return
        damaged.keep(scene)
        kept = scene.sequence_maker
        kept.conversation = self._file.keep(self.conversation)
        turns = self.conversation.turns
        if damaged.text_of(kept, "ledgers") != (written := self._ledgers.keep(turns)):
            kept.ledgers = written
        requests = [metrics for turn in turns for metrics in turn.requests]
        scene_metrics.write(kept.last_request, requests[-1] if requests else Metrics())
        scene_metrics.write(kept.last_turn, turns[-1].metrics if turns else Metrics())
        scene_metrics.write(kept.session, self._session)
        scene_metrics.write(kept.totals, self._totals)

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
        if any(changed(call.result) for call in done[self._written :]):
            self._pending = True
        self._written = len(done)

    def _finish(self) -> None:
        turn, self.running = self.running, None
        assert turn is not None
        if self._worker is not None:
            self._worker.close(timeout=0.2)
        self._written = 0
        self._totals = _with(self._totals, turn.record.requests)
        self._session = _with(self._session, turn.record.requests)
        self.store()
        if self._pending:
            self._push(turn)

    def _push(self, turn: RunningTurn) -> None:
        """Make the undo step of what a turn wrote so far."""
        self._pending = False
        fates.wrote(self.scene, turn.record, self._taken_back, self.conversation.turns)
        undo_steps.push(turn.record.prompt)


def _with(sum_: Metrics, requests: list[Metrics]) -> Metrics:
    return total([*([sum_] if sum_.requests else []), *requests])


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
        if scene.library is None and damaged.text_of(scene.sequence_maker, "conversation"):
            chat_of(scene)


def _end(chat: Chat, why: Why) -> None:
    chat.end(why)


_chats = PerScene(Chat, end=_end)

"""The next request as text, as it would be sent."""

from __future__ import annotations

import copy
import json
from typing import Any, NamedTuple

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.types import Operator

from ...chat.body.request_parameters import optional
from ...chat.body.wire_form import wire_form
from ...chat.conversation import Conversation, Turn
from ...chat.options import Options
from ...chat.sending import Sending
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...sequence.errors import ToolError
from ...tools import TOOLS
from ..host.operator_base import SequenceOperator
from ..host.recognized import told
from ..host.scene import scene_to_edit
from ..settings import turn_settings
from ..world.sessions import session_for
from . import chats, going_along, readers, window_state

NAME = "Sequence Maker Request"
WIDTH = 160
"""Characters after which a line of the text is broken: Blender is slow with longer ones."""


class Planned(NamedTuple):
    """A request that is not sent: its messages, its functions, and how long both are."""

    rows: list[dict[str, Any]]
    schemas: list[dict[str, Any]]
    characters: int


def text_of(scene: Any, prompt: str) -> str:
    """Return the whole next request as text: system, messages, functions; keys are hidden.

    Nothing is sent and nothing changes.

    Raises:
        EndpointError or ToolError: If there is none.
    """
    endpoint = turn_settings.active_endpoint()
    if endpoint.offline:
        return "Nothing is sent: the prompt is read on this computer.\n"
    planned = plan(chats.chat_of(scene), prompt, endpoint, turn_settings.options(endpoint))
    return endpoint.redacted(_written(endpoint, planned.rows, planned.schemas))


def plan(chat: chats.Chat, prompt: str, endpoint: Endpoint, options: Options) -> Planned:
    """Return the next request of a chat, worked out on a copy: nothing is sent or changed.

    Raises:
        ToolError: If the scene cannot be written.
    """
    talk = _copied(chat.conversation)
    talk.turns.append(Turn(endpoint.redacted(prompt), endpoint=endpoint.place))
    session = session_for(chat.scene, turn_settings.limits())
    readers.tell_of(session, chat.conversation.turns)
    options = going_along.options(options, chat, session)
    sending = Sending(talk, session, TOOLS, options, endpoint, lambda note: None, lambda told: None)
    rows, schemas = sending.make()
    return Planned(rows, schemas, sending.characters)


def _copied(conversation: Conversation) -> Conversation:
    """Return a conversation with the same turns, of which nothing of the real one is changed."""
    talk = Conversation(list(conversation.turns), conversation.dropped)
    talk.fit = copy.copy(conversation.fit)
    talk.recollection = copy.deepcopy(conversation.recollection)
    return talk


def _written(endpoint: Endpoint, rows: list[dict[str, Any]], schemas: list[dict[str, Any]]) -> str:
    facts = endpoint.facts
    more = optional(endpoint.temperature, endpoint.max_tokens, bool(schemas), facts.refused)
    head = [f"POST {endpoint.shown_url}/chat/completions", f"model: {endpoint.model}"]
    head += [f"Authorization: Bearer {'•' * 8}"] if endpoint.key else []
    head += [f"{name}: {'•' * 8}" for name, _ in endpoint.headers]
    head += [f"{name}: {json.dumps(value)}" for name, value in more.items()]
    parts = ["\n".join(head)]
    for row in wire_form(rows, endpoint.place, facts):
        calls = [call["function"] for call in row.get("tool_calls") or ()]
        called = [f"→ {call['name']}({call['arguments']})" for call in calls]
        content = row.get("content") or ""
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        parts.append("\n".join([f"--- {row['role']} ---", *([text] if text else []), *called]))
    functions = [json.dumps(schema["function"], ensure_ascii=False) for schema in schemas]
    parts.append("\n\n".join([f"--- functions: {len(functions)} ---", *functions]))
    return "\n\n".join(_in_lines(part) for part in parts) + "\n"


def _in_lines(text: str) -> str:
    return "\n".join(
        line[start : start + WIDTH]
        for line in text.split("\n")
        for start in range(0, max(len(line), 1), WIDTH)
    )


class SEQUENCE_MAKER_OT_what_is_sent(SequenceOperator):
    """Show the whole next request as text, with what stands in the field; nothing is sent"""

    bl_idname = "sequence_maker.what_is_sent"
    bl_label = "What Will Be Sent"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Make the text and show it."""
        prompt = window_state.state().prompt.strip()
        try:
            found = text_of(scene_to_edit(context), prompt or rpt_("(your prompt)"))
        except (EndpointError, ToolError) as error:
            self.report({"ERROR"}, told(str(error)))
            return {"CANCELLED"}
        text = bpy.data.texts.get(NAME) or bpy.data.texts.new(NAME)
        text.from_string(found)
        text.cursor_set(0)
        window_state.show_text(text)
        return {"FINISHED"}


CLASSES: tuple[type[Operator], ...] = (SEQUENCE_MAKER_OT_what_is_sent,)

"""What a request tells while it runs: deltas, then exactly one `Finished` or `Failed`."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One complete call of a tool.

    Attributes:
        arguments: The JSON text as the model wrote it.
        read: It as it was read in the thread of the request, see `dispatch.prepared`.
    """

    id: str
    name: str
    arguments: str
    read: Any = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them; None where it did not say."""

    prompt_tokens: int | None
    completion_tokens: int | None
    cached_tokens: int | None
    reasoning_tokens: int | None
    cost_usd: float | None


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a request took, on the monotonic clock.

    Attributes:
        time_to_first_token: From the first send to the first text, reasoning or call, in seconds.
        response_time: From the first send to the end, waits included, in seconds.
        streaming_time: From the first to the last piece of content, in seconds.
        characters: Text, reasoning, refusal and arguments together.
        retries: How often the request was sent again.
    """

    time_to_first_token: float | None
    response_time: float
    streaming_time: float | None
    characters: int
    retries: int


@dataclass(frozen=True, slots=True)
class TextDelta:
    """More of the visible answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ReasoningDelta:
    """More of the model's thinking."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCallDelta:
    """A call on its way: all of its arguments so far; `name` may still be empty.

    Long arguments are announced less often, so that a queue of these stays small.
    """

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Retrying:
    """The request is sent again after `delay` seconds; `attempt` counts from 1.

    Attributes:
        code: A short word for programs, such as `rate_limited`.
    """

    attempt: int
    delay: float
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is complete.

    Attributes:
        message: The assistant message for the history, to be sent back unchanged.
        calls: What the model wants done; empty after a refusal.
        finish_reason: The server's word for why it stopped, None if it never said.
        usage: Tokens, None if the server sent none.
        timing: How long it took.
        model: The model that answered, by its own name.
        refusal: Why the model or its filter declined, None if it did not.
        content: The whole visible text.
        reasoning: The whole thinking.
        notes: What was repaired in it, a sentence each.
        proposal: Its calls are only proposed: none of them runs before the person agreed.
        choices: What the person may answer, each a whole prompt.
    """

    message: dict[str, Any]
    calls: tuple[ToolCall, ...]
    finish_reason: str | None
    usage: Usage | None
    timing: Timing
    model: str
    refusal: str | None
    content: str
    reasoning: str = ""
    notes: tuple[str, ...] = ()
    proposal: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no complete answer, and no call of it may run.

    Attributes:
        code: A short word for programs, such as `incomplete` or `cancelled`.
        message: One sentence for the user, without the key.
        content: The visible text that had come until then.
        usage: Tokens, None if the server sent none.
        timing: How long it took.
        status: The HTTP status, None if there was none or it was 200.
        window: The model's context window in tokens, where the server named it.
        used: What the request took in tokens, where the server named it.
    """

    code: str
    message: str
    content: str
    usage: Usage | None
    timing: Timing
    status: int | None = None
    window: int | None = None
    used: int | None = None


@dataclass(frozen=True, slots=True)
class TextReplaced:
    """What was written so far was no answer (thinking, say); the visible text is now this."""

    text: str


Event = TextDelta | TextReplaced | ReasoningDelta | ToolCallDelta | Retrying | Finished | Failed

"""Names of functions, arguments and results as labels: `Snap to Beats`, `Largest Move (ms)`."""

from __future__ import annotations

from ...chat.wire.endpoint import RULES, SMALL_MODEL
from ..host.languages import tr
from ..host.short_texts import in_one_line

SMALL = frozenset("a an and as at by for from in of on or the to with".split())
"""Words that stay small within a title."""
TITLES = {"create_segments_batch": "Create Segments"}
NAME_LABELS = {
    "segment_id": "Segment ID",
    "segment_index": "Segment",
    "on_overlap": "Overlap",
    "every": "Every n-th",
    "meter": "Beats per Bar",
    "bpm": "BPM",
    "tempo": "BPM",
    "duration": "Length",
    "largest_move_ms": "Farthest Move",
}
"""Arguments and keys of results whose names say too little."""
_WORDS = {"bpm": "BPM", "id": "ID", "ms": "(ms)"}
_LONGEST = 60
LONGEST_NAME = 24
"""Characters of a name, or of another text, in a call's row."""


def short(value: object) -> str:
    """Return a name or another value as it is told in a call's row."""
    return in_one_line(str(value), LONGEST_NAME)


def titled(name: str) -> str:
    """Return a name of the code as an English title: `cut_on_beats` is `Cut on Beats`."""
    if name in TITLES:
        return TITLES[name]
    words = name[:_LONGEST].replace("_", " ").split()
    ends = (0, len(words) - 1)
    return " ".join(
        word if word in SMALL and at not in ends else _WORDS.get(word, word.capitalize())
        for at, word in enumerate(words)
    )


def title(name: str) -> str:
    """Return a function's name for a person: `Create Segment`, `Clear Timeline`."""
    words = titled(name)
    return tr(words, "Operator") if words else tr("Function Call")


def label_of(name: str) -> str:
    """Return the label of an argument or of a key of a result for a person."""
    return tr(NAME_LABELS.get(name) or titled(name))


def reader_of(endpoint: str) -> str:
    """Return who understood a turn, of its server and model: the rules, or a model by its name."""
    model = endpoint.partition(" ")[2]
    return {RULES: tr("Plain commands"), SMALL_MODEL: tr("Small model")}.get(model, model)

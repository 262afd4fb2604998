"""The tools that the model, the search menu and the documentation offer; one module per subject."""

from __future__ import annotations

from .audio import pause_audio, play_audio, seek_audio, stop_audio
from .batch import create_segments_batch
from .segments import (
    clear_timeline,
    create_segment,
    delete_segment,
    list_segments,
    modify_segment,
)

TOOLS = {
    tool.name: tool
    for tool in (
        create_segment,
        create_segments_batch,
        modify_segment,
        delete_segment,
        clear_timeline,
        list_segments,
        play_audio,
        pause_audio,
        stop_audio,
        seek_audio,
    )
}
"""Every tool by its name, in the order in which the model is offered them."""

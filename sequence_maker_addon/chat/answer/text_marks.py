"""The marks by which models divide their text into answer, thinking and calls."""

from __future__ import annotations

import re

THINKING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("<think>", ("</think>",)),
    ("<thinking>", ("</thinking>",)),
    ("<thought>", ("</thought>",)),
    ("<reasoning>", ("</reasoning>",)),
    ("<THINK>", ("</THINK>",)),
    ("<|begin_of_thought|>", ("<|end_of_thought|>",)),
    ("<|inner_prefix|>", ("<|inner_suffix|>",)),
    ("<seed:think>", ("</seed:think>",)),
    ("[THINK]", ("[/THINK]",)),
    ("<|channel|>analysis<|message|>", ("<|end|>", "<|channel|>final<|message|>")),
    ("<|channel>thought", ("<channel|>",)),
    ("<|START_THINKING|>", ("<|END_THINKING|>",)),
    ("◁think▷", ("◁/think▷",)),
)
"""How models mark their thinking at the beginning of an answer: an opening, and what ends it."""
CLOSINGS = ("</think>", "</thinking>", "[/THINK]", "</seed:think>")
"""What ends a thinking whose opening the server has swallowed."""
LOOSE, LOOSE_ENDS = "analysis", ("assistantfinal", "assistantcommentary")
"""Harmony channels whose marks were stripped."""
NOISE = (
    *("<|start|>assistant", "<|channel|>final<|message|>", "<|channel|>commentary<|message|>"),
    *("<|return|>", "<|end|>", "<|im_end|>", "<|eot_id|>", "<|eom_id|>", "</s>", "<|endoftext|>"),
    *(
        "<|begin_of_solution|>",
        "<|end_of_solution|>",
        "<|begin_of_box|>",
        "<|end_of_box|>",
        "<|im_start|>assistant",
        "<|start_header_id|>assistant<|end_header_id|>",
        "<answer>",
        "</answer>",
        "<response>",
        "</response>",
        "<|START_RESPONSE|>",
        "<|END_RESPONSE|>",
        "<turn|>",
        "<end_of_turn>",
        "<｜end▁of▁sentence｜>",
    ),
)
"""Marks that are no text."""
CALLS = (
    *("<tool_call>", "<function=", "[TOOL_CALLS]", "<|python_tag|>", "<tool_calls>", "<TOOLCALL>"),
    *(
        "<|tool_calls_section_begin|>",
        "<|tool_call_begin|>",
        "<|channel|>commentary to=",
        "<|channel|>analysis to=",
        "<|python_start|>",
    ),
    *("<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>", "<|tool_call|>", "<|tool_call_start|>"),
    *("<function_calls>", "<invoke name=", "<function_call>", "<|START_ACTION|>"),
    *("<start_function_call>", "<|tool_call>", "<|action_start|>", "<minimax:tool_call>"),
    *("<｜DSML｜", "<seed:tool_call>", "<|tool_calls|>", "<longcat_tool_call>", "<|channel|>to="),
    "<tools>",
)
"""What begins a call in the text of an answer."""
STARTS = ("{", "[", "```", "functools[", "to=functions.", "commentary to=functions.", ">>>")
"""A whole answer that begins so may be a call."""
SUSPECT = re.compile(r"[<\[◁]")
"""With one of these every mark begins."""
MOST_BLANKS = 4000
"""Characters of nothing at the beginning of an answer that are waited through."""
ALL = (*CALLS, *NOISE, *CLOSINGS, *(opening for opening, _ in THINKING))
FIND = re.compile("|".join(map(re.escape, sorted(ALL, key=len, reverse=True))))
FIND_LOOSE = re.compile("|".join((FIND.pattern, *LOOSE_ENDS)))

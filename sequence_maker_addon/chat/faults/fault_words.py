"""The words by which servers tell what is wrong, one table for each meaning.

They were collected from public issue threads; all are looked up in lower case.
"""

from __future__ import annotations

import re

TOO_LONG = re.compile(
    r"context_length|exceed_context|max_prompt_tokens|context (length|size|window)|maximum context"
    r"|prompt (is )?too long|too many (input )?tokens|(prompt|input) token count|prompt exceeds"
    r"|exceeds? (the )?max(imum)? (length|prompt|context|input|allowed length)"
    r"|maximum prompt length|reduce the length|`?inputs`? tokens|input length|input is too long"
    r"|request (entity )?too large|payload too large|too large for model|shorter input"
    r"|token limit|longer than the (maximum )?model|max_seq_len|must have less than \d+ tokens"
    r"|contextwindow|context limit|max_model_len"
)
SLOW_DOWN = re.compile(
    r"per[- ](min|hour|second)|rate[-_ ]?limit|\b[rt]p[ms]\b|free_tier|please wait|try again in"
    r"|retry in|tokens processed"
)
"""Words of a limit that passes by itself; they win over those of length and credit."""
MAX_TOKENS = re.compile(
    r"max_(completion_|output_)?tokens.{0,60}(too large|must be|at most|exceeds)"
)
"""Words about the length of the answer that was asked for, not of the request."""
NO_CREDIT = re.compile(
    r"insufficient[_ ](quota|credits?|balance|funds)|not enough (credits?|balance)"
    r"|credit balance|out of credits?|payment required|billing|(any|available|no) credits"
    r"|spending limit|budget.{0,20}exceeded|balance is insufficient|overdue|arrearage|freetieronly"
    r"|requires a subscription|key limit exceeded|usage limits|余额不足|欠费|insufficient balance"
)
DAILY = re.compile(r"per[-_ ]?day|perday|daily|weekly|monthly|requests/day|\b[rt]pd\b")
LOADING = re.compile(
    r"(?<!error )(?<!failed )loading( the)? model(?! architecture)|model[a-z' ]* (is"
    r"|still) (being )?load|is (currently |still )?loading"
    r"|still loading|warming up|model_not_ready|being started"
)
BUSY = re.compile(r"overload|rate[-_ ]?limit|too many requests|at capacity|resource_exhausted|busy")
KEY = re.compile(
    r"api[-_ ]?key|invalid[-_ ]?(token|key|credentials?)|unauthori[sz]ed|authenticat|access token"
    r"|bearer|no auth"
)
BLOCKED = re.compile(
    r"data_inspection|inappropriate content|敏感内容|"
    r"moderation|flagged|content[-_ ]?(filter|policy|management)|safety|responsible ai|prohibited"
)
REGION = re.compile(r"countr(y|ies)|\bregions?\b|territor|legal reasons|geograph|user location")
NO_TOOLS = re.compile(
    r"(not|n't|no [a-z ]*) supports? (the )?(tools?|tool use|function)|does not support tool"
    r"|tools? (is|are) not supported|support tool use|function[- ]calling is not"
    r"|enable-auto-tool-choice|tool-call-parser|tool choice requires|tools param requires"
    r"|(function|tool)[- ]?call(ing|s)?[`'\"]? is not (supported|enabled)"
    r"|not support parameters: \[?['\"]tools"
)
NO_MODEL = re.compile(
    r"model_not_found|model_not_available|unknown model|no such model|invalid model"
    r"|models?\b.{0,80}(not found|not exist|unknown|not available|not loaded)"
    r"|(no|not have|allowed to) (access to |access )?(the )?model|not a valid model"
    r"|model_not_supported|decommissioned"
    r"|no longer (available|supported)|deploymentnotfound|repository not found|模型不存在"
)
NO_PROVIDER = re.compile(r"no (allowed providers|endpoints found)")
NO_PATH = re.compile(
    r"unexpected endpoint|not ?found$|no route|cannot (post|get)|404 page|unknown (url|path)"
    r"|no such path|\bpage\b|\bpath\b|\broute\b"
    r"|resource not found"
)
TEMPLATE = re.compile(
    r"jinja|chat template|not callable|at row \d+, column|unexpected keyword argument"
    r"|apply_chat_template|not implemented|template"
)
CALL = re.compile(
    r"tool_use_failed|failed_generation|malformed[_ ]?function|failed to parse.{0,200}tool"
    r"|error parsing tool call|failed to parse input at pos|xml syntax error"
)
CRASHED = re.compile(r"model (has )?(crashed|unloaded)|model unloaded|error loading model")
"""Words of a server that is in trouble, whatever its status says."""

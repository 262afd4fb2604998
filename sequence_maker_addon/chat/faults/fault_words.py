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
    r"|token limit|string_above_max_length"
)
NO_CREDIT = re.compile(
    r"insufficient[_ ](quota|credits?|balance|funds)|not enough (credits?|balance)"
    r"|credit balance|out of credits?|payment required|billing"
)
DAILY = re.compile(r"per[-_ ]day|daily|requests/day|\b[rt]pd\b")
LOADING = re.compile(
    r"loading( the)? model|model[a-z' ]* (is|still) (being )?load|is (currently |still )?loading"
    r"|still loading|warming up|model_not_ready|being started"
)
BUSY = re.compile(r"overload|rate[-_ ]?limit|too many requests|at capacity|resource_exhausted|busy")
KEY = re.compile(
    r"api[-_ ]?key|invalid[-_ ]?(token|key|credentials?)|unauthori[sz]ed|authenticat|access token"
    r"|bearer|no auth"
)
BLOCKED = re.compile(
    r"moderation|flagged|content[-_ ]?(filter|policy|management)|safety|responsible ai|prohibited"
)
REGION = re.compile(r"countr(y|ies)|\bregions?\b|territor|legal reasons|geograph|user location")
NO_TOOLS = re.compile(
    r"(not|n't|no [a-z ]*) supports? (the )?(tools?|tool use|function)|does not support tool"
    r"|tools? (is|are) not supported|support tool use|function[- ]calling is not"
    r"|enable-auto-tool-choice|tool-call-parser|tool choice requires"
)
NO_MODEL = re.compile(
    r"model_not_found|model_not_available|unknown model|no such model|invalid model"
    r"|models?\b.{0,80}(not found|not exist|unknown|not available|not loaded)"
    r"|(no|not have) (access to )?(the )?model"
)
NO_PATH = re.compile(
    r"unexpected endpoint|not ?found$|no route|cannot (post|get)|404 page|unknown (url|path)"
    r"|no such path|\bpage\b|\bpath\b|\broute\b"
    r"|resource not found"
)
TEMPLATE = re.compile(
    r"jinja|chat template|not callable|at row \d+, column|unexpected keyword argument"
    r"|apply_chat_template|not implemented|template"
)
CALL = re.compile(r"tool_use_failed|failed_generation|malformed[_ ]?function|failed to parse.*tool")

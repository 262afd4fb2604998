"""Tells what looks like an API key, as a person may paste it into a wrong field."""

from __future__ import annotations

import re

_ISSUED = re.compile(
    r"(sk-|sk_|gsk_|nvapi-|hf_|r8_|fw_|tgp_|ghp_|gho_|glpat-|github_pat_)(?=.{12})\S+"
    r"|AIza[\w-]{12,}|AKIA[A-Z0-9]{12,}|eyJ[\w-]{8,}\.[\w.-]+|bearer\s.+",
    re.IGNORECASE,
)
"""How known issuers begin their keys."""
_DIGEST = re.compile(r"[0-9a-f]{32,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PHRASE = re.compile(r"[a-z]{1,11}([-_.][a-z]{1,11})*")
LONG, LONGER = 20, 32
"""Letters and digits in one word: from LONG on it may be random, from LONGER on it is."""
_MIXED = 0.3
"""How often letters and digits change places in what is random, per character."""


def looks_like_key(text: str) -> bool:
    """Tell whether a text is a key, or has a word that is one; names of models never do."""
    parts = re.split(r"""[/:@?#&=\s,;'"`“”‘’<>()\[\]{}|]+""", text.strip())
    words = re.split(r"""[\s,;'"`“”‘’<>()\[\]{}|=]+""", text.strip())
    if any(_DIGEST.fullmatch(word) for word in words):
        return True
    parts += re.findall(r"(?i)\bbearer\s+\S+", text)
    return any(_is_issued(part) for part in parts) or any(
        _is_random(word)
        for word in re.findall(r"[A-Za-z0-9]+", text)
        if not _DIGEST.fullmatch(word)
    )


def is_phrase(text: str) -> bool:
    """Tell whether a text is plain words, such as `ollama` or `sk-no-key-required`."""
    return bool(_PHRASE.fullmatch(text))


def _is_issued(part: str) -> bool:
    return bool(_ISSUED.match(part)) and not is_phrase(part) and any(map(str.isdigit, part))


def _is_random(word: str) -> bool:
    """Tell whether a word is so long and so mixed that no person thought of it."""
    digits = sum(map(str.isdigit, word))
    if len(word) < LONG or digits < 2 or digits == len(word):
        return False
    if len(word) >= LONGER and digits >= 4:
        return True
    kinds = ["d" if c.isdigit() else "U" if c.isupper() else "l" for c in word]
    pairs = zip(kinds, kinds[1:], strict=False)
    changes = sum(one != other and (one, other) != ("U", "l") for one, other in pairs)
    return changes / len(word) > _MIXED

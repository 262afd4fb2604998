"""Holds requests against Mistral's own rules; `gate_mistral.py` runs it in its environment.

Bodies come as a JSON list on standard input, what is wrong with each goes out as a list of lists.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from mistral_common.exceptions import MistralCommonException
from mistral_common.protocol.instruct.request import ChatCompletionRequest
from mistral_common.protocol.instruct.validator import ValidationMode, get_validator
from mistral_common.tokens.tokenizers.base import TokenizerVersion
from pydantic import ValidationError

OLDEST = TokenizerVersion.v3
"""The first one with calls that have ids."""
TRANSPORT = ("stream", "stream_options")
"""Fields about how an answer is sent: the package has no part in that."""


class Judge:
    """The validators of all versions from `OLDEST` to the newest."""

    def __init__(self) -> None:
        versions = list(TokenizerVersion)
        chosen = versions[versions.index(OLDEST) :]
        mode = ValidationMode.serving
        self._validators = {version.value: get_validator(version, mode) for version in chosen}
        self._tools: list[Any] = []

    def wrong(self, body: dict[str, Any]) -> list[str]:
        """Return what is wrong with a request; with tools seen before, only what else is."""
        fields = {name: value for name, value in body.items() if name not in TRANSPORT}
        if fields.get("tools") in self._tools:
            del fields["tools"]  # to check them takes longer than all else
        else:
            self._tools.append(fields.get("tools"))
        try:
            request: Any = ChatCompletionRequest.model_validate(fields)
        except ValidationError as error:
            return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        found: dict[str, list[str]] = {}
        for name, validator in self._validators.items():
            for why in dict.fromkeys(_faults(validator, request)):
                found.setdefault(why, []).append(name)
        return [f"{', '.join(names)}: {why}" for why, names in found.items()]


def _faults(validator: Any, request: Any) -> Iterator[str]:
    """Yield the fault at which a validator stops, and then those of each message by itself."""
    try:
        validator.validate_request(request)
        return
    except (MistralCommonException, ValueError) as error:
        yield str(error)
    for message in request.messages:
        try:
            validator._validate_message_list_content([message])
        except (MistralCommonException, ValueError) as error:
            yield str(error)


if __name__ == "__main__":
    judge = Judge()
    json.dump([judge.wrong(body) for body in json.load(sys.stdin)], sys.stdout)

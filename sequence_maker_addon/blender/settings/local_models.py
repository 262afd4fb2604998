"""Looks for programs with models on this computer, when asked to, and uses one of their models."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import Any

import bpy
from bpy.props import StringProperty
from bpy.types import Operator

from ...chat.wire.client import Client
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...chat.wire.sockets import outlive_broken_pipes
from ..host import pump
from ..host.memory import PerAddon, Why
from .connection import redraw
from .preferences import preferences
from .usual_profiles import DEFAULTS, local_defaults

SECONDS = 3.0
"""Longest wait for a program's answer."""
SHOWN = 4
"""Models of each program that are offered."""
CALLERS = (
    "qwen3 qwen2.5 gpt-oss llama3.1 llama3.2 llama3.3 llama4 llama-3 llama-4 mistral ministral "
    "devstral magistral granite hermes command-r glm-4 kimi deepseek-v3 phi4-mini smollm3 gemma3n"
).split()
"""Families that are known to call functions, the best first."""
NO_CHAT = ("embed", "bge-", "nomic", "rerank", "whisper", "tts", "clip")
"""What is in the names of models that do not talk."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Search:
    """What was found, by the name of the program; None for one that does not answer."""

    found: dict[str, list[str] | None] = field(default_factory=dict)
    clients: list[Client] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def end(self, _why: Why) -> None:
        """End what runs."""
        for client in self.clients:
            client.cancel()
        for thread in self.threads:
            thread.join(timeout=2.0)


_search = PerAddon(_Search, end=_Search.end)


def is_looking() -> bool:
    """Tell whether a search goes on."""
    return any(thread.is_alive() for thread in _search.get().threads)


def was_asked() -> bool:
    """Tell whether a search was made in this session."""
    return bool(_search.get().threads)


def found() -> list[tuple[str, list[str]]]:
    """Return programs that answered, with their models, those that call functions first."""
    known = list(_search.get().found.items())
    return [(name, models[:SHOWN]) for name, models in known if models]


def ranked(names: list[str]) -> list[str]:
    """Return models that talk, those that are known to call functions first."""

    def rank(name: str) -> tuple[int, str]:
        low = name.lower()
        place = next((n for n, family in enumerate(CALLERS) if family in low), len(CALLERS))
        return place, low

    talking = [name for name in names if not any(word in name.lower() for word in NO_CHAT)]
    return sorted(talking, key=rank)


def _look(values: dict[str, Any], search: _Search) -> None:
    outlive_broken_pipes()
    endpoint = Endpoint(values["name"], values["base_url"], values["model"], read_timeout=SECONDS)
    client = Client(endpoint)
    search.clients.append(client)
    try:
        search.found[values["name"]] = ranked(client.models())
    except EndpointError as error:
        search.found[values["name"]] = None
        log.debug("%s does not answer: %s", values["name"], error)
    finally:
        client.close()


def _step(_budget: float) -> float | None:
    redraw()
    return pump.PERIOD if is_looking() else None


class SEQUENCE_MAKER_OT_look_for_models(Operator):
    """Ask the usual addresses of Ollama, LM Studio and llama.cpp on this computer for models"""

    bl_idname = "sequence_maker.look_for_models"
    bl_label = "Look for a Local Model"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether no search goes on."""
        if is_looking():
            cls.poll_message_set("It is looking already")
            return False
        return True

    def execute(self, context):
        """Ask each in a thread of its own; without a window wait and report."""
        search = _search.get()
        search.found.clear()
        search.clients.clear()
        search.threads[:] = [
            threading.Thread(target=_look, args=(values, search), daemon=True)
            for values in local_defaults()
        ]
        for thread in search.threads:
            thread.start()
        if not bpy.app.background:
            pump.add(_step)
            return {"FINISHED"}
        for thread in search.threads:
            thread.join()
        told = [f"{name}: {', '.join(models)}" for name, models in found()]
        self.report({"INFO"}, "; ".join(told) or "No program with models answers on this computer")
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_use_local_model(Operator):
    """Let this model of a program on this computer answer"""

    bl_idname = "sequence_maker.use_local_model"
    bl_label = "Use This Model"
    bl_options = {"REGISTER"}

    program: StringProperty(name="Program", description="Whose model")
    model: StringProperty(name="Model", description="The model's name there")

    def execute(self, context):
        """Make the program's profile the active one, with this model."""
        prefs = preferences(context)
        values = next((v for v in DEFAULTS if v["name"] == self.program), None)
        if values is None or not self.model:
            self.report({"ERROR"}, "Name a program that was found, and a model of it")
            return {"CANCELLED"}
        every = list(prefs.profiles)
        index = next((i for i, p in enumerate(every) if p.base_url == values["base_url"]), -1)
        if index < 0:
            made = prefs.profiles.add()
            made.name, made.base_url = values["name"], values["base_url"]
            index = len(prefs.profiles) - 1
        prefs.profiles[index].model = self.model
        prefs.active_index = index
        redraw()
        return {"FINISHED"}


CLASSES = (SEQUENCE_MAKER_OT_look_for_models, SEQUENCE_MAKER_OT_use_local_model)

"""The small model's extension: whether it is here, in whatever repository, and what keeps it away.

The contract is its module: `version`, and `start` and `stop` of its server on this computer.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import bpy

from ...chat.proposing.small_client import SmallModel
from ..host.memory import PerAddon

ID = "sequence_maker_offline"
CONTRACT = 1
"""The version of its module that we can talk to."""
MANIFEST = "blender_manifest.toml"
TROUBLE_WORDS = {
    "fit": "The small model does not fit this version of Sequence Maker: install one that does.",
    "load": "The small model is enabled and does not load: install it again.",
}
NO_FIT, NOT_LOADED = TROUBLE_WORDS["fit"], TROUBLE_WORDS["load"]

State = Literal["absent", "disabled", "broken", "ready"]


@dataclass(slots=True)
class _Trouble:
    """Why it did not work when it was last asked, a sentence."""

    told: str = ""


_trouble = PerAddon(_Trouble)


def state() -> State:
    """Tell how it stands with the small model, at little cost."""
    if enabled_name():
        return "broken" if trouble() else "ready"
    return "disabled" if installed_name() else "absent"


def trouble() -> str:
    """Return why the small model that is enabled does not work, a sentence, or an empty string."""
    name = enabled_name()
    found = sys.modules.get(name)
    if not name:
        return ""
    if found is None or not all(callable(getattr(found, key, None)) for key in ("start", "stop")):
        return NOT_LOADED
    return NO_FIT if getattr(found, "version", None) != CONTRACT else _trouble.get().told


def ready() -> SmallModel | None:
    """Return how the small model is reached, or None where it is not here.

    What went wrong before does not keep it from being tried again.
    """
    found: Any = sys.modules.get(enabled_name())
    if found is None or trouble() in (NOT_LOADED, NO_FIT):
        return None
    told = _trouble.get()

    def start() -> Any:
        place = found.start()
        told.told = ""
        return place

    def failed(sentence: str) -> None:
        told.told = sentence

    _in_use.get()
    return SmallModel(start, failed)


def stop() -> None:
    """End the small model's process, if there is one."""
    found: Any = sys.modules.get(enabled_name())
    if found is not None and not trouble():
        found.stop()


def forget_trouble() -> None:
    """Forget what went wrong, as another one was installed."""
    _trouble.get().told = ""


def enabled_name() -> str:
    """Return the module of the extension that is enabled, or an empty string."""
    names = (addon.module for addon in bpy.context.preferences.addons)
    return next((name for name in names if _is_ours(name)), "")


def installed_name() -> str:
    """Return the module of the extension where it is installed, enabled or not."""
    for repository in bpy.context.preferences.extensions.repos:
        if repository.enabled and (Path(repository.directory) / ID / MANIFEST).is_file():
            return f"bl_ext.{repository.module}.{ID}"
    return ""


def repository_name() -> str:
    """Return the repository to install it into: where it is, or one for files of the user."""
    name = enabled_name() or installed_name()
    if name:
        return name.split(".")[1]
    every = [r for r in bpy.context.preferences.extensions.repos if r.enabled]
    local = [r.module for r in every if not r.use_remote_url and r.source != "SYSTEM"]
    return "user_default" if "user_default" in local else "".join(local[:1])


def _is_ours(name: str) -> bool:
    parts = name.split(".")
    return len(parts) == 3 and parts[0] == "bl_ext" and parts[2] == ID


_in_use = PerAddon(lambda: True, end=lambda *_: stop())
"""Its process ends with this add-on, which started it, too."""

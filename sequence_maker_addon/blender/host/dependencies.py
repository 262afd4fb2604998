"""Makes the extension's own wheels usable in the very session in which it is enabled.

Blender puts the folder of wheels behind the system's packages until its next start. A
distribution's Blender (Debian 4.3.2, measured) then meets the system's older
`typing_extensions`, which pydantic cannot use. The one that lies beside pydantic is therefore
found while our packages are loaded, and only then: they keep it, all others keep the system's.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

NAME = "typing_extensions"
LATER = (
    "pydantic.main",
    "httpx2",
    "httpcore2",
    "openai.resources.models",
    "openai.resources.chat.completions.completions",
    "openai.lib._chat_completion_resources",
    "openai.lib.streaming.chat",
    "genai_prices",
)
"""What else is loaded with the first request, when the system's would be found again."""


@contextmanager
def own_wheels() -> Iterator[None]:
    """Let what is imported inside meet the `typing_extensions` of our wheels, and take it back.

    Where the one that Python finds is the same, which is so in Blender's own builds and after the
    next start, nothing happens here, and nothing is loaded earlier than needed.
    """
    spec = _own_spec()
    if spec is None or spec.loader is None or _finds(spec.origin) or not _is_needed():
        yield
        return
    others, own = sys.modules.get(NAME), importlib.util.module_from_spec(spec)
    sys.modules[NAME] = own
    try:
        spec.loader.exec_module(own)
        yield
        for name in LATER:
            with suppress(ImportError):  # said where it is used
                importlib.import_module(name)
    finally:
        _give_back(own, others)


def _give_back(own: ModuleType, others: ModuleType | None) -> None:
    """Let everybody find what was there before, unless somebody else replaced ours meanwhile."""
    if sys.modules.get(NAME) is not own:
        return
    del sys.modules[NAME]
    if others is not None:
        sys.modules[NAME] = others


def _own_spec() -> importlib.machinery.ModuleSpec | None:
    """Return where the `typing_extensions` beside pydantic is loaded from."""
    beside = importlib.util.find_spec("pydantic")
    if beside is None or beside.origin is None:
        return None
    own = Path(beside.origin).parent.parent / f"{NAME}.py"
    return importlib.util.spec_from_file_location(NAME, own) if own.is_file() else None


def _finds(own: str | None) -> bool:
    """Tell whether an import finds our file; where there is none else, it does."""
    loaded = sys.modules.get(NAME)
    if loaded is not None:
        file = getattr(loaded, "__file__", None)
    else:
        found = importlib.util.find_spec(NAME)
        file = found.origin if found is not None else own
    return file is not None and own is not None and Path(file).resolve() == Path(own).resolve()


def _is_needed() -> bool:
    """Tell whether anything is still to be loaded: what is, keeps the module that it met."""
    return any(name not in sys.modules for name in LATER)

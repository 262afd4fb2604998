"""Makes the extension's own wheels usable in the very session in which it is enabled.

Blender puts the folder of wheels behind the system's packages until its next start. A
distribution's Blender (Debian 4.3.2, measured) then meets the system's older
`typing_extensions`, which pydantic cannot use.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

NEEDED = "Sentinel"
"""What pydantic 2.14 wants of `typing_extensions`; there since 4.14."""


def prefer_own_wheels() -> None:
    """Load the `typing_extensions` that lies beside pydantic, if the one found first is older."""
    import typing_extensions

    beside = importlib.util.find_spec("pydantic")
    if getattr(typing_extensions, NEEDED, None) or beside is None or beside.origin is None:
        return
    own = Path(beside.origin).parent.parent / "typing_extensions.py"
    spec = importlib.util.spec_from_file_location("typing_extensions", own)
    if spec is None or spec.loader is None or not own.is_file():
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules["typing_extensions"] = module
    spec.loader.exec_module(module)

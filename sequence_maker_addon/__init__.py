"""Sequence Maker: a chat in the Video Sequencer that edits color strips by function calls."""

import os
import sys


def _forget_older_files() -> None:
    """Forget what was loaded of an older version; else the new one would be built of both.

    Blender forgets an enabled add-on's files when it updates it. After an update of one that was
    disabled it loads this file anew and no other, and `__time__` is still the older one's.
    """
    noted = globals().get("__time__")
    if noted is None or noted == os.path.getmtime(__file__):
        return
    for name in [name for name in sys.modules if name.startswith(f"{__name__}.")]:
        del sys.modules[name]


_forget_older_files()


def register() -> None:
    """Make the add-on known to Blender."""
    from .blender.host import dependencies

    with dependencies.own_wheels():
        from .blender.addon import registration

    registration.register()


def unregister() -> None:
    """Undo `register` in reverse."""
    from .blender.addon import registration

    registration.unregister()

"""Sequence Maker: a chat in the Video Sequencer that edits colour strips by function calls."""


def register() -> None:
    """Make the add-on known to Blender."""
    from .blender import dependencies

    dependencies.prefer_own_wheels()
    from .blender import registration

    registration.register()


def unregister() -> None:
    """Undo `register` in reverse."""
    from .blender import registration

    registration.unregister()

"""Sequence Maker: a chat in the Video Sequencer that edits color strips by function calls."""


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

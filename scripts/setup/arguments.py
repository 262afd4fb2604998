"""The command line of a script that has no options."""

from __future__ import annotations

import argparse


def none(about: str | None) -> None:
    """End a script that is asked for help, or given what it does not know.

    Args:
        about: Its docstring, whose first line the help tells.
    """
    argparse.ArgumentParser(description=(about or "").partition("\n")[0]).parse_args()

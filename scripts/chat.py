"""The command `sequence_maker` in the bpy module: `python3 scripts/chat.py PROMPT …`.

Everything that it needs is set up on the first run; `--help` tells the options.
"""

from __future__ import annotations

import sys

import rooms  # noqa: F401

# isort: split

import way_out


def main(arguments: list[str]) -> int:
    """Run the command on some arguments and return its exit code."""
    import extension

    with extension.enabled():
        from bl_ext.user_default.sequence_maker.blender.jobs import job_entry

        return job_entry.main(arguments)


if __name__ == "__main__":
    way_out.run(main, sys.argv[1:], inside=True)

"""Carries a job out and is killed at a point: `die_in_job.py ROOM.FILE.FUNCTION NUMBER --job JOB`.

It dies where the function is called for the NUMBERth time, from 1, before it does anything.
"""

import importlib
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import rooms  # noqa: E402, F401

# isort: split
import extension  # noqa: E402
import way_out  # noqa: E402


def main(arguments: list[str]) -> int:
    """Run the command."""
    place, number, *rest = arguments
    module, _, name = place.rpartition(".")
    with extension.enabled():
        from bl_ext.user_default.sequence_maker.blender.jobs import job_entry

        package = "bl_ext.user_default.sequence_maker"
        within = importlib.import_module(f"{package}.{module}" if module != "os" else "os")
        real, left = getattr(within, name), [int(number)]

        def dying(*given, **more):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **more)

        setattr(within, name, dying)
        return job_entry.main(rest)


if __name__ == "__main__":
    way_out.run(main, sys.argv[1:], inside=True)

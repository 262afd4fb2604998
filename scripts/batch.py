"""Makes a folder of songs into a folder of shows.

`python3 scripts/batch.py SONGS … --recipe LOOK --out SHOWS` does it all; run again, it goes on.

For many machines `scheduler` starts what shares the work out, and `worker tcp://HOST:8786` makes
a machine a worker. All that it needs is set up on the first run; `--help` tells the options.
"""

from __future__ import annotations

import sys

import rooms  # noqa: F401

# isort: split

import way_out
from environment import run_in_tools


def main(arguments: list[str]) -> int:
    """Run the command on some arguments and return its exit code."""
    run_in_tools("batch")
    import batch_command

    return batch_command.main(arguments)


if __name__ == "__main__":
    way_out.run(main, sys.argv[1:])

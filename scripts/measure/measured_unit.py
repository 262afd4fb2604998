"""A unit of a batch with its processor time in a file: the command itself, run by this process.

`benchmark_batch` names this file as the unit's program; the file is that of `FIGURES`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

FIGURES = "SEQUENCE_MAKER_MEASURED_UNITS"
COMMAND = "SEQUENCE_MAKER_MEASURED_COMMAND"


def main() -> int:
    """Run the command with our arguments, and add a line with its seconds and ours."""
    command = json.loads(os.environ[COMMAND])
    code = subprocess.run([*command, *sys.argv[1:]]).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    row = {"unit": used.ru_utime + used.ru_stime, "own": time.process_time()}
    with Path(os.environ[FIGURES]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())

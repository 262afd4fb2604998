"""Other machines: `batch.py scheduler` shares work out, `batch.py worker ADDRESS` does it.

Both are Dask's own commands, set up from a clean clone; what stands behind `--` is theirs, such as
the files of TLS. A worker reads the songs and writes the shows under the same paths as here.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

import batch_unit
import rooms
from batch_dask import LOOPBACK, SETTINGS
from batch_options import WORKERS, positive, workers_of

CLOSED = "where it listens; other machines need one of this machine's, in a closed network"


def worker(argv: list[str]) -> int:
    """Make this machine a worker until it is interrupted, or the scheduler has gone."""
    parser = argparse.ArgumentParser(prog="batch.py worker", description="Work for a scheduler.")
    parser.add_argument("address", help="of the scheduler, such as tcp://HOST:8786")
    parser.add_argument("--workers", type=positive, metavar="N", help=WORKERS)
    given, more = _parsed(parser, argv)
    batch_unit.command()  # Blender's module is set up before the first song comes
    count = ["--nworkers", str(workers_of(given)), "--nthreads", "1"]
    rest = ["--memory-limit", "0", "--no-dashboard", "--death-timeout", "60"]
    return _dask("dask_worker", given.address, *count, *rest, *more)


def scheduler(argv: list[str]) -> int:
    """Share work out until interrupted."""
    parser = argparse.ArgumentParser(prog="batch.py scheduler", description="Share work out.")
    parser.add_argument("--host", default=LOOPBACK, help=CLOSED)
    parser.add_argument("--port", default="8786", help="where it listens")
    parser.add_argument("--dashboard", default=f"{LOOPBACK}:8787", help="Dask's own page")
    given, more = _parsed(parser, argv)
    where = ["--host", given.host, "--port", given.port]
    return _dask("dask_scheduler", *where, "--dashboard-address", given.dashboard, *more)


def _parsed(
    parser: argparse.ArgumentParser, argv: list[str]
) -> tuple[argparse.Namespace, list[str]]:
    """Read what is ours, and return what stands behind `--` as it is."""
    parser.epilog = "What stands behind -- goes to Dask's own command, such as -- --tls-ca-file F."
    ours, theirs = (argv, []) if "--" not in argv else _parted(argv)
    return parser.parse_args(ours), theirs


def _parted(argv: list[str]) -> tuple[list[str], list[str]]:
    place = argv.index("--")
    return argv[:place], argv[place + 1 :]


def _dask(name: str, *arguments: str) -> int:
    """Go on as one of Dask's commands, which know where the files of this room are."""
    code = f"from distributed.cli.{name} import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    settings = {name: value for name, value in SETTINGS.items() if "logging" not in name}
    variables = {
        **{_variable(name): str(value) for name, value in settings.items()},
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(rooms.HERE), *rooms.ROOMS]),
    }
    if os.name == "nt":
        return subprocess.run(command, env=variables).returncode
    sys.stdout.flush()
    os.execve(sys.executable, command, variables)


def _variable(name: str) -> str:
    """Return the environment variable of one of Dask's settings."""
    return "DASK_" + name.upper().replace(".", "__").replace("-", "_")

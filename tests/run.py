"""Run pytest inside one Blender version's environment: `python tests/run.py [pytest arguments]`."""

import json
import os
import sys
from pathlib import Path

import pytest

RESULT = "SEQUENCE_MAKER_TEST_RESULT"
ENDED = "SEQUENCE_MAKER_TEST_ENDED"
"""Names a file that is written anew each time a test ends, so that a silent run is noticed."""


class Counter:
    """A pytest plugin that counts outcomes; an error outside a test's own body counts apart."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.counts = {"passed": 0, "failed": 0, "skipped": 0, "errors": 0}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one phase of one test."""
        if ENDED in os.environ:
            Path(os.environ[ENDED]).write_text(report.nodeid, encoding="utf-8")
        if report.when == "call" or report.skipped:
            self.counts[report.outcome] += 1
        elif report.failed:
            self.counts["errors"] += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Count a file that could not be imported, or that skipped itself."""
        if report.failed:
            self.counts["errors"] += 1
        elif report.skipped:
            self.counts["skipped"] += 1


def main() -> int:
    """Run the tests, write the counts where the caller asked for them, return pytest's code."""
    counter = Counter()
    code = int(pytest.main(sys.argv[1:] or [str(Path(__file__).parent)], plugins=[counter]))
    if RESULT in os.environ:
        Path(os.environ[RESULT]).write_text(json.dumps(counter.counts), encoding="utf-8")
    return code


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Blender 4.2 crashes and 4.5 hangs when the interpreter tears itself down.
    os._exit(status)

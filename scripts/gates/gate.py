"""Holds our client against model servers that nobody here wrote: `python3 scripts/gates/gate.py`.

llmock plays all of its faults and gives its own verdict, warnings included; aimock adds chaos
where node is there. The last line is `N passed, N failed, N skipped`, a fault being one test.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import extension  # noqa: E402
import gate_aimock  # noqa: E402
import gate_litellm  # noqa: E402
import gate_llmock  # noqa: E402
import gate_mistral  # noqa: E402
import peers  # noqa: E402
import way_out  # noqa: E402
from environment import SetupError, run_inside  # noqa: E402

Lines = Iterator[tuple[str, list[str]]]
PARTS: dict[str, tuple[Callable[[], Lines], Callable[[], str]]] = {
    "llmock": (gate_llmock.run, lambda: ""),
    "aimock": (gate_aimock.run, peers.no_node),
    "litellm": (gate_litellm.run, lambda: ""),
    "mistral": (gate_mistral.run, lambda: ""),
}


def told(lines: Lines) -> Iterator[bool]:
    """Print a line for each fault as it is over, and yield whether all was well."""
    start = time.monotonic()
    for title, wrong in lines:
        seconds, start = time.monotonic() - start, time.monotonic()
        print(f"{'FAIL' if wrong else 'ok':4}  {title} ({seconds:.1f} s)", flush=True)
        for line in wrong:
            print(f"      {line}", flush=True)
        yield not wrong


def main() -> int:
    """Run the parts that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"out of: {', '.join(PARTS)}")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"choose from {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")
    run_inside()
    extension.load()
    passed = failed = skipped = 0
    for name in options.parts or PARTS:
        run, problem = PARTS[name]
        if why := problem():
            print(f"SKIPPED  {name}: {why}", flush=True)
            skipped += 1
            continue
        try:
            for good in told(run()):
                passed, failed = passed + good, failed + (not good)
        except SetupError as error:
            print(f"FAIL  {name}: {error}", flush=True)
            failed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    way_out.run(main)

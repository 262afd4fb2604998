"""Has a server say a key back: `python3 scripts/fuzz/fuzz_secrets.py [--count N] [--seed N]`.

Each case is a turn with any answers, a list of models and a test of the connection; then all that
is kept (.blend, exports, log, events of the command, preferences, what was learned) is searched for
twelve characters of the key. `tests/wire/test_echo_anywhere.py` runs a twentieth.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import extension  # noqa: E402
import way_out  # noqa: E402
from environment import run_inside  # noqa: E402

COUNT = 500
TESTS = Path(__file__).resolve().parents[2] / "tests"


def main() -> int:
    """Run the cases, tell what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT, help="how many cases")
    parser.add_argument("--seed", type=int, help="which run; a random one if not given")
    options = parser.parse_args()
    run_inside()
    seed = random.randrange(2**32) if options.seed is None else options.seed
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["BLENDER_USER_RESOURCES"] = folder  # before the first import of bpy
        return _run(options.count, seed)


def _run(count: int, seed: int) -> int:
    import bpy

    sys.path.append(str(TESTS))
    start = time.monotonic()
    with extension.enabled():
        import secret_answers

        bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
        try:
            seen = secret_answers.run(count, seed)
        except Exception:
            traceback.print_exc()
            print(f"FAIL  seed {seed}\n0 passed, 1 failed, 0 skipped", flush=True)
            return 1
    ends = ", ".join(f"{name} {number}" for name, number in seen.most_common())
    print(f"{count} cases, seed {seed}, {time.monotonic() - start:.0f} s: {ends}")
    print("1 passed, 0 failed, 0 skipped", flush=True)
    return 0


if __name__ == "__main__":
    way_out.run(main)

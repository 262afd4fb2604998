"""Puts the rooms of the scripts on the path; every script that uses them begins with it."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOMS = sorted(str(path) for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "._")

sys.path += [path for path in (str(HERE), *ROOMS) if path not in sys.path]

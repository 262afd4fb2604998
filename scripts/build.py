"""Builds the extension's zip files, per platform and kind of Blender: `python3 scripts/build.py`.

The manifest in the repository names no wheels. They are written into a staged copy, together with
the package and what `setup/publisher.toml` says. The same commit gives the same bytes, whenever,
wherever and by whomever it is built; Blender's own tool validates them.
"""

from __future__ import annotations

import argparse
import importlib.util
import platform as machine
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import rooms  # noqa: F401

# isort: split

from companion import Companion, companions, stage_companion
from contents import Package, Publisher, pack, packages, publisher, stage
from environment import DEFAULT, ROOT, SetupError, environment
from wheels import PLATFORMS, fetch

LIMIT = 12_000_000
"""Bytes of a zip; a larger one is not made."""
COMPANION_LIMIT = 160_000_000
"""Bytes of a zip of the small model."""


def build(wanted: Iterable[Package], output: Path, by: Publisher | None = None) -> list[Path]:
    """Build and validate zips of the extension.

    Args:
        wanted: Which ones, as `packages` gives them.
        output: The folder for the zips; older ones of this extension in it are removed.
        by: Who publishes it; what `publisher.toml` says if not given.

    Returns:
        The zips, in the same order.

    Raises:
        SetupError: If a wheel cannot be had, a zip is too large or Blender's tool refuses one.
    """
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("sequence_maker-*.zip"):
        old.unlink()
    return [build_one(package, output, by or publisher()) for package in wanted]


def build_one(package: Package, output: Path, by: Publisher) -> Path:
    """Build and validate one zip."""
    file = output / package.name
    with tempfile.TemporaryDirectory() as folder:
        wheels = fetch([package.platform], pythons=package.edition.pythons)
        stage(Path(folder), package, wheels, by)
        pack(Path(folder), file)
    return _checked(file, LIMIT)


def build_companions(wanted: Iterable[Companion], output: Path, by: Publisher) -> list[Path]:
    """Build and validate zips of the small model; older ones of it in the folder are removed.

    Raises:
        SetupError: If its engine or model cannot be had, or Blender's tool refuses a zip.
    """
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("sequence_maker_offline-*.zip"):
        old.unlink()
    made = []
    for package in wanted:
        with tempfile.TemporaryDirectory() as folder:
            stage_companion(Path(folder), package, by)
            pack(Path(folder), output / package.name)
        made.append(_checked(output / package.name, COMPANION_LIMIT))
    return made


def _checked(file: Path, limit: int) -> Path:
    """Measure and validate a zip; nothing is left of one that is refused."""
    try:
        size = file.stat().st_size
        if size > limit:
            raise SetupError(f"{file.name} has {size:,} bytes, more than {limit:,}")
        validate(file)
    except SetupError:
        file.unlink()
        raise
    return file


def validate(file: Path) -> None:
    """Have Blender's extension tool look at a zip, with the tags that this Blender allows.

    Raises:
        SetupError: If it refuses.
    """
    tool = _blender_files() / "addons_core" / "bl_pkg" / "cli" / "blender_ext.py"
    tags = _blender_files() / "modules" / "_bpy_internal" / "extensions" / "tags.py"
    command = [sys.executable, str(tool), "validate", str(file), "--valid-tags", str(tags)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"Blender's extension tool refused:\n{done.stdout}{done.stderr}".strip())


def this_platform() -> str:
    """The name that Blender has for the platform this runs on."""
    system = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]
    arm = machine.machine().lower() in ("arm64", "aarch64")
    return f"{system}-{'arm64' if arm else 'x64'}"


def _blender_files() -> Path:
    """The `scripts` folder inside a bpy wheel: the running one's, or the default version's."""
    found = importlib.util.find_spec("bpy")
    if found is not None and found.origin is not None:
        package = Path(found.origin).parent
    else:
        package = next(environment(DEFAULT).parent.parent.glob("[Ll]ib/*/site-packages/bpy"))
    return next(package.glob("*/scripts"))


def told(chosen: Sequence[Package | Companion], files: list[Path]) -> None:
    """Print size and purpose of each zip."""
    for package, file in zip(chosen, files, strict=True):
        print(f"{file}  {file.stat().st_size / 1e6:.2f} MB  for {package.whose}")


def main() -> int:
    """Build what the command line asks for; print sizes, and which zip is for which Blender."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    choices = [*PLATFORMS, "current"]
    parser.add_argument("--platform", action="append", choices=choices, help="only this one")
    parser.add_argument("--python", default="", help="only what a Blender with this one takes")
    other = "the small model's zips instead: an extension of its own"
    parser.add_argument("--companion", action="store_true", help=other)
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder for the zips")
    options = parser.parse_args()
    wanted = options.platform or list(PLATFORMS)
    platforms = [this_platform() if name == "current" else name for name in wanted]
    try:
        by = publisher()
        if options.companion:
            small = companions(platforms)
            told(small, build_companions(small, options.output, by))
        else:
            chosen = packages(platforms, options.python)
            told(chosen, build(chosen, options.output, by))
        if by.missing:
            print(f"The manifests have no {by.missing}: scripts/setup/publisher.toml names none.")
    except SetupError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

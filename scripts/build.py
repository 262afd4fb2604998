"""Builds the extension's zip files, one per platform: `python3 scripts/build.py`.

The manifest in the repository names no wheels. They are written into a staged copy, together with
the package, and Blender's own builder makes the zips from that.
"""

from __future__ import annotations

import argparse
import importlib.util
import platform as machine
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import rooms  # noqa: F401

# isort: split

from environment import DEFAULT, ROOT, SetupError, environment
from wheels import PLATFORMS, fetch

PACKAGE = ROOT / "sequence_maker_addon"
MANIFEST = ROOT / "blender_manifest.toml"
# The offline model's adapter is of no use without its model, which is not in the zip either.
LEFT_OUT = ("__pycache__", "*.pyc", ".*", "adapter.gguf")


def build(platforms: Iterable[str], output: Path) -> list[Path]:
    """Build and validate the extension.

    Args:
        platforms: Names out of `PLATFORMS`.
        output: The folder for the zips; older ones of this extension in it are removed.

    Returns:
        The zips.

    Raises:
        SetupError: If a wheel cannot be had or Blender's builder refuses.
    """
    chosen = list(platforms)
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("sequence_maker-*.zip"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        stage(Path(folder), chosen, fetch(chosen))
        command = ["build", "--source-dir", folder, "--output-dir", str(output)]
        run_builder(*command, "--split-platforms")
    zips = sorted(output.glob("sequence_maker-*.zip"))
    for file in zips:
        run_builder("validate", str(file))
    return zips


def stage(folder: Path, platforms: list[str], wheels: list[Path]) -> None:
    """Lay out package, licence, wheels and the completed manifest as the zip will have them."""
    shutil.copytree(PACKAGE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.copy2(ROOT / "LICENSE", folder)
    (folder / "wheels").mkdir()
    for wheel in wheels:
        shutil.copy2(wheel, folder / "wheels")
    text = completed(MANIFEST.read_text(encoding="utf-8"), platforms, [w.name for w in wheels])
    (folder / MANIFEST.name).write_text(text, encoding="utf-8")


def completed(manifest: str, platforms: list[str], wheels: list[str]) -> str:
    """The manifest with its platforms and wheels, which must stand before its first table."""
    top, mark, tables = manifest.partition("\n[")
    files = "".join(f'  "./wheels/{name}",\n' for name in wheels)
    names = ", ".join(f'"{name}"' for name in platforms)
    return f"{top}\nplatforms = [{names}]\n\nwheels = [\n{files}]\n{mark}{tables}"


def run_builder(*arguments: str) -> None:
    """Run Blender's extension tool with the tags that this Blender allows."""
    tool = _blender_files() / "addons_core" / "bl_pkg" / "cli" / "blender_ext.py"
    tags = _blender_files() / "modules" / "_bpy_internal" / "extensions" / "tags.py"
    command = [sys.executable, str(tool), *arguments, "--valid-tags", str(tags)]
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


def main() -> int:
    """Build what the command line asks for and print the sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    choices = [*PLATFORMS, "current"]
    parser.add_argument("--platform", action="append", choices=choices, help="only this one")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder for the zips")
    options = parser.parse_args()
    wanted = options.platform or list(PLATFORMS)
    platforms = [this_platform() if name == "current" else name for name in wanted]
    try:
        for file in build(platforms, options.output):
            print(f"{file}  {file.stat().st_size / 1e6:.2f} MB")
    except SetupError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

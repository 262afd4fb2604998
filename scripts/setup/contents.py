"""What is in the extension's zips, and how they are packed: the same files give the same bytes."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT, SetupError
from wheels import EDITIONS, Edition

PACKAGE = ROOT / "sequence_maker_addon"
MANIFEST = ROOT / "blender_manifest.toml"
PUBLISHER = Path(__file__).resolve().parent / "publisher.toml"
HIDDEN = ("__pycache__", "*.pyc", ".*")
LEFT_OUT = (*HIDDEN, "companion", "*.po")
"""Not in the zip: the small model, which is an extension itself; texts, as the .mo is read."""
STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file; zips know no earlier one."""
MODE = 0o100644
UNIX = 3
PACKED = (".whl", ".png", ".gguf")
"""What is compressed in itself."""


@dataclass(frozen=True)
class Package:
    """One zip: an edition for a platform."""

    platform: str
    edition: Edition

    @property
    def name(self) -> str:
        """The file's name, which says whom it is for."""
        return f"sequence_maker-{version()}-{self.platform}{self.edition.mark}.zip"

    @property
    def whose(self) -> str:
        """Which Blender it is for."""
        return f"{self.platform}, {self.edition.whose}"


@dataclass(frozen=True)
class Publisher:
    """Who publishes the extension; empty where nobody does yet."""

    website: str = ""
    contact: str = ""

    @property
    def missing(self) -> str:
        """The names of what is empty."""
        return " and no ".join(name for name in ("website", "contact") if not getattr(self, name))


def version() -> str:
    """The version that the manifest names, the only place where it stands."""
    return str(tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["version"])


def publisher() -> Publisher:
    """What `publisher.toml` says.

    Raises:
        SetupError: If a field is unknown, the website no address or the contact no mail address.
    """
    found = tomllib.loads(PUBLISHER.read_text(encoding="utf-8"))
    if set(found) != {"website", "contact"}:
        raise SetupError(f"{PUBLISHER.name} has other fields than website and contact")
    by = Publisher(**found)
    if by.website and not re.fullmatch(r"https://[^\s/]+\S*", by.website):
        raise SetupError(f"{PUBLISHER.name}: the website must begin with https://")
    if by.contact and not re.fullmatch(r'[^\s<>@"\\]+@[^\s<>@"\\]+', by.contact):
        raise SetupError(f"{PUBLISHER.name}: the contact must be a mail address")
    return by


def packages(platforms: Iterable[str], python: str = "") -> list[Package]:
    """List the zips for some platforms: of all editions, or of the one for a Python.

    Raises:
        SetupError: If there is none for that Python.
    """
    found = [
        Package(platform, edition)
        for platform in platforms
        for edition in EDITIONS
        if platform in edition.platforms and (not python or python in edition.pythons)
    ]
    if not found:
        raise SetupError(f"there is no zip for a Blender with Python {python}")
    return found


def stage(folder: Path, package: Package, wheels: Iterable[Path], by: Publisher) -> None:
    """Lay out code, license, wheels and the completed manifest as the zip will have them."""
    shutil.copytree(PACKAGE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.copy2(ROOT / "LICENSE", folder)
    (folder / "wheels").mkdir()
    names = []
    for wheel in sorted(wheels):
        shutil.copy2(wheel, folder / "wheels")
        names.append(wheel.name)
    text = completed(MANIFEST.read_text(encoding="utf-8"), package.platform, names, by)
    (folder / MANIFEST.name).write_bytes(text.encode())


def completed(manifest: str, platform: str, wheels: list[str], by: Publisher) -> str:
    """The manifest with platform, wheels and publisher, which must stand before its first table."""
    top, mark, tables = manifest.partition("\n[")
    if by.contact:
        top = re.sub(r'^(maintainer = ".*)"$', rf'\1 <{by.contact}>"', top, flags=re.MULTILINE)
    site = f"website = {json.dumps(by.website)}\n" if by.website else ""
    files = "".join(f'  "./wheels/{name}",\n' for name in wheels)
    return f'{top}\n{site}platforms = ["{platform}"]\n\nwheels = [\n{files}]\n{mark}{tables}'


def pack(folder: Path, file: Path) -> None:
    """Write a folder into a zip; neither clock nor umask, user or order on the disk shows in it."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(paths):
            if not paths[name].is_file():
                continue
            info = zipfile.ZipInfo(name, STAMP)
            info.create_system, info.external_attr = UNIX, MODE << 16
            packed = name.endswith(PACKED)
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, paths[name].read_bytes(), compresslevel=9)

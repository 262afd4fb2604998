"""Collects all texts for people, and compiles the languages: `python3 scripts/texts.py`.

New texts are added to every `.po` in `blender/wording/languages`, and texts that are gone are
commented out there; write what stands beside each `msgstr`, and run it again. With `--check`
nothing is written, and the exit code is 1 when a text is new or gone or a `.mo` is not what its
`.po` says.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import rooms  # noqa: F401

# isort: split

import way_out
from environment import ROOT, SetupError, environment

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES = ROOT / "sequence_maker_addon" / "blender" / "wording" / "languages"
WIDTH = 96
"""Columns of a line in the files."""


def write_texts(path: Path) -> None:
    """Write all texts of the add-on as JSON; runs inside Blender's environment."""
    import extension
    import text_sources

    with extension.enabled():
        from bl_ext.user_default.sequence_maker.blender.addon.registration import CLASSES
        from bl_ext.user_default.sequence_maker.sequence.css_colors import CSS_COLORS
        from bl_ext.user_default.sequence_maker.sequence.numerals import NOUNS

        found = text_sources.collected(CLASSES, extension.SOURCE, NOUNS, CSS_COLORS)
    path.write_text(json.dumps(sorted(found)), encoding="utf-8")


def update(texts: list[tuple[str, str, str]], check: bool) -> int:
    """Bring every language up to date, or check it; runs where Babel is. Return the exit code."""
    stale = [
        name for file in sorted(LANGUAGES.glob("*.po")) if (name := _update(file, texts, check))
    ]
    if check and stale:
        print(f"out of date: {', '.join(stale)}: run python3 scripts/texts.py", file=sys.stderr)
    return int(check and bool(stale))


def _update(file: Path, texts: list[tuple[str, str, str]], check: bool) -> str:
    """Bring one language up to date; return its name if it was not."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po, write_po

    before = file.read_bytes()
    catalog = read_po(BytesIO(before), locale=file.stem)
    made = catalog.creation_date  # which an update sets to now: the check would never hold
    catalog.update(_wanted(texts), no_fuzzy_matching=True, keep_user_comments=True)
    catalog.creation_date = made
    text, compiled = BytesIO(), BytesIO()
    write_po(text, catalog, width=WIDTH, sort_output=True, no_location=True, omit_header=False)
    write_mo(compiled, catalog)
    binary = file.with_suffix(".mo")
    kept = binary.read_bytes() if binary.exists() else b""
    is_stale = (before, kept) != (text.getvalue(), compiled.getvalue())
    if not check:
        file.write_bytes(text.getvalue())
        binary.write_bytes(compiled.getvalue())
        _tell(file, catalog)
    return file.name if is_stale else ""


def _wanted(texts: list[tuple[str, str, str]]) -> Catalog:
    from babel.messages.catalog import Catalog

    wanted = Catalog()
    for context, text, plural in texts:
        wanted.add((text, plural) if plural else text, context=None if context == "*" else context)
    return wanted


def _tell(file: Path, catalog: Catalog) -> None:
    """Say how many texts there are, and which have no translation yet."""
    messages = [message for message in catalog if message.id]
    missing = [message for message in messages if not all(_forms(message.string))]
    print(f"{file}: {len(messages)} texts, {len(missing)} not translated")
    for message in missing[:20]:
        print(f"  {message.id!r}")


def _forms(string: object) -> list[str]:
    return [str(string)] if isinstance(string, str) else [str(form) for form in string or ("",)]  # type: ignore[attr-defined]


def main(arguments: list[str]) -> int:
    """Collect the texts here, and hand them to the environment that has Babel."""
    if arguments[:1] == ["--update"]:
        texts = json.loads(Path(arguments[1]).read_text(encoding="utf-8"))
        return update([tuple(row) for row in texts], check="--check" in arguments)
    if arguments not in ([], ["--check"]):
        print("usage: python3 scripts/texts.py [--check]", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "texts.json"
        write_texts(found)
        try:
            python = str(environment("dev"))
        except SetupError as problem:
            print(f"error: {problem}", file=sys.stderr)
            return 1
        command = [python, __file__, "--update", str(found), *arguments]
        return subprocess.run(command).returncode


if __name__ == "__main__":
    way_out.run(main, sys.argv[1:], inside="--update" not in sys.argv)

"""The sentences of `tests/data/nothing`: they mention what can be edited, and ask for no edit."""

from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "nothing"


def sentences(language: str) -> list[tuple[str, str]]:
    """Return each sentence of a language with its kind."""
    files = sorted((DATA / language).glob("*.txt"))
    return [(f.stem, line) for f in files for line in f.read_text("utf-8").splitlines()]

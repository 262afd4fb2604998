"""The page of a report as text: tables in HTML, without any script, every text made safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

import extension
from report_style import STYLE

extension.load()

from bl_ext.user_default.sequence_maker.sheet.svg import clean  # noqa: E402

LONGEST = 600
"""Characters of a sentence."""
MOST = 5
"""Warnings that are seen at once; more unfold."""
POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
"""What a browser may load: the sheets beside the page, and nothing that runs."""
STATES = {"failed": "failed", "waiting": "not finished", "ok": "made"}
FILES = {
    "blend": "Blender file",
    "timelines": "Timelines",
    "csv": "CSV",
    "still": "Still",
    "movie": "Movie",
    "metrics": "Metrics",
}
UNKNOWN = "–"


@dataclass(frozen=True)
class Shown:
    """A song as a row of the report.

    Attributes:
        name: Of the song.
        state: `ok`, `failed` or `waiting`.
        error: Why it failed, in a sentence.
        warnings: Sentences.
        length: Seconds, None if unknown.
        segments: How many there are, None if unknown.
        sections: Their names in order.
        cost: Dollars, None if unknown.
        tokens: Read and written.
        seconds: That making it took.
        sheet: The file of its sheet, beside the page; "" for none.
        files: Kinds and names of the other files beside the page.
    """

    name: str
    state: str
    error: str = ""
    warnings: list[str] = field(default_factory=list)
    length: float | None = None
    segments: float | None = None
    sections: list[str] = field(default_factory=list)
    cost: float | None = 0.0
    tokens: int = 0
    seconds: float = 0.0
    sheet: str = ""
    files: list[tuple[str, str]] = field(default_factory=list)


def page(title: str, rows: Sequence[Shown], notes: Sequence[str] = ()) -> str:
    """Return the whole page.

    Args:
        title: What the batch is called.
        rows: The songs, in the order in which they are shown.
        notes: Sentences about the batch as a whole.
    """
    told = "".join(f'<p class="note">{text(note)}</p>' for note in notes)
    body = "".join(_row(row) for row in rows)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{text(title)}</title><style>{STYLE}</style></head>\n<body><header>"
        f"<h1>{text(title)}</h1>{_sums(rows)}{told}</header>\n<main><table>\n{_HEAD}"
        f"<tbody>\n{body}</tbody></table></main></body></html>\n"
    )


_HEAD = (
    "<thead><tr><th>Song</th><th>Sheet</th><th>Length</th><th>Segments</th>"
    "<th>Sections</th><th>Cost</th><th>Time</th></tr></thead>\n"
)


def text(value: str, most: int = LONGEST) -> str:
    """Return any text as the content of an element or an attribute."""
    return escape(clean(value, most), quote=True)


def _sums(rows: Sequence[Shown]) -> str:
    counts = Counter(row.state for row in rows)
    figures = [
        (f"{len(rows):,}", "song" if len(rows) == 1 else "songs", ""),
        *((f"{counts[s]:,}", name, s) for s, name in STATES.items() if counts[s]),
        (_minutes(sum(row.length or 0.0 for row in rows)), "of music", ""),
        (f"{sum(row.segments or 0 for row in rows):,.0f}", "segments", ""),
        (_dollars(_total(row.cost for row in rows)), "cost", ""),
        (f"{sum(row.tokens for row in rows):,}", "tokens", ""),
    ]
    shown = "".join(
        f'<div class="{kind}"><dd>{number}</dd><dt>{name}</dt></div>'
        for number, name, kind in figures
    )
    return f"<dl>{shown}</dl>"


def _row(row: Shown) -> str:
    cells = (
        ("Length", _minutes(row.length)),
        ("Segments", UNKNOWN if row.segments is None else f"{row.segments:,.0f}"),
        ("Sections", f'<span class="sections">{text(" ".join(row.sections)) or UNKNOWN}</span>'),
        ("Cost", _dollars(row.cost)),
        ("Time", f"{row.seconds:,.1f} s" if row.seconds else UNKNOWN),
    )
    told = "".join(f'<td data-name="{name}">{value}</td>' for name, value in cells)
    return f'<tr class="{row.state}"><td>{_about(row)}</td><td>{_sheet(row)}</td>{told}</tr>\n'


def _about(row: Shown) -> str:
    state = "warned" if row.state == "ok" and row.warnings else row.state
    word = "made, look at it" if state == "warned" else STATES[row.state]
    parts = [f'<h2>{text(row.name)}</h2><span class="state {state}">{word}</span>']
    if row.error:
        parts.append(f'<p class="error">{text(row.error)}</p>')
    parts += [f'<p class="warning">{text(warning)}</p>' for warning in row.warnings[:MOST]]
    if more := row.warnings[MOST:]:
        rest = "".join(f'<p class="warning">{text(warning)}</p>' for warning in more)
        parts.append(f"<details><summary>{len(more)} more</summary>{rest}</details>")
    links = [
        f'<a href="{_link(name)}">{text(FILES.get(kind, kind))}</a>' for kind, name in row.files
    ]
    return "".join(parts) + (f'<p class="files">{" ".join(links)}</p>' if links else "")


def _sheet(row: Shown) -> str:
    if not row.sheet:
        return '<span class="none">no sheet</span>'
    link, told = _link(row.sheet), text(f"The sheet of {row.name}")
    return f'<a href="{link}"><img src="{link}" alt="{told}" loading="lazy"></a>'


def _link(name: str) -> str:
    """Return the address of a file beside the page, whatever its name."""
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no file has such a name
        data = name.encode("utf-8", "replace")
    return escape("./" + quote(data, safe=""), quote=True)


def _minutes(seconds: float | None) -> str:
    if seconds is None:
        return UNKNOWN
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def _dollars(cost: float | None) -> str:
    if cost is None:
        return "unknown"
    return f"${cost:,.4f}" if 0 < cost < 1 else f"${cost:,.2f}"


def _total(costs: Iterable[float | None]) -> float | None:
    every = list(costs)
    return None if None in every else sum(cost or 0.0 for cost in every)

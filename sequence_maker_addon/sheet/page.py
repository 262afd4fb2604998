"""The whole page as one SVG file."""

from __future__ import annotations

from collections.abc import Iterator

from ..sequence.numerals import counted
from . import channel_rows, song_track, svg
from . import page_layout as at
from .page_layout import Layout
from .page_style import STYLE
from .show import Say, Show


def drawn(show: Show, say: Say = str) -> str:
    """Return a show as an SVG file; the same show and language give the same bytes.

    Args:
        show: What is drawn; its names may be any text.
        say: Translates the page's own words.
    """
    layout, fades = at.layout_of(show), svg.Fades()
    body = "\n".join(part for part in _body(show, layout, fades, say) if part)
    size = f'width="{svg.number(at.WIDTH)}" height="{svg.number(layout.height)}"'
    box = f'viewBox="0 0 {svg.number(at.WIDTH)} {svg.number(layout.height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>\n'
        f"<title>{svg.words(show.title)}</title>\n<style>{STYLE}</style>\n"
        f"<defs>{fades.defined()}</defs>\n{body}\n</svg>\n"
    )


def _body(show: Show, layout: Layout, fades: svg.Fades, say: Say) -> Iterator[str]:
    yield svg.rect(0, 0, at.WIDTH, layout.height, 'class="page"')
    yield svg.label(26, 38, svg.fitted(show.title, at.WIDTH - 60, 24) or "…", "title")
    yield svg.label(26, 60, " · ".join(say(fact) for fact in facts(show)), "sub")
    for system in layout.systems():
        bottom = system.top + layout.system
        yield from song_track.ruler(system, bottom)
        yield from channel_rows.rows(show, layout, system, fades, say)
        yield from song_track.grid(show, layout, system, bottom)
        yield from song_track.track(show, layout, system, say)


def facts(show: Show) -> list[str]:
    """Return what the page says about the show under its title."""
    found = [at.clock(show.end - show.start)]
    if show.song is not None and show.song.grid.beats:
        found += [f"{show.song.grid.bpm:.0f} BPM", f"{show.song.grid.meter}/4"]
        found += [counted(len(show.song.grid.sections), "section")]
    found += [counted(len(show.rows), "channel"), counted(show.segment_count, "segment")]
    return found

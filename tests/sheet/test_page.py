"""The page of a show: whole, readable, safe with any name, and always the same."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from bl_ext.user_default.sequence_maker.sequence.color import hex_of
from bl_ext.user_default.sequence_maker.sequence.segment import Obstacle, Segment
from bl_ext.user_default.sequence_maker.sheet import page, page_layout, svg
from bl_ext.user_default.sequence_maker.sheet.show import Row, Show
from show_help import show, song

SPACE = "{http://www.w3.org/2000/svg}"
TAGS = set("svg title style defs linearGradient stop rect text path g".split())
ATTRIBUTES = set(
    "width height viewBox id stop-color offset x y rx fill class style d transform".split()
)
NASTY = (
    "</text><script>alert(1)</script>",
    '" onload="alert(1)',
    "]]>&nbsp;&#x0;",
    "\0\x1b[31m\ud800\ufffe",
    "\u202egnp.exe",
    "a" * 5000,
    "",
)
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
seconds = st.floats(0, 5000, allow_nan=False)
tones = st.tuples(*[st.integers(0, 255)] * 3)


@st.composite
def shows(draw: st.DrawFn) -> Show:
    """Any show, with any text in each place where somebody else's text may stand."""
    rows = []
    for channel in sorted(draw(st.sets(st.integers(1, 128), max_size=5))):
        edges = sorted(draw(st.sets(seconds, max_size=8)))
        segments = [
            Segment(n, channel, a, b, draw(tones), draw(st.none() | tones), None, draw(texts))
            for n, (a, b) in enumerate(zip(edges, edges[1:], strict=False), 1)
            if b - a > 0.001
        ]
        others = [Obstacle(channel, 1.0, draw(st.floats(2, 50)), draw(texts))]
        rows.append(
            Row(channel, draw(texts), tuple(segments), tuple(others), 0, draw(st.booleans()))
        )
    end = max([s.end for row in rows for s in row.segments], default=draw(st.floats(0, 50)))
    words = [TimedWord(draw(texts), n, n + 0.5) for n in range(draw(st.integers(0, 3)))]
    markers = [(1.0, draw(texts))] * draw(st.integers(0, 2))
    heard = song(max(end, 4.0), draw(texts), draw(texts)) if draw(st.booleans()) else None
    return Show(draw(texts), end, tuple(rows), heard, words, markers)


def parsed(text: str) -> ElementTree.Element:
    """Read a page as any browser does: it must be well formed."""
    return ElementTree.fromstring(text.encode("utf-8"))


def segments_of(root: ElementTree.Element) -> list[ElementTree.Element]:
    """Return what is drawn of segments: only they tell their color in the end."""
    return [
        node
        for node in root.iter(f"{SPACE}rect")
        if node.get("class") in (None, "s")
        and node.find(f"{SPACE}title") is not None
        and node.get("rx") != "2"
    ]


@given(made=shows())
def test_any_text_stays_text_and_any_show_is_one_well_formed_page(made: Show) -> None:
    text = page.drawn(made)
    root = parsed(text)
    for node in root.iter():
        assert node.tag.removeprefix(SPACE) in TAGS
        assert set(node.attrib) <= ATTRIBUTES
        assert not any("alert" in value for value in node.attrib.values())
    told = "".join(root.itertext())
    assert told.isprintable() or all(c.isprintable() or c in "\n\u200c\u200d" for c in told)
    assert page.drawn(made) == text


@given(made=shows())
def test_every_segment_is_drawn_where_it_lies_and_in_its_colors(made: Show) -> None:
    layout = page_layout.layout_of(made)
    wanted = [
        (system.x(segment.start), segment.cut(system.start, system.end))
        for system in layout.systems()
        for row in made.rows
        for segment in row.segments
        if system.shows(segment.start, segment.end)
    ]
    root = parsed(page.drawn(made))
    fades = {
        node.get("id"): [stop.get("stop-color") for stop in node]
        for node in root.iter(f"{SPACE}linearGradient")
    }
    found = segments_of(root)
    assert len(found) == len(wanted)
    for node, (x, segment) in zip(found, wanted, strict=True):
        assert float(node.get("x", "")) == pytest.approx(x, abs=0.006)
        right = float(node.get("x", "")) + float(node.get("width", ""))
        assert right <= page_layout.WIDTH - page_layout.RIGHT + 1
        fill = node.get("fill", "")
        colors = fades.get(fill[5:-1]) or [fill, fill]
        last = segment.end_color or segment.color
        assert colors == [hex_of(segment.color), hex_of(last)]


@pytest.mark.parametrize(
    ("count", "channels", "end"), [(20, 4, 50.0), (2000, 8, 200.0), (2000, 100, 600.0)]
)
def test_few_and_many_segments_are_readable(count: int, channels: int, end: float) -> None:
    made = show(count, channels, end)
    text = page.drawn(made)
    assert len(text.encode()) <= 1_000_000
    widths = sorted(float(node.get("width", "")) for node in segments_of(parsed(text)))
    assert widths[len(widths) // 10] >= 0.9 * page_layout.LEAST
    assert page_layout.layout_of(made).height <= page_layout.TALLEST + page_layout.TOP + 500


def test_the_page_tells_names_times_sections_bars_words_and_markers() -> None:
    made = show(20, 4, 50.0)
    rows = (replace(made.rows[0], name="Left & right"), *made.rows[1:])
    root = parsed(page.drawn(replace(made, rows=rows)))
    told = {node.text for node in root.iter(f"{SPACE}text")}
    assert {
        "A Show",
        "1 · Left & right",
        "Channel 2",
        "0:05",
        "A1 · loud",
        "word0",
        "cue 1",
    } <= told
    assert {"Sections", "Bars", "Song", "Words", "Markers", "1", "9"} <= told
    facts = next(t for t in told if t and "BPM" in t)
    assert facts == "0:50 · 125 BPM · 4/4 · 2 sections · 4 channels · 20 segments"
    assert any(node.get("class") == "wave" for node in root.iter(f"{SPACE}path"))
    assert "prefers-color-scheme:dark" in page.drawn(made)


def test_words_of_the_page_are_said_in_the_persons_language() -> None:
    told = page.drawn(show(20, 4, 50.0), lambda text: text.replace("segments", "Segmente"))
    assert "20 Segmente" in told


@given(text=texts, width=st.floats(0, 400), size=st.floats(6, 30))
def test_what_is_fitted_fits(text: str, width: float, size: float) -> None:
    found = svg.fitted(text, width, size)
    assert svg.width_of(found, size) <= width
    assert found.removesuffix("…").rstrip() in svg.clean(text)


@pytest.mark.parametrize(
    ("time", "step", "told"),
    [
        (0, 1, "0:00"),
        (65.5, 1, "1:06"),
        (65.25, 0.1, "1:05.2"),
        (3725, 60, "1:02:05"),
        (59.96, 0.1, "1:00.0"),
        (-1.5, 0.5, "-0:01.5"),
        (-0.001, 1, "0:00"),
        (0.05, 0.05, "0:00.05"),
    ],
)
def test_times_are_read_as_on_a_clock(time: float, step: float, told: str) -> None:
    assert page_layout.clock(time, step) == told


HEADS = ("Sections", "Bars", "Song", "Words", "Markers", "Channel 2", "A1 · loud")


def test_all_headings_are_in_german(addon) -> None:
    from bl_ext.user_default.sequence_maker.blender.host import languages, recognized

    german = languages.catalog("de")
    texts = {
        language: {node.text for node in parsed(drawn).iter(f"{SPACE}text")}
        for language, drawn in (
            ("en", page.drawn(show(20, 4, 50.0))),
            ("de", page.drawn(show(20, 4, 50.0), lambda text: recognized.said_in(german, text))),
        )
    }
    assert texts["en"] >= set(HEADS) and not texts["de"] & set(HEADS)
    assert {"Abschnitte", "Takte", "Lied", "Marker", "Kanal 2", "A1 · laut"} <= texts["de"]
    assert "0:50 · 125 BPM · 4/4 · 2 Abschnitte · 4 Kanäle · 20 Segmente" in texts["de"]

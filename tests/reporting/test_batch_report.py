"""The report of a batch: the worst first, every text safe, whatever the folder holds."""

import json
import os
import webbrowser
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import batch_report
import report_help
from report_page import Shown, page

TAGS = set(
    "html head meta title style body header h1 h2 dl div dd dt p main table thead tbody tr th td"
    " span a img details summary".split()
)
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "src", "alt", "loading",
    "data-name",
}  # fmt: skip


class Seen(HTMLParser):
    """What a browser sees of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def links(self):
        return [value for name, value in self.attributes if name in ("href", "src")]

    @property
    def songs(self):
        rows = [n for n, tag in enumerate(self.tags) if tag == "h2"]
        return len(rows)


def harmless(text: str) -> Seen:
    """Check that a page has no element, attribute or address that could do anything."""
    seen = Seen(text)
    assert set(seen.tags) <= TAGS, set(seen.tags) - TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert all(link.startswith("./") and "/" not in link[2:] for link in seen.links)
    return seen


@pytest.fixture
def shows(tmp_path):
    return report_help.folder(tmp_path / "SHOWS")


def test_the_worst_is_first_and_each_song_is_there_once(shows):
    rows = sorted(batch_report.rows_of(shows), key=batch_report._worst_first)
    first, second, third, *_ = rows
    assert (first.name, first.error) == (report_help.NAMES[3], "The song cannot be read.")
    assert (second.state, len(third.warnings)) == ("waiting", 7)
    assert sorted(row.name for row in rows) == sorted(report_help.NAMES)
    assert rows[-1].name == "First Light" and rows[-1].state == "ok"


def test_the_page_tells_what_was_made_and_what_it_took(shows):
    notes, refused = ["2 files are no songs: a.png, b.png"], [("empty.wav", "It is empty.")]
    path = batch_report.write(shows, "Club look", notes, refused)
    assert path == shows / "report.html"
    seen = harmless(path.read_text(encoding="utf-8"))
    told = " ".join(seen.texts)
    for words in ("Club look", "6 songs", "3 made", "2 failed", "1 not finished", "9:10 of music"):
        assert words in told, words
    for words in ("1,236 segments", "$0.0210 cost", "40,000 tokens", "3:03", "412", "A1 B1 A2 B2"):
        assert words in told, words
    assert "2 files are no songs" in told and "2 more" in told and seen.songs == 6
    assert "It is empty." in told and "It was asked once more." in told
    assert seen.links.count("./First%20Light.svg") == 2
    assert all((shows / unquote(link[2:])).is_file() for link in seen.links)
    assert not [file for file in os.listdir(shows) if "part" in file]


def test_songs_with_evil_names_are_only_names(shows):
    text = batch_report.write(shows).read_text(encoding="utf-8")
    seen = harmless(text)
    assert report_help.HOSTILE in seen.texts, "it is told as it is"
    assert f"<script>{report_help.CODE}</script>" in seen.texts


TEXT = st.text(max_size=60) | st.sampled_from(
    [
        '"><script>1</script>',
        "' onload='1",
        "<!--",
        "]]>",
        "&#60;b&#62;",
        "\u202ebad",
        "\ud800",
        "\0",
    ]
)


@given(
    st.lists(
        st.builds(
            Shown,
            name=TEXT,
            state=st.sampled_from(["ok", "failed", "waiting"]),
            error=TEXT,
            warnings=st.lists(TEXT, max_size=8),
            length=st.none() | st.floats(0, 1e6),
            sections=st.lists(TEXT, max_size=4),
            cost=st.none() | st.floats(0, 1e4),
            sheet=TEXT,
            files=st.lists(st.tuples(TEXT, TEXT), max_size=3),
        ),
        max_size=4,
    ),
    TEXT,
    st.lists(TEXT, max_size=2),
)
def test_no_text_becomes_anything_but_text(rows, title, notes):
    seen = harmless(page(title, rows, notes))
    assert seen.songs == len(rows)


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3)
    ),
    max_leaves=6,
)
KEYS = "state error warnings length segments sections outputs cost_usd tokens seconds".split()


@given(st.dictionaries(st.sampled_from(KEYS), VALUE), st.dictionaries(st.sampled_from(KEYS), VALUE))
def test_a_damaged_record_costs_itself_only(tmp_path_factory, row, record):
    folder = tmp_path_factory.mktemp("damaged")
    lines = [{"name": "good", "state": "ok"}, {**row, "name": "odd"}]
    text = "\n".join(json.dumps(line) for line in lines)
    (folder / "batch.jsonl").write_text(text)
    (folder / "odd.result.json").write_text(json.dumps(record))
    assert harmless(batch_report.write(folder).read_text()).songs == 2


@pytest.mark.parametrize("text", [b"", b"\x00\xff", b"[]\n{}\n1\nnull", b'{"name": 5}'])
def test_a_folder_without_songs_has_a_report_without_rows(tmp_path, text):
    (tmp_path / "batch.jsonl").write_bytes(text)
    assert harmless(batch_report.write(tmp_path).read_text()).songs == 0
    (tmp_path / "batch.jsonl").unlink()
    assert harmless(batch_report.write(tmp_path).read_text()).songs == 0


def test_a_song_reaches_no_file_outside_its_folder(tmp_path):
    (tmp_path / "secret.result.json").write_text('{"state": "ok", "segments": 999999}')
    (tmp_path / "secret.svg").write_text("<svg/>")
    shows = tmp_path / "SHOWS"
    shows.mkdir()
    for name in ("../secret", "/etc/passwd"):
        with (shows / "batch.jsonl").open("a") as file:
            file.write(json.dumps({"name": name, "state": "ok"}) + "\n")
    outputs = {"sheet": {"name": "../secret.svg"}, "blend": {"name": "/etc/passwd"}}
    (shows / "odd.result.json").write_text(json.dumps({"state": "ok", "outputs": outputs}))
    with (shows / "batch.jsonl").open("a") as file:
        file.write(json.dumps({"name": "odd", "state": "ok"}) + "\n")
    seen = harmless(batch_report.write(shows).read_text())
    assert not seen.links and "999,999" not in " ".join(seen.texts)


def test_a_report_that_cannot_be_written_leaves_the_one_before(shows, monkeypatch):
    before = batch_report.write(shows).read_text()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space"):
        batch_report.write(shows, "another")
    assert (shows / "report.html").read_text() == before
    assert not [file for file in os.listdir(shows) if "part" in file]


def test_it_is_shown_in_the_browser_by_its_file(shows, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    assert batch_report.show(batch_report.write(shows))
    assert opened == [(shows / "report.html").as_uri()]

"""Languages are gettext files: what is compiled is what is written, and Blender gets it."""

import ast
import logging
import re
import shutil
import warnings
from pathlib import Path

import bpy
import pytest

import extension
import text_sources
from bl_ext.user_default.sequence_maker.blender.addon import registration
from bl_ext.user_default.sequence_maker.blender.host import languages, recognized
from bl_ext.user_default.sequence_maker.blender.wording import translations
from bl_ext.user_default.sequence_maker.blender.wording.numbers import count
from bl_ext.user_default.sequence_maker.sequence.css_colors import CSS_COLORS
from bl_ext.user_default.sequence_maker.sequence.numerals import NOUNS

LANGUAGES = sorted(languages.FOLDER.glob("*.po"))


def written(file: Path) -> dict[tuple[str, str], list[str]]:
    """Read a `.po` by hand: the translated forms by context and English."""
    found: dict[tuple[str, str], list[str]] = {}
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        fields: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            start = re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line)
            key = start[1] if start else key
            if start or line.startswith('"'):
                fields[key] = fields.get(key, "") + ast.literal_eval(start[2] if start else line)
        forms = [text for name, text in sorted(fields.items()) if name.startswith("msgstr")]
        if fields.get("msgid") and any(forms):
            found[fields.get("msgctxt", "*"), fields["msgid"]] = forms
    return found


def compiled(file: Path) -> dict[tuple[str, str], list[str]]:
    """Return what the add-on reads, in the same form."""
    language = languages.catalog(file.stem)
    assert language is not None
    found = {key: [text] for key, text in language.texts.items()}
    for (_, one), forms in written(file).items():
        if len(forms) > 1:
            found["*", one] = [language.counted(one, one, amount) for amount in (1, 2)]
    return found


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: file.stem)
def test_what_is_compiled_is_what_is_written(file: Path) -> None:
    assert compiled(file) == written(file), "run python3 scripts/texts.py"


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: file.stem)
def test_texts_without_a_translation_are_told(file: Path, addon) -> None:
    wanted = text_sources.collected(registration.CLASSES, extension.SOURCE, NOUNS, CSS_COLORS)
    assert len(wanted) > 600
    known = written(file)
    missing = sorted(text.text for text in wanted if text[:2] not in known)
    if missing:
        told = f"{len(missing)} texts are not in {file.name}, such as {missing[:5]}"
        warnings.warn(f"{told}: run python3 scripts/texts.py", stacklevel=1)


def test_what_is_collected_are_labels_tooltips_reports_and_composed_texts(addon) -> None:
    wanted = text_sources.collected(registration.CLASSES, extension.SOURCE, NOUNS, CSS_COLORS)
    assert {
        ("Operator", "Test Connection", ""),
        ("*", "Prompt Tokens", ""),
        ("*", "Waiting for the model", ""),
        ("*", "there is no strip {name}", ""),
        ("*", "{count} segment", "{count} segments"),
    } <= wanted


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: file.stem)
def test_a_translation_has_the_places_and_the_end_of_its_text(file: Path) -> None:
    for (_, text), forms in written(file).items():
        for told in forms:
            assert sorted(languages.PLACE.findall(told)) == sorted(languages.PLACE.findall(text))
            assert told.strip(), text
            for end in (".", ":", "?", "…"):
                assert text.endswith(end) == told.endswith(end), text


def test_without_its_compiled_file_all_is_english_and_that_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages.catalog.cache_clear()
    try:
        with caplog.at_level(logging.WARNING):
            assert languages.locales() == [] and translations.table() == {}
        assert len(caplog.records) == 1
        shutil.copyfile(__file__, tmp_path / "de.mo")
        languages.catalog.cache_clear()
        assert translations.table() == {}
    finally:
        languages.catalog.cache_clear()


def test_blender_takes_the_tables_and_gives_them_back(addon):
    translations.unregister()
    translations.register()
    if not bpy.app.build_options.international:
        return  # the bpy modules are built without languages; the windowed Blender has them
    view = bpy.context.preferences.view
    view.language = "de" if "de" in bpy.app.translations.locales else "de_DE"
    try:
        view.use_translate_interface = True
        told = bpy.app.translations.pgettext_iface("Test Connection", "Operator")
        assert told == "Verbindung testen"
    finally:
        view.language = "en_US"


@pytest.mark.parametrize(
    ("amount", "noun", "words"),
    [(1, "segment", "1 Segment"), (2315, "segment", "2,315 Segmente"), (0, "word", "0 Wörter")],
)
def test_amounts_take_the_form_of_the_language(german, amount: int, noun: str, words: str) -> None:
    assert count(amount, noun) == words


def test_a_composed_text_is_found_again_by_its_template(german) -> None:
    assert recognized.told("there is no strip 'Movie.001'") == (
        "einen Streifen 'Movie.001' gibt es nicht"
    )
    assert recognized.told("Something nobody wrote: 7") == "Something nobody wrote: 7"


@pytest.mark.parametrize(
    ("english", "words"),
    [
        (
            "2 strips moved 2 s later to channel 3; 1 later strip moved along",
            "2 Streifen verschoben: 2 s später auf Kanal 3; 1 späterer Streifen mitverschoben",
        ),
        (
            "'Movie' cannot be trimmed: it is connected with 'Sound': it is locked",
            "'Movie' kann nicht getrimmt werden: er ist mit 'Sound' verbunden: er ist gesperrt",
        ),
        (
            "no strip is meant by 'all movies on channel 3'",
            "mit 'all movies on channel 3' ist kein Streifen gemeint",
        ),
        (
            "nothing on 'Two': there are no beats in 120.00 to 140.00 s",
            "nichts auf 'Two': in 120.00 to 140.00 s gibt es keine Schläge",
        ),
        (
            "'Two' is heard there, but times go by 'One': to mean it, choose it as the song",
            "dort ist 'Two' zu hören, die Zeiten richten sich aber nach 'One': soll er gemeint "
            "sein, wähle ihn als Song",
        ),
    ],
)
def test_what_is_told_of_strips_is_german_in_all_its_parts(german, english, words) -> None:
    assert recognized.told(english) == words

"""Installing the small model: which file is wanted, and a sentence for whatever is another."""

import zipfile
from types import SimpleNamespace

import bpy
import pytest

import build
import companion
from bl_ext.user_default.sequence_maker.blender.settings import small_model, small_model_install
from companion_help import NAME, enabled

WANTED, HERE = small_model_install.file_name(), small_model_install.place()
MANIFEST = 'id = "{id}"\nversion = "0.2.0"\nplatforms = ["{place}"]\n'


def written(path, text="", more=b""):
    """Write an extension's zip with a manifest."""
    with zipfile.ZipFile(path, "w") as archive:
        if text:
            archive.writestr("blender_manifest.toml", text)
        archive.writestr("model.gguf", b"model" * 2000 + more)
    return path


def manifest(own="sequence_maker_offline", place=HERE):
    """The manifest of an extension."""
    return MANIFEST.format(id=own, place=place)


def test_the_file_that_is_asked_for_is_the_one_that_is_built():
    assert companion.Companion(build.this_platform()).name == WANTED


def test_what_fits_has_no_problem(tmp_path):
    assert small_model_install.problem_of(str(written(tmp_path / "a.zip", manifest()))) == ""


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            lambda p: written(p, manifest(own="sequence_maker")),
            f"another extension; choose {WANTED}",
        ),
        (lambda p: written(p, manifest(place="amiga-m68k")), f"another system; choose {WANTED}"),
        (lambda p: written(p), f"or it is damaged; choose {WANTED}"),
        (lambda p: written(p, "id = ["), f"or it is damaged; choose {WANTED}"),
        (lambda p: p.write_bytes(b"PK\3\4 half of it"), "or it is damaged"),
        (lambda p: p.write_bytes(b""), "or it is damaged"),
        (lambda p: p.mkdir(), "or it is damaged"),
        (lambda p: None, "is not there"),
        (lambda p: _flipped(written(p, manifest())), "is damaged; copy it again"),
        (lambda p: _cut(written(p, manifest())), "or it is damaged"),
    ],
    ids="other platform none broken half empty folder missing flipped cut".split(),
)
def test_what_does_not_fit_is_refused_in_one_sentence_and_nothing_is_installed(
    addon, tmp_path, made, told
):
    path = tmp_path / "some.zip"
    made(path)
    assert told in small_model_install.problem_of(str(path))
    with pytest.raises(RuntimeError, match=told):
        bpy.ops.sequence_maker.install_small_model(filepath=str(path))
    assert small_model.state() == "absent"


def _flipped(path):
    body = bytearray(path.read_bytes())
    body[body.index(b"modelmodel") + 100] ^= 255
    path.write_bytes(bytes(body))


def _cut(path):
    path.write_bytes(path.read_bytes()[:-300])


def test_what_blender_does_not_install_is_told(addon, tmp_path):
    """Its manifest lacks what Blender wants."""
    path = written(tmp_path / "fits.zip", manifest())
    with pytest.raises(RuntimeError, match="Blender did not install it"):
        bpy.ops.sequence_maker.install_small_model(filepath=str(path))


def test_one_that_is_disabled_is_found_and_what_cannot_be_enabled_is_told(addon, tmp_path):
    (repository,) = [
        r for r in bpy.context.preferences.extensions.repos if r.module == "user_default"
    ]
    before = repository.use_custom_directory, repository.custom_directory
    repository.use_custom_directory, repository.custom_directory = True, str(tmp_path)
    try:
        assert small_model.state() == "absent"
        (tmp_path / small_model.ID).mkdir()
        assert small_model.state() == "absent", "an empty folder is none"
        (tmp_path / small_model.ID / "blender_manifest.toml").write_text(manifest())
        assert small_model.state() == "disabled"
        with pytest.raises(RuntimeError, match="install it again"):
            bpy.ops.sequence_maker.enable_small_model()
    finally:
        repository.use_custom_directory, repository.custom_directory = before


class Layout:
    """Keeps what is drawn into it."""

    def __init__(self, rows=None):
        self.rows = [] if rows is None else rows

    def column(self, align=False):
        """A part of it."""
        return Layout(self.rows)

    box = column

    def label(self, text="", **_):
        """Words."""
        self.rows.append(text)

    def operator(self, name, text="", **_):
        """A button."""
        self.rows.append((name, text))


def drawn(draw=small_model_install.draw):
    """What is drawn of the small model, words joined, then the buttons."""
    layout = Layout()
    draw(layout, SimpleNamespace(region=SimpleNamespace(width=400)))
    words = " ".join(row for row in layout.rows if isinstance(row, str))
    return words, [row[0] for row in layout.rows if not isinstance(row, str)]


def test_each_state_has_one_sentence_and_the_button_that_mends_it(addon, monkeypatch):
    monkeypatch.setattr(small_model_install.wrap, "content_width", lambda *_: 400.0)
    install, enable = "sequence_maker.install_small_model", "sequence_maker.enable_small_model"
    words, buttons = drawn()
    assert buttons == [install] and WANTED.replace("-", "") in words.replace(" ", "").replace(
        "-", ""
    )
    assert drawn(small_model_install.draw_trouble) == ("", [])
    monkeypatch.setattr(small_model, "installed_name", lambda: NAME)
    assert drawn() == ("The small model is installed, but not enabled.", [enable])
    place = SimpleNamespace(version=1, start=lambda: 1 / 0, stop=lambda: None)
    with enabled(NAME, place):
        assert drawn() == (small_model_install.STATE_WORDS["ready"], [])
        assert drawn(small_model_install.draw_trouble) == ("", [])
        small_model._trouble.get().told = "It is broken."
        assert drawn() == ("It is broken.", [install])
        assert drawn(small_model_install.draw_trouble) == ("It is broken.", [install])
        small_model.forget_trouble()
        place.version = 7
        assert drawn() == (small_model.NO_FIT, [install])

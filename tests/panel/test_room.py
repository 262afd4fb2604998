"""What stands in the panel can be read whole at the width that a sidebar has at first."""

from types import SimpleNamespace

import pytest

from bl_ext.user_default.sequence_maker.blender.draw import wrap
from bl_ext.user_default.sequence_maker.blender.panel import onboarding, panel, suggestions
from bl_ext.user_default.sequence_maker.blender.panel.onboarding import Missing
from bl_ext.user_default.sequence_maker.blender.settings import turn_settings
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from drawn import Context, Drawn

LONG = Missing("Colors look dull", "Set View Transform to Standard", "sequence_maker.ask")
SHORT = Missing("No song yet", "Add Sound…", "sequence_maker.ask")


class Splits(Drawn):
    """A layout that tells whether it was split."""

    was_split = False

    def split(self, **_):
        self.__dict__["was_split"] = True
        return self._inner()


@pytest.mark.parametrize(
    ("thing", "width", "beside"),
    [(LONG, 379, False), (LONG, 900, True), (SHORT, 379, True), (SHORT, 130, False)],
)
def test_a_button_that_would_be_cut_stands_below_what_it_mends(thing, width, beside):
    layout = Splits()
    onboarding._draw_missing(layout, thing, wrap.content_width(Context(width), 0.8))
    assert layout.was_split == beside
    assert layout.texts() == [thing.text, thing.button]


def test_the_line_about_the_window_takes_as_many_lines_as_it_needs(monkeypatch):
    text = "Window: 8,192 tokens (assumed), functions in a few words"
    monkeypatch.setattr(panel, "window_line", lambda *_: text)
    monkeypatch.setattr(turn_settings, "active_endpoint", lambda: Endpoint("x", "http://a/v1", "m"))
    fit = SimpleNamespace(place="", offer=None)
    chat = SimpleNamespace(conversation=SimpleNamespace(fit=fit))
    for width in (379, 200):
        layout = Drawn()
        panel._draw_window(layout, Context(width), chat)
        assert " ".join(layout.texts()) == text


@pytest.mark.parametrize("kind", ["EMPTY", "SEGMENT", "MODEL", "SOUND", "SONG"])
def test_every_prompt_to_begin_with_fits_its_button(kind):
    width = wrap.content_width(Context(), 1.0)
    for text in getattr(suggestions, f"{kind}_STARTERS"):
        text = text.format(channel=12, section="B1", quiet="A1")
        assert wrap.fit(text, width) == text

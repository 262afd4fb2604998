"""Markdown and emoji made plain for labels."""

import time

import pytest

from bl_ext.user_default.sequence_maker.blender.draw.markdown import drawable, plain


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**bold**, __strong__, *it*, _em_, ***all***, ~~off~~", "bold, strong, it, em, all, off"),
        ("a `code **x**` and ``co`de``", "a code **x** and co`de"),
        ("2 ** 3 * 4 and snake_case_name, 3*4*5", "2 ** 3 * 4 and snake_case_name, 3*4*5"),
        ("## Heading ##\ntext", "Heading\ntext"),
        ("#hashtag stays", "#hashtag stays"),
        ("[guide](http://a.b/c_(d)) and ![pic](x.png)", "guide (http://a.b/c_(d)) and pic (x.png)"),
        ("[https://a.b](https://a.b) <https://c.d>", "https://a.b https://c.d"),
        ("- one\n* two\n  + three\n1. four", "• one\n• two\n  • three\n1. four"),
        ("- [ ] open\n- [x] done", "☐ open\n☑ done"),
        ("| a | b |\n|---|:-:|\n| 1 | **2** |", "a | b\n1 | 2"),
        ("> said", "said"),
        ("```python\nx ** 2 ** 3\n```\nend", "x ** 2 ** 3\nend"),
        ("it streams **in", "it streams in"),
        ("one\n\n\n\ntwo\n", "one\n\ntwo"),
        ("a\tb\r\nc\x00\x1b\u202ed\ufeff", "a   b\ncd"),
        ("broken \ud800 surrogate", "broken  surrogate"),
        (r"1\. not \*a\* list", "1. not *a* list"),
        ("line<br>break", "line\nbreak"),
        ("5 - 3 = 2", "5 - 3 = 2"),
        ("", ""),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Ball 1 🔴", "Ball 1 (red)"),
        ("🔴🟢🔵 in turn", "(red, green, blue) in turn"),
        ("🟥 🟧 then", "(red, orange) then"),
        ("🔴 **Red** first", "Red first"),
        ("⚪️ is white", "(white) is white"),
        ("a 💚", "a (green heart)"),
        ("1️⃣ first 🎉", "1 first 🎉"),
    ],
)
def test_colored_emoji_become_the_names_of_their_colors(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize(
    "text", ["plain", "中文 日本語 한국어 ไทย", "🎉 ✨ ❤ ✅", "Ünïcödé – “…”", ""]
)
def test_what_blender_draws_properly(text: str) -> None:
    assert drawable(text)


@pytest.mark.parametrize("text", ["عربي", "שלום", "👍🏽", "👩\u200d👧\u200d👦", "🏳️\u200d🌈"])
def test_what_blender_cannot_draw(text: str) -> None:
    assert not drawable(text)
    assert not drawable(plain(text))


def test_hostile_markdown_takes_no_time() -> None:
    for text in (
        "*" * 5000,
        "[" * 5000,
        "`" * 5000,
        "_a" * 5000,
        "| " * 5000,
        "**a " * 3000,
        "🔴 " * 5000,
    ):
        began = time.thread_time()
        plain(text)
        assert time.thread_time() - began < 10, f"{text[:4]} does not end"

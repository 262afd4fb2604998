"""A cost is reported, local, listed, by the user's own price or unknown; never 0 by accident."""

import math
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat import prices
from bl_ext.user_default.sequence_maker.chat.prices import Price, cost

OPENAI = "https://api.openai.com/v1"
OPENROUTER = "https://openrouter.ai/api/v1"
NOWHERE = "https://llm.example.com/v1"


@dataclass
class Usage:
    prompt_tokens: int | None = 10_000
    completion_tokens: int | None = 500
    cached_tokens: int | None = None
    reasoning_tokens: int | None = None
    cost_usd: float | None = None


def test_what_the_provider_reports_goes_first():
    assert cost(Usage(cost_usd=0.25), "gpt-5", OPENAI, Price(1, 1)) == (0.25, "reported")
    assert cost(Usage(cost_usd=0.0), "x:free", OPENROUTER, None) == (0.0, "reported")


@pytest.mark.parametrize("nonsense", [-1.0, math.nan, math.inf, 10**400, True, "0.1"])
def test_a_reported_cost_that_is_no_sum_of_money_is_ignored(nonsense):
    assert cost(Usage(cost_usd=nonsense), "gpt-5", OPENAI, None)[1] == "list price"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "http://localhost:1234/v1",
        "http://LOCALHOST./v1",
        "http://[::1]:8080/v1",
        "http://[::ffff:10.0.0.4]:8080/v1",
        "http://0.0.0.0:8080",
        "http://192.168.1.20:8000/v1",
        "http://10.1.2.3/v1",
        "http://169.254.7.7/v1",
        "http://ollama:11434/v1",
        "http://studio.local:1234/v1",
        "http://host.docker.internal:11434/v1",
    ],
)
def test_a_server_of_our_own_costs_nothing(url):
    assert cost(Usage(), "gpt-oss-20b", url, None) == (0.0, "local")


@pytest.mark.parametrize(
    "url", [OPENAI, NOWHERE, "https://8.8.8.8/v1", "http://localhost.example.com", "", "http://["]
)
def test_other_hosts_are_not_local(url):
    assert not prices.is_local(url)


def test_the_list_knows_openai_and_counts_cached_tokens_once():
    assert cost(Usage(), "gpt-5", OPENAI, None) == (pytest.approx(0.0175), "list price")
    cached = Usage(cached_tokens=8_000)
    assert cost(cached, "gpt-5", OPENAI, None) == (pytest.approx(0.0085), "list price")


@pytest.mark.parametrize(
    "url", [f"{OPENAI}/", "https://API.OpenAI.com/v1", "https://api.openai.com:443/v1"]
)
def test_the_spelling_of_the_base_url_does_not_matter(url):
    assert cost(Usage(), "gpt-5", url, None) == (pytest.approx(0.0175), "list price")


def test_more_cached_than_sent_is_clamped():
    most = cost(Usage(prompt_tokens=100, cached_tokens=100), "gpt-5", OPENAI, None)
    assert cost(Usage(prompt_tokens=100, cached_tokens=900), "gpt-5", OPENAI, None) == most
    assert cost(Usage(100, 0, 900), "x", NOWHERE, Price(2, 8, 1)) == (0.0001, "own price")


def test_a_model_that_the_list_gives_away_is_free():
    free = "meta-llama/llama-3.3-70b-instruct:free"
    assert cost(Usage(), free, OPENROUTER, None) == (0.0, "list price")


def test_an_entry_without_a_token_price_is_unknown_and_not_free():
    assert cost(Usage(), "whisper-1", OPENAI, None) == (None, "unknown")
    assert cost(Usage(), "whisper-1", OPENAI, Price(1, 1))[1] == "own price"


@pytest.mark.parametrize(("url", "model"), [(NOWHERE, "gpt-5"), (OPENAI, "no-such-model")])
def test_what_the_list_does_not_know_takes_the_users_price(url, model):
    usage = Usage(prompt_tokens=1_000_000, completion_tokens=500_000, cached_tokens=250_000)
    assert cost(usage, model, url, None) == (None, "unknown")
    assert cost(usage, model, url, Price(2.0, 8.0)) == (pytest.approx(6.0), "own price")
    assert cost(usage, model, url, Price(2.0, 8.0, 0.4)) == (pytest.approx(5.6), "own price")
    assert cost(usage, model, url, Price(0.0, 0.0)) == (0.0, "own price")


@pytest.mark.parametrize("price", [Price(-1, 1), Price(1, math.nan), Price(1, 1, -1)])
def test_a_price_that_is_none_is_not_used(price):
    assert cost(Usage(), "x", NOWHERE, price) == (None, "unknown")


@pytest.mark.parametrize(
    "usage",
    [
        Usage(prompt_tokens=None),
        Usage(completion_tokens=None),
        Usage(prompt_tokens=0, completion_tokens=0),
        Usage(prompt_tokens=-5),
        Usage(prompt_tokens=10**400),
        SimpleNamespace(),
        None,
    ],
)
def test_without_a_count_of_tokens_the_cost_is_unknown(usage):
    assert cost(usage, "gpt-5", OPENAI, Price(1, 1)) == (None, "unknown")


def test_without_the_package_only_the_list_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "genai_prices", None)
    assert cost(Usage(), "gpt-5", OPENAI, None) == (None, "unknown")
    assert cost(Usage(1_000_000, 0), "gpt-5", OPENAI, Price(3, 1)) == (3.0, "own price")


def test_a_package_of_another_version_cannot_break_a_turn(monkeypatch):
    monkeypatch.setitem(sys.modules, "genai_prices", SimpleNamespace(Usage=dict, calc_price=int))
    assert cost(Usage(), "gpt-5", OPENAI, None) == (None, "unknown")


def test_importing_the_module_does_not_import_the_list():
    code = (
        f"import sys, runpy; runpy.run_path({prices.__file__!r}, run_name='prices');"
        "assert 'genai_prices' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_threads_agree():
    found: list[tuple[float | None, str]] = []
    threads = [
        threading.Thread(target=lambda: found.append(cost(Usage(), "gpt-5", OPENAI, None)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == [(pytest.approx(0.0175), "list price")] * 8


numbers = st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), st.text(max_size=3))


@given(numbers, numbers, numbers, numbers, st.text(max_size=12), st.text(max_size=20))
def test_it_never_raises_and_never_answers_nonsense(prompt, completion, cached, paid, model, host):
    usage = Usage(prompt, completion, cached, None, paid)  # type: ignore[arg-type]
    for url in (OPENAI, f"https://{host}/v1", host):
        dollars, source = cost(usage, model, url, Price(1.0, 2.0))
        assert (dollars is None) == (source == "unknown")
        assert dollars is None or (math.isfinite(dollars) and dollars >= 0)

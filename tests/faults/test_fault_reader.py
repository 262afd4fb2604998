"""One reader of errors: what servers say, in whichever form, is one sentence with a code."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.faults import fault_reader, waits
from bl_ext.user_default.sequence_maker.chat.faults.fault import Fault
from bl_ext.user_default.sequence_maker.chat.faults.spoken import spoken
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint

HERE = Endpoint("test", "http://127.0.0.1:9/v1", "some-model")
FORMS: dict[str, Any] = {
    "openai": lambda code, text: {"error": {"code": code, "message": text}},
    "type": lambda code, text: {"error": {"type": code, "message": text}},
    "flat": lambda code, text: {"object": "error", "type": code, "message": text},
    "text": lambda code, text: {"error": f"{code}: {text}"},
    "list": lambda code, text: [{"error": {"status": code, "message": text}}],
    "detail": lambda code, text: {"detail": f"{code}: {text}"},
    "details": lambda code, text: {"detail": [{"loc": ["body"], "msg": text, "type": code}]},
    "nested": lambda code, text: {"error": {"message": json.dumps({"error": {"message": text}})}},
    "raw": lambda code, text: {"error": {"message": "Provider error", "metadata": {"raw": text}}},
    "plain": lambda code, text: f"{code}: {text}",
}
SAID = [
    (
        400,
        "x",
        "This request has 9,500 tokens: the context window of 8,192 is exceeded",
        "too_long",
    ),
    (400, "x", "prompt is too long: 9500 tokens > 8192 maximum", "too_long"),
    (422, "x", "Input length 9500 exceeds the maximum allowed length (8192 tokens)", "too_long"),
    (500, "x", "the request exceeds the available context size", "too_long"),
    (413, "x", "whatever", "too_long"),
    (429, "insufficient_quota", "add money", "no_credit"),
    (402, "x", "hm", "no_credit"),
    (401, "x", "who are you", "key_refused"),
    (400, "x", "API key expired. Renew it.", "key_refused"),
    (403, "x", "Your input was flagged by moderation", "blocked"),
    (451, "x", "not here", "region"),
    (403, "x", "Country, region, or territory not supported", "region"),
    (400, "x", "some-model does not support tools", "no_tools"),
    (404, "x", "No endpoints found that support tool use", "no_tools"),
    (404, "x", "The model `some-model` does not exist", "model_unknown"),
    (403, "x", "You do not have access to the model some-model", "model_unknown"),
    (404, "x", "Not Found", "bad_url"),
    (503, "x", "Loading model", "loading"),
    (503, "unavailable_error", "Loading model", "loading"),
    (503, "x", "The model is currently loading, try later", "loading"),
    (529, "x", "Overloaded", "server_error"),
    (500, "x", "oops", "server_error"),
    (429, "x", "slow down", "rate_limited"),
    (400, "x", "that is not how it goes", "bad_request"),
    (403, "x", "the door is shut", "forbidden"),
]


@pytest.mark.parametrize(("status", "code", "text", "expected"), SAID)
@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_an_error_makes_no_difference(
    status: int, code: str, text: str, expected: str, form: str
) -> None:
    if form in ("nested", "raw") and code != "x":
        pytest.skip("these forms have no code")
    body = FORMS[form](code, text)
    for given_body in (body, json.dumps(body)):
        found = fault_reader.from_status(status, given_body, {}, HERE)
        assert found.code == expected and found.status == status
        assert "\n" not in found.message and len(found.message) < 500


@pytest.mark.parametrize("status", [403, 404])
def test_403_and_404_say_what_the_server_said(status: int) -> None:
    found = fault_reader.from_status(status, {"error": {"message": "the moon is full"}}, {}, HERE)
    assert "the moon is full" in found.message


def test_a_web_page_is_no_refused_key() -> None:
    page = "<html><head><title>Attention &amp; Required</title></head></html>"
    found = fault_reader.from_status(403, page, {}, HERE)
    assert found.code == "forbidden" and "Attention & Required" in found.message


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422, 451, 501, 505])
def test_what_can_never_work_is_not_tried_again(status: int) -> None:
    assert fault_reader.from_status(status, None, {}, HERE).retries == 0


def test_a_template_that_fails_and_a_daily_limit_are_not_tried_again() -> None:
    for status, text in ((500, "Value is not callable: null at row 3, column 9"), (429, "per day")):
        assert fault_reader.from_status(status, {"error": text}, {}, HERE).retries == 0


@pytest.mark.parametrize(
    ("text", "window", "used"),
    [
        ("prompt is too long: 219,898 tokens > 200,000 maximum", 200_000, 219_898),
        ("maximum context length is 4096 tokens. However, you requested 5000 tokens", 4096, 5000),
        ("This model's maximum prompt length is 131072 but the request contains 537812 tokens.",)
        + (131_072, 537_812),
        (
            "Input length (9000 tokens) exceeds the maximum allowed length (8192 tokens).",
            8192,
            9000,
        ),
        ("prompt token count of 140000 exceeds the limit of 128000", 128_000, 140_000),
        ("The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",)
        + (1_048_576, 1_200_000),
        ("Prompt contains 40000 tokens, too large for model with 32768 maximum context length",)
        + (32_768, 40_000),
        ("`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens",)
        + (4096, 5000),
        ("Your input exceeds the context window of this model.", None, None),
    ],
)
def test_the_window_and_the_size_are_read_where_they_are_named(
    text: str, window: int | None, used: int | None
) -> None:
    found = fault_reader.from_status(400, {"error": {"message": text}}, {}, HERE)
    assert (found.code, found.window, found.used) == ("too_long", window, used)


def test_fields_with_the_sizes_win_over_words() -> None:
    error = {"message": "exceeds the context size", "n_ctx": 4096, "n_prompt_tokens": 9000}
    found = fault_reader.from_status(400, {"error": error}, {}, HERE)
    assert (found.window, found.used) == (4096, 9000)


@pytest.mark.parametrize(
    ("headers", "text", "fields", "seconds"),
    [
        ({"retry-after": "2"}, "", {}, 2.0),
        ({"retry-after": "2s"}, "", {}, 2.0),
        ({"retry-after": "1m30s"}, "", {}, 90.0),
        ({"retry-after-ms": "250"}, "", {}, 0.25),
        ({}, "Please try again in 6s.", {}, 6.0),
        ({}, "Please retry in 6.5s.", {}, 6.5),
        ({}, "try again in 250ms", {}, 0.25),
        ({}, "Try again in 1m2.5s", {}, 62.5),
        ({}, "retry after 20 seconds", {}, 20.0),
        ({}, "", {"retryDelay": "7s"}, 7.0),
        ({"x-ratelimit-reset-requests": "8s", "x-ratelimit-remaining-requests": "0"}, "", {}, 8.0),
        ({"x-ratelimit-reset-tokens": "9s", "x-ratelimit-remaining-tokens": "5"}, "", {}, None),
        ({"x-ratelimit-reset": "30"}, "", {}, 30.0),
        ({}, "slow down", {}, None),
        ({"retry-after": "soon"}, "", {}, None),
    ],
)
def test_waits_are_read_wherever_they_stand(
    headers: dict[str, str], text: str, fields: dict[str, str], seconds: float | None
) -> None:
    assert waits.wait_of(headers, text, fields) == seconds


def test_a_reset_may_be_a_time() -> None:
    for factor in (1, 1000):
        found = waits.wait_of({"x-ratelimit-reset": str((time.time() + 40) * factor)}, "", {})
        assert found is not None and 30 < found <= 40


def test_an_error_before_the_first_word_is_like_its_status() -> None:
    for error in ({"code": 429, "message": "x"}, {"message": "Overloaded"}, {"code": "503"}):
        assert fault_reader.from_error(error, HERE).retries > 0
        assert fault_reader.from_error(error, HERE, started=True).retries == 0


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"type": "message_start", "message": {}}', "Anthropic"),
        (b'{"type": "response.created", "response": {}}', "Responses"),
        (b'{"model": "m", "message": {"content": "Hi"}, "done": false}', "Ollama"),
        (b'{"error": "Unexpected endpoint or method. (POST /chat/completions)"}', "address"),
        (b"<html><title>Sign in</title></html>", "Sign in"),
    ],
)
def test_what_comes_in_place_of_an_answer_is_named(body: bytes, words: str) -> None:
    found = fault_reader.from_body(body, HERE)
    assert words in found.message and found.code in ("bad_url", "unreadable")


@pytest.mark.parametrize(
    ("url", "suggested"),
    [
        ("http://127.0.0.1:9", "http://127.0.0.1:9/v1"),
        ("http://127.0.0.1:9/api", "http://127.0.0.1:9/v1"),
        ("http://127.0.0.1:9/v1", ""),
        ("https://there.example/api/v3", ""),
        ("https://there.example/openai", ""),
    ],
)
def test_a_missing_version_is_offered(url: str, suggested: str) -> None:
    there = Endpoint("test", url, "m")
    assert fault_reader.suggested_url(there) == suggested
    message = fault_reader.from_status(404, {"detail": "Not Found"}, {}, there).message
    assert (suggested in message) if suggested else "perhaps" not in message


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["error", "message", "code", "detail", "type", "status", "loc", "msg"])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.integers(300, 599), JSONS | st.binary(max_size=50))
def test_no_body_is_too_odd(status: int, body: Any) -> None:
    for found in (
        fault_reader.from_status(status, body, {}, HERE),
        fault_reader.from_error(body, HERE),
        fault_reader.from_body(json.dumps(body, default=str).encode(), HERE),
    ):
        assert isinstance(found, Fault) and found.message.strip() and found.code
        assert "\n" not in found.message and len(found.message) < 1200
    assert len(spoken(body).message) <= 300


REAL = [
    (429, "Too many tokens, please wait before trying again.", "rate_limited"),
    (429, "Tokens per minute limit exceeded - too many tokens processed.", "rate_limited"),
    (
        429,
        "You exceeded your current quota, check your billing. Please retry in 31s.",
        "rate_limited",
    ),
    (400, "The decoder prompt (length 40000) is longer than the maximum model length", "too_long"),
    (422, "`inputs` must have less than 4095 tokens. Given: 5000", "too_long"),
    (400, "length of prompt_tokens (34044) must be less than max_seq_len (32768)", "too_long"),
    (400, "litellm.ContextWindowExceededError: x", "too_long"),
    (400, "'max_tokens' is too large: 8192. maximum context length is 4096", "bad_request"),
    (403, "Your team doesn't have any credits yet", "no_credit"),
    (400, "Budget has been exceeded! Current cost: 2", "no_credit"),
    (400, "x/y is not a valid model ID", "model_unknown"),
    (404, "No endpoints found for x/y.", "model_unknown"),
    (404, "No endpoints found matching your data policy.", "model_unknown"),
    (404, "No allowed providers are available for the model.", "model_unknown"),
    (400, "The model `m` has been decommissioned", "model_unknown"),
    (500, "tools param requires --jinja flag", "no_tools"),
    (400, "Function call is not supported for this model", "no_tools"),
    (500, "error parsing tool call: raw='{' err=unexpected end", "tool_use_failed"),
    (500, "Failed to parse input at pos 12: <|channel|>", "tool_use_failed"),
    (500, "error loading model: unable to allocate CUDA0 buffer", "server_error"),
    (400, "The model has crashed without additional information.", "server_error"),
    (405, "Method Not Allowed", "bad_url"),
    (400, "Client sent an HTTP request to an HTTPS server.", "bad_url"),
]


@pytest.mark.parametrize(("status", "text", "code"), REAL)
def test_servers_own_words_are_known(status: int, text: str, code: str) -> None:
    found = fault_reader.from_status(status, {"error": {"message": text}}, {}, HERE)
    assert found.code == code


def test_a_router_that_finds_no_provider_is_not_said_to_have_a_wrong_address() -> None:
    text = "No endpoints found matching your data policy. Configure: https://a.b/privacy"
    found = fault_reader.from_status(404, {"error": {"message": text}}, {}, HERE)
    assert found.message.startswith(f"{HERE.host} has no provider for the model {HERE.model}: No")
    assert "check the address" not in found.message


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
@pytest.mark.parametrize(
    "text",
    ["9" * 100_000 + "x", "<h1>" * 30_000, "(" * 50_000, '{"error":{"code":"²"}}', "1e9" * 9000],
)
def test_no_error_keeps_the_reader_busy_for_ever(status: int, text: str) -> None:
    for body in (text, {"error": {"message": text, "retryDelay": text, "code": text}}):
        found = fault_reader.from_status(status, body, {"retry-after": text}, HERE)
        assert found.message

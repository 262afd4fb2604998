"""What looks like a key, and what never does: the names of models."""

import pytest
from genai_prices import data

from bl_ext.user_default.sequence_maker.chat.faults.keylike import is_phrase, looks_like_key
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint, EndpointError

LOCAL = (
    *("qwen3", "qwen2.5-coder:32b-instruct-q4_K_M", "llama3.1:8b-instruct-fp16", "default"),
    *("hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M", "deepseek-r1:14b-qwen-distill-q8_0"),
    *("Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf", "/models/Mixtral-8x7B-Instruct-v0.1.Q5_K_S.gguf"),
    *("accounts/fireworks/models/llama-v3p1-405b-instruct", "@cf/meta/llama-3.1-8b-instruct"),
    *("ft:gpt-4o-mini-2024-07-18:my-org:lights:9HkAbCdE", "gpt4omini20240718prod"),
    *("anthropic.claude-3-5-sonnet-20241022-v2:0", "us.meta.llama3-2-90b-instruct-v1:0"),
    *("pplx-70b-chat-alpha", "xai/grok-4-fast-reasoning", "MyFineTunedModel2024Version"),
    "llama@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "TheBloke/OpenHermes-2.5-Mistral-7B-AWQ",
)
KEYS = (
    "sk-proj-4pQ9zT7uV2wX8yA1bC3dE5fG",
    "sk-ant-api03-Zq8_wE2-rT5yU7iO0pA",
    "sk-or-v1-77c1f0b2a9d4e6f8",
    "gsk_abcdefgh12345678",
    "AIzaSyD4x0-tE_9zQpLr7vBn2mKj6hGf3dSa1cX",
    "hf_QwErTyUiOpAsDfGhJkLzXcVbNm12345678",
    "0123456789abcdef0123456789abcdef",
    "Xy7Kp2Qm9Rt4Vb8Nc3Wd6Zf1",
    "Bearer f4k3f4k3f4k3f4k3",
    "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
)


def listed() -> list[str]:
    """Return the names of all models in the list of prices, with and without their provider's."""
    return [
        name
        for provider in data.providers
        for model in provider.models
        for name in (model.id, f"{provider.id}/{model.id}", model.name or model.id)
    ]


def test_no_model_is_taken_for_a_key() -> None:
    names = [*listed(), *LOCAL]
    assert len(names) > 1000
    assert [name for name in names if looks_like_key(name)] == []


@pytest.mark.parametrize("key", KEYS)
def test_keys_look_like_keys_and_are_no_models(key: str) -> None:
    assert looks_like_key(key) and looks_like_key(f"  {key}\n")
    with pytest.raises(EndpointError, match="looks like a key") as told:
        Endpoint("x", "http://127.0.0.1:1/v1", key).check()
    assert key not in str(told.value)


@pytest.mark.parametrize(
    "around", ["my {}", '"{}"', "key: {};", "OpenAI ({})", "a {} b", "h/v1 {}"]
)
@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_seen_in_any_surroundings(key: str, around: str) -> None:
    assert looks_like_key(around.format(key))


def test_plain_words_are_phrases() -> None:
    assert all(map(is_phrase, ("ollama", "not-needed", "sk-no-key-required", "lm-studio")))
    assert not any(map(is_phrase, ("sk-1234", *KEYS)))

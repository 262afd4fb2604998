"""The endpoints that an empty list of profiles is filled with."""

from typing import Any

from . import keys

DEFAULTS: tuple[dict[str, Any], ...] = (
    {"name": "OpenAI", "base_url": keys.OPENAI_URL, "model": "gpt-4.1-mini"},
    {"name": "Ollama", "base_url": "http://127.0.0.1:11434/v1", "model": "qwen3"},
    {"name": "LM Studio", "base_url": "http://127.0.0.1:1234/v1", "model": "local-model"},
    {"name": "llama.cpp", "base_url": "http://127.0.0.1:8080/v1", "model": "default"},
    {
        "name": "OpenRouter",
        "base_url": "https://openrouter.ai/api/v1",
        "model": "openai/gpt-4.1-mini",
        "env_name": "OPENROUTER_API_KEY",
    },
    {"name": "Offline", "base_url": "", "model": "offline", "offline": True},
)

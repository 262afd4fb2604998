"""What was learned of servers outlives the session, in a file of its own without any key."""

from bl_ext.user_default.sequence_maker.blender.host import memory
from bl_ext.user_default.sequence_maker.blender.settings import learned_file
from bl_ext.user_default.sequence_maker.chat.body.learned import Facts
from bl_ext.user_default.sequence_maker.chat.offer.windows import (
    learn_from_refusal,
    learn_from_usage,
    per_token,
    window_of,
)
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.chat.wire.events import Failed, Timing, Usage

TIMING = Timing(None, 0.0, None, 0, 0)


def used(prompt: int) -> Usage:
    """Return what a server counted."""
    return Usage(prompt, 5, None, None, None)


def too_long(window: int | None = None, size: int | None = None) -> Failed:
    """Return a refusal, with the sizes that it names."""
    return Failed("too_long", "x", "", None, TIMING, 400, window, size)


def test_facts_outlive_the_session(addon):
    learned_file.learned().add("http://there/v1", "m", Facts(window=6000, per_token=4.0))
    memory.forget_all()
    endpoint = Endpoint("x", "http://there/v1", "m", learned=learned_file.learned())
    assert window_of(endpoint).described() == "6,000 tokens (learned)"
    assert per_token(endpoint) == 4.0
    learned_file.learned().add("http://there/v1", "m", Facts(plain_schemas=True))
    learned_file.learned().forget()
    memory.forget_all()
    assert learned_file.learned().of("http://there/v1", "m") == Facts(6000, 4.0)


def test_a_window_is_learned_from_whatever_a_refusal_names():
    endpoint = Endpoint("x", "http://127.0.0.1:1/v1", "m")
    learn_from_refusal(endpoint, too_long(4096, 5000), 20_000)
    assert window_of(endpoint).tokens == 4096 and per_token(endpoint) == 4.0
    learn_from_refusal(endpoint, too_long(), 12_000)
    assert window_of(endpoint).tokens == int(0.85 * 12_000 / 4.0)


def test_what_the_person_entered_wins():
    endpoint = Endpoint("x", "http://127.0.0.1:1/v1", "m", context_window=9000)
    learn_from_refusal(endpoint, too_long(4096), 20_000)
    assert window_of(endpoint).described() == "9,000 tokens (entered)"


def test_a_request_that_was_cut_silently_is_seen():
    endpoint = Endpoint("x", "http://127.0.0.1:11434/v1", "m")
    assert learn_from_usage(endpoint, used(4000), 16_000, True) is None
    assert per_token(endpoint) == 4.0 and window_of(endpoint).origin == "assumed"
    assert learn_from_usage(endpoint, used(4096), 40_000, True) == 4096
    assert window_of(endpoint).described() == "4,096 tokens (learned)"


def test_a_server_that_counts_only_what_is_new_is_not_taken_for_one_that_cuts():
    endpoint = Endpoint("x", "http://127.0.0.1:11434/v1", "m")
    assert learn_from_usage(endpoint, used(120), 40_000, False) is None
    far = Endpoint("x", "https://api.example.com/v1", "m")
    assert learn_from_usage(far, used(4096), 40_000, True) is None
    assert window_of(endpoint).origin == window_of(far).origin == "assumed"

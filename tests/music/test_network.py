"""The small network that hears beats."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.hearing.activation import PICTURE
from bl_ext.user_default.sequence_maker.music.hearing.steps import finished
from bl_ext.user_default.sequence_maker.music.network import pulse
from bl_ext.user_default.sequence_maker.music.network.products import product
from bl_ext.user_default.sequence_maker.music.network.shape import COUNT, SEEN, SHAPE, unpacked

PICTURES = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).random)


def test_the_weights_are_small_and_fit_the_shape():
    file = pulse._WEIGHTS
    assert file.stat().st_size < 110_000
    flat = np.load(file)
    assert flat.shape == (COUNT,) and np.isfinite(flat).all()
    assert SEEN == PICTURE
    sizes = [part.size for layer in unpacked(flat) for part in layer]
    assert sum(sizes) == COUNT and len(sizes) == len(SHAPE)


def test_weights_that_do_not_fit_are_refused(tmp_path, monkeypatch):
    file = tmp_path / "weights.npy"
    np.save(file, np.zeros(7, np.float16))
    monkeypatch.setattr(pulse, "_WEIGHTS", file)
    with pytest.raises(ValueError, match=r"weights\.npy has \(7,\) weights"):
        finished(pulse.pulse_steps(np.zeros((10, SEEN), np.float32)))


@settings(max_examples=15, deadline=None)
@given(make=PICTURES, count=st.integers(0, 900), block=st.integers(1, 400))
def test_blocks_change_nothing(make, count, block):
    picture = make((count, SEEN), dtype=np.float32)
    whole = finished(pulse.pulse_steps(picture))
    size, pulse._BLOCK = pulse._BLOCK, block
    try:
        pieces = finished(pulse.pulse_steps(picture))
    finally:
        pulse._BLOCK = size
    assert whole.shape == (count, 2)
    assert ((whole >= 0) & (whole <= 1)).all()
    np.testing.assert_allclose(pieces, whole, atol=1e-5)


@settings(max_examples=10, deadline=None)
@given(make=PICTURES, by=st.integers(1, 300))
def test_what_is_heard_moves_with_the_sound(make, by):
    """Far from the ends, where the network reaches no further than 511 layers' frames."""
    picture = make((1700, SEEN), dtype=np.float32)
    later = np.concatenate([make((by, SEEN), dtype=np.float32), picture])
    one, other = (finished(pulse.pulse_steps(part)) for part in (picture, later))
    np.testing.assert_allclose(other[by + 600 : by + 1100], one[600:1100], atol=1e-4)


@pytest.mark.parametrize(("count", "inner", "columns"), [(0, 3, 2), (1, 84, 28), (4001, 84, 28)])
def test_a_product_in_strips_is_that_of_the_whole(count, inner, columns):
    chance = np.random.default_rng(1)
    values = chance.normal(size=(count, inner)).astype(np.float32)
    weights = chance.normal(size=(inner, columns)).astype(np.float32)
    assert np.allclose(product(values, weights), values @ weights, atol=1e-4)

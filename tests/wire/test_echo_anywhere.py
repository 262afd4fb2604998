"""A sample of the run of 500: a key said back in any place of any answer is kept nowhere."""

import pytest

import secret_answers
from secret_places import FORMS, found_in

EXAMPLES = 25


@pytest.mark.parametrize("number", [1])
def test_a_key_said_back_anywhere_is_kept_nowhere(scene, number):
    seen = secret_answers.run(EXAMPLES, number)
    assert sum(seen.values()) >= EXAMPLES and len(seen) > 1


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_search_finds_each_form(form):
    key = "sk-proj-4pQ9zT7uV2wX8yA1bC3dE5fG"
    said = FORMS[form](key)
    assert found_in(f"x {said} y", key) and found_in(f"x {said} y".encode(), key)
    assert not found_in(f"x {said[:11]} y", key)

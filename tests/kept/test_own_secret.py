"""The secret by which one's own chats are known: made once, healed, the same for all Blenders."""

import os
import threading

import pytest

from bl_ext.user_default.sequence_maker.blender.host import damaged
from bl_ext.user_default.sequence_maker.blender.wishes import own_secret


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    made = own_secret.secret_in(tmp_path)
    assert len(made) == own_secret.SIZE and own_secret.secret_in(tmp_path) == made
    if os.name == "posix":
        assert (tmp_path / own_secret.NAME).stat().st_mode & 0o777 == 0o600


def test_those_who_make_it_at_once_have_the_same(tmp_path):
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(own_secret.secret_in(tmp_path)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len(set(found)) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"abcd", b"zz" * 32])
def test_a_damaged_secret_is_set_aside_and_made_anew(tmp_path, content, caplog):
    (tmp_path / own_secret.NAME).write_bytes(content)
    made = own_secret.secret_in(tmp_path)
    assert own_secret.secret_in(tmp_path) == made and "damaged" in caplog.text
    assert [p.read_bytes() for p in tmp_path.glob("*.bak")] == [content]


def test_a_folder_in_its_place_is_set_aside(tmp_path):
    (tmp_path / own_secret.NAME).mkdir()
    assert own_secret.secret_in(tmp_path) == own_secret.secret_in(tmp_path)


def test_bytes_that_are_no_text_are_read_all_the_same():
    class Owner:
        @property
        def words(self):
            return b"\xff\xfe{".decode()

    assert damaged.text_of(Owner(), "words") == "\\xff\\xfe{"

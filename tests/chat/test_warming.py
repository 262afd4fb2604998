"""What the first prompt needs is loaded beforehand, and nothing is asked for it."""

import socket

from bl_ext.user_default.sequence_maker.blender.chat import warm_up
from bl_ext.user_default.sequence_maker.chat.offer import offered
from bl_ext.user_default.sequence_maker.tools import TOOLS


def test_nobody_is_asked_and_nothing_is_told(monkeypatch, caplog):
    def connect(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "create_connection", connect)
    thread = warm_up._begun()
    thread.join(60)
    assert not thread.is_alive() and thread.daemon
    assert not [record for record in caplog.records if record.name.startswith("bl_ext")]
    assert offered._forms.cache_info().currsize >= len(TOOLS)


def test_a_fault_of_a_package_is_nobodys_end(monkeypatch):
    def broken(*_):
        raise ImportError("broken")

    monkeypatch.setattr(offered, "prepare", broken)
    thread = warm_up._begun()
    thread.join(60)
    assert not thread.is_alive()

"""What is remembered is forgotten by one call, and the one timer serves all that goes on."""

import threading
from types import SimpleNamespace

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import memory, pump
from bl_ext.user_default.sequence_maker.blender.host.memory import PerAddon, PerScene, Why


@pytest.fixture
def own(monkeypatch):
    """Memories of this test's own; those of the running add-on stay as they are."""
    monkeypatch.setattr(memory, "_scenes", {})
    monkeypatch.setattr(memory, "_addon", {})


def a_scene(uid):
    return SimpleNamespace(session_uid=uid)


def test_each_scene_has_its_own_and_a_renamed_one_keeps_it(own):
    notes = PerScene[list[str]](lambda scene: [])
    notes.of(a_scene(1)).append("one")
    notes.of(a_scene(2)).append("two")
    assert notes.of(a_scene(1)) == ["one"], "known by uid, not by the object"
    assert notes.all() == [["one"], ["two"]]
    assert notes.known(a_scene(3)) is None
    notes.clear()
    assert notes.all() == []


def test_another_file_ends_the_scenes_and_leaves_the_addon(own):
    ended = []
    scenes = PerScene(lambda scene: scene.session_uid, end=lambda *told: ended.append(told))
    addon = PerAddon(lambda: "kept", end=lambda *told: ended.append(told))
    scenes.of(a_scene(7)), scenes.of(a_scene(8)), addon.get()
    memory.forget_scenes()
    assert ended == [(7, Why.FILE), (8, Why.FILE)] and addon.known() == "kept"
    memory.forget_all()
    assert ended[2:] == [("kept", Why.ADDON)] and addon.known() is None


def test_the_end_goes_backward_and_past_a_fault(own, caplog):
    ended = []

    def slot(name, fault=False):
        def end(_value, _why):
            ended.append(name)
            if fault:
                raise RuntimeError("for the test")

        return PerAddon(lambda: name, end=end)

    first, second, third = slot("first"), slot("second", fault=True), slot("third")
    for made in (first, second, third):
        made.get()
    memory.forget_all()
    assert ended == ["third", "second", "first"] and not memory._addon
    assert "did not end well" in caplog.text


def test_what_lasts_is_there_when_the_addon_is_enabled_again(own):
    typed, shown = PerAddon(list, lasting=True), PerAddon(list)
    typed.get().append("a key")
    shown.get().append("a picture")
    memory.forget_all()
    assert typed.get() == ["a key"] and shown.get() == []


def test_two_threads_get_the_same(own):
    gate, found = threading.Barrier(8), []
    slot = PerAddon(object)

    def look():
        gate.wait()
        found.append(slot.get())

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(value) for value in found}) == 1


def test_steps_share_the_seconds_of_a_tick(own):
    given = []
    steps = [lambda budget, n=n: given.append((n, budget)) for n in range(4)]
    for step in steps:
        pump.add(step)
    assert pump._tick() is None, "all came to their end"
    assert sorted(n for n, _ in given) == [0, 1, 2, 3]
    assert sum(budget for _, budget in given) == pytest.approx(pump.BUDGET)


def test_a_step_comes_again_when_it_said_and_no_sooner(own):
    calls = []
    pump.add(lambda _: calls.append("soon") or 0.0)
    pump.add(lambda _: calls.append("late") or 60.0)
    for _ in range(3):
        wait = pump._tick()
        assert 0.0 <= wait <= pump.PERIOD
    assert calls.count("soon") == 3 and calls.count("late") == 1


def test_a_step_that_fails_is_dropped_and_the_others_go_on(own, caplog):
    calls = []

    def broken(_):
        raise ValueError("for the test")

    pump.add(broken)
    pump.add(lambda _: calls.append(1) or 0.0)
    pump._tick()
    pump._tick()
    assert len(calls) == 2 and caplog.text.count("a step failed") == 1


def test_a_step_may_end_everything(own):
    calls = []
    pump.add(lambda _: memory.forget_all())
    pump.add(lambda _: calls.append(1) or 0.0)
    assert pump._tick() is None and not calls


def test_with_a_window_the_timer_runs_until_the_memory_ends(own, monkeypatch):
    monkeypatch.setattr(pump, "bpy", SimpleNamespace(app=windowed(bpy.app.timers)))
    pump.add(lambda _: 0.0)
    pump.add(lambda _: 0.0)
    assert bpy.app.timers.is_registered(pump._tick)
    memory.forget_all()
    assert not bpy.app.timers.is_registered(pump._tick)


def windowed(timers):
    return SimpleNamespace(background=False, timers=timers)

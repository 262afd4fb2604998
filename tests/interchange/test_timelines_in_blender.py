"""Timelines of a real scene: written, read, brought into another one, the user's as it was."""

import json
from pathlib import Path
from typing import Any

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.show import show_reader, timeline_files
from bl_ext.user_default.sequence_maker.interchange.bringing_in import bring_in
from bl_ext.user_default.sequence_maker.interchange.timeline_rows import joined, told
from timeline_help import StripWorld, create, strips_of
from timelines_help import shown

FORMS = ("show.json", "show.csv", "props")


@pytest.fixture
def world(scene: Any) -> StripWorld:
    """Colors, a fade, a keyed color, a gap, LEDs, a muted channel, a strip before the start."""
    made = StripWorld(scene)
    session = made.session()
    create(session, 1, 0, 2, "red", end_color="blue")
    create(session, 1, 3, 4, "black", pixels=3)
    create(session, 2, 1, 3, "lime")
    create(session, 128, 0.5, 5, "#123456")
    made.rename(2, 'Lamp <b>, "&" 🤹')
    made.timelines.editor.channels[128].mute = True
    strip = next(s for s in strips_of(scene) if s.channel == 2)
    for frame, color in ((24, (1, 0, 0)), (40, (0, 0.5, 1)), (60, (0.2, 0.2, 0))):
        strip.color = color
        strip.keyframe_insert("color", frame=frame)
    return made


@pytest.mark.parametrize("rate", [(24, 1.0), (24, 1.001), (25, 1.0), (30, 1.001), (60, 1.0)])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("offset", [0, -80])
def test_what_is_written_comes_back_with_every_frame_of_every_channel(
    world: StripWorld, tmp_path: Path, form: str, rate: tuple[int, float], offset: int
) -> None:
    scene = world.scene
    scene.render.fps, scene.render.fps_base = rate
    before = show_reader.rows_of(scene)
    path = tmp_path / form
    wrote = timeline_files.write_timelines(scene, path, offset)
    assert timeline_files.is_written(scene, path, offset)
    assert not [place for place in tmp_path.rglob("*") if ".part" in place.name]
    other = StripWorld(empty(scene))
    result = run(bring_in(other.session(), timeline_files.read_timelines(path, offset)))
    after = show_reader.rows_of(other.scene)
    frames = world.timelines.frame_rate
    assert [row.channel for row in after] == [1, 2, 128]
    assert [(row.name, row.muted) for row in after] == [(row.name, row.muted) for row in before]
    assert [shown(row, frames) for row in after] == [shown(row, frames) for row in before]
    assert told(map(joined, after), frames) == told(wrote, frames)
    assert result["warnings"] == []


def empty(scene: Any) -> Any:
    """Return another scene with the same frames."""
    made = bpy.data.scenes.new("Other")
    made.render.fps, made.render.fps_base = scene.render.fps, scene.render.fps_base
    made.view_settings.view_transform = "Standard"
    made.sequence_editor_create()
    return made


def run(steps: Any, answer: bool = True) -> dict[str, Any]:
    """Carry a generator to its end."""
    try:
        next(steps)
        while True:
            steps.send(answer)
    except StopIteration as end:
        return end.value


def test_the_file_is_what_the_props_programs_read(world: StripWorld, tmp_path: Path) -> None:
    timeline_files.write_timelines(world.scene, tmp_path / "props")
    names = sorted(place.name for place in (tmp_path / "props").iterdir())
    assert names == ["001_Channel_1.json", "002_Lamp_b.json", "128_Channel_128.json"]
    data = json.loads((tmp_path / "props" / names[0]).read_text("utf-8"))
    end = data.pop("end_time")
    assert end >= 96 and data == {
        "channel": 1,
        "name": "Channel 1",
        "default_pixels": 4,
        "color_format": "rgb",
        "refresh_rate": 24,
        "sequence": {
            "0": {"start_color": [255, 0, 0], "end_color": [0, 0, 255]},
            "48": {"color": [0, 0, 0], "gap": True},
            "72": {"color": [0, 0, 0], "pixels": 3},
            "96": {"color": [0, 0, 0], "gap": True},
        },
    }
    dark = json.loads((tmp_path / "props" / names[2]).read_text("utf-8"))
    assert dark["sequence"] == {"0": {"color": [0, 0, 0], "gap": True}}
    assert dark["muted_sequence"]["12"] == {"color": [18, 52, 86]}


def test_a_file_is_written_whole_or_not_at_all(
    world: StripWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "show.json"
    path.write_text("mine")
    monkeypatch.setattr(timeline_files, "told", lambda rows, rate: object())
    with pytest.raises(ValueError, match="does not read as it was"):
        timeline_files.write_timelines(world.scene, path)
    assert [place.name for place in tmp_path.iterdir()] == ["show.json"]
    assert path.read_text() == "mine"


def test_what_cannot_be_written_is_said_in_one_sentence(world: StripWorld, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"must end in \.json or \.csv"):
        timeline_files.write_timelines(world.scene, tmp_path / "a.txt")
    with pytest.raises(ValueError, match="too coarse for 24 frames a second"):
        timeline_files.write_timelines(world.scene, tmp_path / "a.json", 0, 5)
    with pytest.raises(OSError):
        timeline_files.write_timelines(world.scene, tmp_path / "no" / "a.json")
    with pytest.raises(ValueError, match="no segment to write"):
        timeline_files.write_timelines(empty(world.scene), tmp_path / "a.json")
    timeline_files.write_timelines(world.scene, tmp_path / "props")
    world.rename(1, "Drums")
    with pytest.raises(ValueError, match="001_Channel_1.json is there already"):
        timeline_files.write_timelines(world.scene, tmp_path / "props")
    assert len(list((tmp_path / "props").iterdir())) == 3


def test_the_operators_write_and_read_with_one_undo_step(
    world: StripWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, ops = world.scene, bpy.ops.sequence_maker
    paths = {form: tmp_path / name for form, name in zip(OPERATORS, FORMS, strict=True)}
    for form, path in paths.items():
        made = ops.export_timelines(filepath=str(path.with_suffix("")), format=form, offset_ms=-80)
        assert made == {"FINISHED"} and timeline_files.is_written(scene, path, -80)
    for path in paths.values():
        create(world.session(), 1, 1, 3.5, "white")
        before = show_reader.rows_of(scene)
        with pytest.raises(RuntimeError, match="Channel 1 has segment"):
            ops.import_timelines(filepath=str(path), offset_ms=-80)
        assert show_reader.rows_of(scene) == before
        bpy.context.preferences.edit.use_global_undo = True
        bpy.ops.ed.undo_push(message="before")
        chosen = {"filepath": str(path), "offset_ms": -80, "replace": True}
        assert ops.import_timelines("EXEC_DEFAULT", True, **chosen) == {"FINISHED"}
        assert timeline_files.is_written(scene, path, -80)
        bpy.ops.ed.undo()
        world.scene = scene = bpy.context.scene
        assert show_reader.rows_of(scene) == before


OPERATORS = ("JSON", "CSV", "PROPS")


@pytest.mark.parametrize("name", ["export_timelines", "import_timelines"])
def test_the_dialogs_take_ten_minutes_of_offset_either_way(name: str) -> None:
    offset = getattr(bpy.ops.sequence_maker, name).get_rna_type().properties["offset_ms"]
    assert (offset.hard_min, offset.hard_max) == (-600_000, 600_000)


def test_the_operators_say_what_is_wrong_and_ask_about_flashing(
    world: StripWorld, tmp_path: Path
) -> None:
    ops = bpy.ops.sequence_maker
    with pytest.raises(RuntimeError, match="Choose a file to read"):
        ops.import_timelines(filepath="")
    with pytest.raises(RuntimeError, match="cannot be read: No such file"):
        ops.import_timelines(filepath=str(tmp_path / "none.json"))
    bad = tmp_path / "bad.csv"
    bad.write_text("channel,start_time,end_time,color\n1,0,1,rde\n")
    with pytest.raises(RuntimeError, match="row 2: color: unknown color"):
        ops.import_timelines(filepath=str(bad))
    with pytest.raises(RuntimeError, match="too coarse for 24 frames"):
        ops.export_timelines(filepath=str(tmp_path / "a.json"), refresh_rate=3)
    rows = "".join(f"7,{n / 8},{n / 8 + 1 / 16},white\n" for n in range(40))
    bad.write_text("channel,start_time,end_time,color\n" + rows)
    with pytest.raises(RuntimeError, match="tick “Allow Flashing”"):
        ops.import_timelines(filepath=str(bad))
    assert not world.timelines.segments(7)
    assert ops.import_timelines(filepath=str(bad), flash=True) == {"FINISHED"}
    assert len(world.timelines.segments(7)) == 40

"""Files are planned as they are added: nothing comes before Apply, and then just what was shown."""

from pathlib import Path

from bl_ext.user_default.sequence_maker.blender.command import plan_command
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.toolkit.planning.plan_differences import differences
from bl_ext.user_default.sequence_maker.tools import TOOLS
from media_help import film, image, images
from test_applied_as_previewed import alike, look, planned, replayed
from timeline_help import FREE, strips_of


def test_files_are_planned_and_then_added(scene, trip):
    film(trip / "clip.mp4", 24)
    image(trip / "still.png", size=(64, 36))
    images(trip, 12)
    calls = [
        ("add_media", {"files": ["Trip/clip.mp4", "Trip/still.png"], "channel": 1}),
        ("add_media", {"files": "Trip/shot_####.png", "channel": 3}),
        ("move_strips", {"strips": ["still.png"], "by": 2}),
    ]
    session = session_for(scene, FREE)
    plan, copy = planned(session, [(TOOLS[name], given) for name, given in calls])
    assert [call.name for call in plan.calls][:2] == ["add_media"] * 2
    assert not len(strips_of(scene))
    files = set(plan_command._files(scene, plan))
    assert {Path(name).name for name in files} >= {"clip.mp4", "still.png", "shot_0001.png"}
    assert all(Path(name).exists() for name in files)
    done = replayed(session, plan)
    assert differences(plan, done) == () and alike(look(session), look(copy))
    assert len(strips_of(scene)) == 3

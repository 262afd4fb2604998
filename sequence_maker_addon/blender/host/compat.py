"""Every difference between Blender 4.2 and 5.2 that the add-on meets, in one place."""

from __future__ import annotations

from typing import Any

import bpy

LAST_FRAME = 1_048_574
"""Blender's MAXFRAME."""


def sequencer_scene(context: Any = None) -> Any:
    """Return the scene that the Sequencer edits, or None; 5.0 gave it its own context member."""
    context = context or bpy.context
    if hasattr(context, "sequencer_scene"):
        return context.sequencer_scene
    return context.scene


def set_sequencer_scene(context: Any, scene: Any) -> None:
    """Let the Sequencer edit a scene; before 5.0 it edits the window's, whatever is chosen."""
    if hasattr(context.workspace, "sequencer_scene"):
        context.workspace.sequencer_scene = scene


def scene_by_uid(uid: int) -> Any:
    """Return the scene with a session uid, which undo and renaming keep, or None."""
    return next((scene for scene in bpy.data.scenes if scene.session_uid == uid), None)


def strips(editor: Any) -> Any:
    """Return the top-level strips of a sequence editor or meta strip (`sequences` before 4.4)."""
    return editor.strips if hasattr(editor, "strips") else editor.sequences


def new_color_strip(editor: Any, name: str, channel: int, first: int, end: int) -> Any:
    """Add a COLOR strip over the frames `[first, end)`."""
    return new_effect(strips(editor), name, "COLOR", channel, first, end, [])


COLOR_STRIP = getattr(bpy.types, "ColorStrip", None) or bpy.types.ColorSequence
"""The class of color strips, renamed in 4.4; comparing it costs less than reading a type."""

_HANDLES = bpy.app.version >= (5, 1, 0)
"""Asked once: a name that is missing costs more than one that is there, and every strip is read."""


def frames(strip: Any) -> tuple[int, int]:
    """Return the visible frames `[first, end)` of a strip; names changed in 5.1."""
    if _HANDLES:
        return strip.left_handle, strip.right_handle
    return strip.frame_final_start, strip.frame_final_end


PLACE = (
    ("left_handle", "right_handle", "content_start", "content_duration")
    if _HANDLES
    else ("frame_final_start", "frame_final_end", "frame_start", "frame_duration")
)
"""Properties of a strip: its visible frames `[first, end)`, and those of its content."""


def set_first(strip: Any, frame: int) -> None:
    """Move the left handle."""
    setattr(strip, PLACE[0], frame)


def set_end(strip: Any, frame: int) -> None:
    """Move the right handle."""
    setattr(strip, PLACE[1], frame)


def shift(strip: Any, count: float) -> None:
    """Move a whole strip by a number of frames."""
    setattr(strip, PLACE[2], getattr(strip, PLACE[2]) + count)


def content_start(strip: Any) -> float:
    """Return the frame of the content's first frame, trimmed or not."""
    return float(getattr(strip, PLACE[2]))


def content_trim(strip: Any) -> tuple[int, int]:
    """Return how many frames of a strip's file lie before its content and after it (hold split)."""
    name = "content_trim" if _HANDLES else "animation_offset"
    first, last = (getattr(strip, f"{name}_{end}", 0) for end in ("start", "end"))
    return int(first), int(last)


def path_prefix() -> str:
    """Return how an animation path to a strip begins."""
    has_strips = "strips_all" in bpy.types.SequenceEditor.bl_rna.properties
    return f"sequence_editor.{'strips_all' if has_strips else 'sequences_all'}["


def fcurves(scene: Any, create: bool = False) -> Any:
    """Return the F-curves of a scene's action, or None; 4.4 brought slots and layers."""
    if create and scene.animation_data is None:
        scene.animation_data_create()
    data = scene.animation_data
    if data is None:
        return None
    if create and data.action is None:
        data.action = bpy.data.actions.new(f"{scene.name}Action")
    action = data.action
    if action is None or not hasattr(action, "layers"):
        return None if action is None else action.fcurves
    if create and data.action_slot is None:
        data.action_slot = action.slots.new(id_type="SCENE", name=scene.name)
    if create and not len(action.layers):
        action.layers.new("Layer").strips.new(type="KEYFRAME")
    if data.action_slot is None or not len(action.layers):
        return None
    bag = action.layers[0].strips[0].channelbag(data.action_slot, ensure=create)
    return None if bag is None else bag.fcurves


RAW_IS_EXACT = bpy.app.version < (5, 0, 0)
"""Whether the view transform Raw shows sRGB colors of strips as they are."""


def uses_white_balance(view: Any) -> bool:
    """Tell whether view settings use a white balance, which 4.3 brought."""
    return bool(getattr(view, "use_white_balance", False))


def use_no_white_balance(view: Any) -> None:
    """Turn the white balance of view settings off, where there is one."""
    if uses_white_balance(view):
        view.use_white_balance = False


def is_editable(scene: Any) -> bool:
    """Tell whether a scene is of this file and can be changed."""
    return bool(scene.library is None and getattr(scene, "is_editable", True))


HAS_CONNECTIONS = bpy.app.version >= (4, 4, 0)
"""Whether strips can be connected."""
EVALUATES_ANY_SCENE = bpy.app.version >= (5, 0, 0)
"""Whether an operator of the Sequencer edits a scene beside the context's own."""


def connections_of(strip: Any) -> Any:
    """Return the strips that one is connected with; None before 5.2, which does not tell."""
    return getattr(strip, "connections", None)


def remove_scene(scene: Any) -> None:
    """Remove a scene that nothing shows."""
    bpy.data.scenes.remove(scene)


def sound_has_engine() -> bool:
    """Tell whether this Blender can load sounds; the 4.2 wheel is built without Audaspace."""
    return bool(bpy.app.build_options.audaspace)


def retiming_share() -> tuple[int, bool] | None:
    """Return where a retiming key's memory has its share of the sound, or None if unknown.

    Returns:
        The offset in bytes, and whether the share is of all frames (else of all but the last).
    """
    if not (4, 2, 0) <= bpy.app.version < (6, 0, 0):
        return None
    return (12, True) if bpy.app.version >= (5, 0, 0) else (16, False)


MATROSKA_OPUS_LATE = (-0.0135, -0.0005) if _HANDLES else (0.0065, 0.0065)
"""Seconds by which Opus in Matroska is played late, and the same beside H.264 and H.265."""


def has_textbox() -> bool:
    """Tell whether this Blender has a text field of several lines (5.2)."""
    return "textbox" in bpy.types.UILayout.bl_rna.functions


def all_strips(editor: Any) -> Any:
    """Return the strips of a sequence editor, those inside meta strips included."""
    return editor.strips_all if hasattr(editor, "strips_all") else editor.sequences_all


def set_image_format(settings: Any, name: str) -> None:
    """Choose the format of stills; 5.0 wants the kind of medium first."""
    image = settings.image_settings
    if hasattr(image, "media_type"):
        image.media_type = "IMAGE"
    image.file_format = name


def set_movie_format(settings: Any, container: str) -> None:
    """Choose H.264 with AAC sound in a container."""
    image = settings.image_settings
    if hasattr(image, "media_type"):
        image.media_type = "VIDEO"
    image.file_format = "FFMPEG"
    settings.ffmpeg.format = container
    settings.ffmpeg.codec = "H264"
    settings.ffmpeg.audio_codec = "AAC"


def new_effect(
    strips: Any, name: str, kind: str, channel: int, first: int, end: int, inputs: list[Any]
) -> Any:
    """Add an effect strip over the frames `[first, end)`, or over its inputs."""
    known = strips.bl_rna.functions["new_effect"].parameters
    place = {"length": end - first} if "length" in known else {"frame_end": end}
    names = ("input1", "input2") if "input1" in known else ("seq1", "seq2")
    of = dict(zip(names, inputs, strict=False))
    place |= {"channel": channel, "frame_start": first}
    return strips.new_effect(name=name, type=kind, **place, **of)


def new_text_strip(strips: Any, name: str, channel: int, first: int, end: int) -> Any:
    """Add a TEXT strip over the frames `[first, end)`."""
    return new_effect(strips, name, "TEXT", channel, first, end, [])


def center_text(strip: Any) -> None:
    """Let the middle of a text lie at its location; 4.4 tells anchor and alignment apart."""
    if hasattr(strip, "anchor_x"):
        strip.anchor_x, strip.anchor_y, strip.alignment_x = "CENTER", "CENTER", "CENTER"
    else:
        strip.align_x, strip.align_y = "CENTER", "CENTER"


def own_action(scene: Any) -> None:
    """Give a copy of a scene an action of its own: they share one, and strips take curves along."""
    data = scene.animation_data
    if data is None or data.action is None:
        return
    chosen = getattr(data, "action_slot", None)
    name = "" if chosen is None else chosen.identifier
    data.action = data.action.copy()
    if name:
        data.action_slot = next(s for s in data.action.slots if s.identifier == name)


def version_name() -> str:
    """Return which Blender runs, for a report, such as `5.2.2 LTS`."""
    return str(bpy.app.version_string)


def text_names() -> dict[str, str | None]:
    """Return properties of text strips that have another name here, or none (before 4.4)."""
    if bpy.app.version >= (4, 4, 0):
        return {}
    return {"anchor_x": "align_x", "anchor_y": "align_y", "alignment_x": None}

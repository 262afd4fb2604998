"""What of a strip, or of a part of it, can be set, as plain data; only what is no default."""

from __future__ import annotations

from functools import cache
from typing import Any

import bpy

_ELSEWHERE = frozenset(
    "name select select_left_handle select_right_handle channel frame_start frame_final_start"
    " frame_final_end frame_final_duration frame_offset_start frame_offset_end duration"
    " content_start left_handle right_handle left_handle_offset right_handle_offset lock"
    " show_retiming_keys input_1 input_2 input_count rna_type is_active show_preview"
    " show_expanded open_mask_input_panel show_group_selector input_mask_strip type"
    " animation_offset_start animation_offset_end content_trim_start content_trim_end".split()
)
"""What a strip's place and name say, what making it says, or what is no part of the edit."""
_PARTS = ("transform", "crop", "color_balance", "colorspace_settings", "stereo_3d_format", "proxy")

Field = tuple[str, Any, bool]
"""A property's name, its default as plain data, and whether it is a set of flags."""


def values_of(struct: Any) -> dict[str, Any]:
    """Return the values of a struct and of its parts that are no defaults."""
    found: dict[str, Any] = {}
    for name, default, _ in _fields(struct):
        value = plain(getattr(struct, name))
        if value != default:
            found[name] = value
    for name in _PARTS:
        part = getattr(struct, name, None)
        inside = values_of(part) if part is not None else {}
        found |= {name: inside} if inside else {}
    return found


def reset(struct: Any, values: dict[str, Any]) -> None:
    """Set values, and the defaults of what they do not name."""
    set_values(struct, {name: default for name, default, _ in _fields(struct)} | values)
    for name in _PARTS:
        part = getattr(struct, name, None)
        if part is not None:
            reset(part, values.get(name, {}))


def set_values(struct: Any, values: dict[str, Any]) -> None:
    """Set those that are named, where they are not so already."""
    fields = {name: is_flags for name, _, is_flags in _fields(struct)}
    for name, value in values.items():
        if name in fields and plain(getattr(struct, name)) != value:
            try:
                setattr(struct, name, set(value) if fields[name] else value)
            except (AttributeError, TypeError, ValueError):  # written by another Blender
                pass
    for name in _PARTS:
        part = getattr(struct, name, None) if name in values else None
        if part is not None:
            set_values(part, values[name])


def blocks_of(struct: Any) -> dict[str, list[str]]:
    """Return the data-blocks that a struct has, each as its collection, name and library."""
    found = {}
    for name in _pointers(struct):
        block = getattr(struct, name)
        if isinstance(block, bpy.types.ID):
            library = "" if block.library is None else block.library.filepath
            found[name] = [_collection(block), block.name, library]
    return found


def set_blocks(struct: Any, blocks: dict[str, list[str]]) -> None:
    """Give a struct data-blocks; one that is gone is left out."""
    for name, row in blocks.items():
        block = block_of(row)
        if block is not None and name in _pointers(struct) and getattr(struct, name) != block:
            setattr(struct, name, block)


def block_of(row: list[str]) -> Any:
    """Return a data-block by its collection, name and library, or None where it is gone."""
    collection, name, library = row
    known = getattr(bpy.data, collection, None)
    return None if known is None else known.get((name, library or None))


def _collection(block: Any) -> str:
    kind, known = block.bl_rna, _collections()
    while kind is not None and kind.identifier not in known:
        kind = kind.base
    return "" if kind is None else known[kind.identifier]


@cache
def _collections() -> dict[str, str]:
    """Return the collections of a file's data-blocks by what they hold."""
    every = (known for known in bpy.data.bl_rna.properties if known.type == "COLLECTION")
    return {known.fixed_type.identifier: known.identifier for known in every}


def _fields(struct: Any) -> list[Field]:
    return _known(struct)[0]


def _pointers(struct: Any) -> list[str]:
    return _known(struct)[1]


def _known(struct: Any) -> tuple[list[Field], list[str]]:
    kind: Any = type(struct)
    return _about(kind, len(struct.bl_rna.properties))


@cache
def _about(kind: Any, count: int) -> tuple[list[Field], list[str]]:
    """Return what of a struct can be set: values, and the names of pointers.

    Args:
        kind: Its class.
        count: How many properties it has, to which other add-ons may add.
    """
    settable = [
        known
        for known in kind.bl_rna.properties
        if known.type != "COLLECTION"
        and not known.is_readonly
        and known.identifier not in _ELSEWHERE
    ]
    values = [known for known in settable if known.type != "POINTER"]
    fields = [(k.identifier, _default(k), _is_flags(k)) for k in values]
    return fields, [k.identifier for k in settable if k.type == "POINTER"]


def _is_flags(known: Any) -> bool:
    return bool(known.type == "ENUM" and known.is_enum_flag)


def _default(known: Any) -> Any:
    if getattr(known, "is_array", False):
        return [plain(value) for value in known.default_array]
    return sorted(known.default_flag) if _is_flags(known) else plain(known.default)


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    if isinstance(value, set):
        return sorted(value)
    for form in ("to_list", "to_dict"):
        if (made := getattr(value, form, None)) is not None:
            return made()
    try:
        return [plain(part) for part in value]
    except TypeError:
        return None

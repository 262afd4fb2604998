"""The types of arguments that name something of the scene, of which a dialog offers a list."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, WithJsonSchema

from ...toolkit.parameters import Kind

SoundName = Annotated[
    str, Field(max_length=200), WithJsonSchema({"type": "string"}), Kind("text", of="sounds")
]
SectionName = Annotated[
    str, Field(max_length=200), WithJsonSchema({"type": "string"}), Kind("text", of="sections")
]
"""The name of a section of the song; a letter stands for its first one."""
FontName = Annotated[
    str, Field(max_length=200), WithJsonSchema({"type": "string"}), Kind("text", of="fonts")
]
"""A font of the file, by the name that it has in Blender."""
FolderName = Annotated[
    str, Field(max_length=200), WithJsonSchema({"type": "string"}), Kind("text", of="folders")
]
"""An allowed folder, or one inside it."""

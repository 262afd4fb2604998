"""Files as plain data: the second implementation of what functions may ask of allowed folders."""

from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.toolkit.ports import MediaFile

FILES = {
    "Trip/a.mp4": MediaFile("Trip/a.mp4", "movie", 48, 2.0, (1920, 1080), 24.0, True),
    "Trip/mute.mp4": MediaFile("Trip/mute.mp4", "movie", 24, 1.0, (640, 360), 24.0, False),
    "Trip/pal.mov": MediaFile("Trip/pal.mov", "movie", 100, 4.0, (1920, 1080), 25.0, True),
    "Trip/tall.mp4": MediaFile("Trip/tall.mp4", "movie", 24, 1.0, (1080, 1920), 24.0, False),
    "Trip/song.wav": MediaFile("Trip/song.wav", "sound", 1, 30.0),
    "Trip/still.png": MediaFile("Trip/still.png", "image", 1, None, (400, 400)),
    "Trip/s_[01-48].png": MediaFile("Trip/s_[01-48].png", "sequence", 48, None, (1920, 1080)),
}


class ListMedia:
    """Files in a table; `taken` notes for which of them a strip was made."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def folders(self):
        return {"Trip": True}

    def files(self, folder=None):
        yield from ()
        return list(FILES)

    def facts(self, name: str) -> MediaFile:
        if name not in FILES:
            if name.startswith("Trip/s_"):
                return MediaFile(name, "image", 1, None, (1920, 1080))
            raise ToolError("unknown_file", f"there is no file {name!r}")
        return FILES[name]

    def whole(self, name: str):
        self.taken.append(name)
        return {"file": f"/secret/{name}"}

    def used(self, names):
        return set()

"""The one song of a scene in memory, wherever its strips lie by now: moved, cut, copied or gone."""

from __future__ import annotations

from ...sequence.in_memory.list_scene import ListScene
from ...sequence.strip import Strip
from ..hearing.analysis import Analysis
from .list_music import ListMusic, Sound


class SceneMusic(ListMusic):
    """See `song.SongsPort`; every sound strip of the scene is of the song, which was heard.

    Args:
        scene: The scene.
        analysis: What was heard, in seconds of the sound itself.
        file: The sound's file name.
    """

    def __init__(self, scene: ListScene, analysis: Analysis, file: str = "") -> None:
        super().__init__(scene)
        self._analysis, self._file = analysis, file

    def there(self) -> list[Sound]:
        """Return the sounds that are there now, the one that is the song first; muted ones last."""
        strips = [strip for strip in self.scene.strips() if strip.kind == "sound"]
        found = [self._sound(strip) for strip in sorted(strips, key=self._rank)]
        self.heard = {sound.name for sound in found}
        return found

    def _found(self, name: str | None) -> Sound:
        there = self.there()
        return there[0] if name is None and there else super()._found(name)

    def _rank(self, strip: Strip) -> tuple[bool, float, int, float, str]:
        less, start = (
            round(strip.start - strip.end, 6),
            round(strip.start, 6),
        )  # alike, as in frames
        return self._is_muted(strip), less, strip.channel, start, strip.name

    def _is_muted(self, strip: Strip) -> bool:
        return strip.muted or strip.channel in self.scene.timelines.mutes

    def _sound(self, strip: Strip) -> Sound:
        heard = self._analysis, strip.content, self._is_muted(strip), self._file
        return Sound(strip.name, strip.start, strip.end, *heard)

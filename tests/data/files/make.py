"""Makes the kept files: each with the code of a commit of its own, in Blender 4.2.

Usage, with the Python of an environment and a checkout of the commit that README.md names:

    4.5: python tests/data/files/make.py sounds
    4.2: python tests/data/files/make.py PART CHECKOUT FOLDER

The bpy module of 4.2 has no Audaspace and makes no sound strips, but it opens, changes and saves
them: an empty file with the sounds comes from 4.5 first.
"""

import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["HOME"] = tempfile.gettempdir()  # a file keeps the folder that a file browser shows
os.environ["BLENDER_USER_RESOURCES"] = tempfile.mkdtemp(prefix="sequence_maker_user_")

import bpy  # noqa: E402
import songs  # noqa: E402

PACKAGE = "bl_ext.user_default.sequence_maker"
# A file keeps the path under which it was saved: this one tells nothing of the computer.
PLACE = Path(tempfile.gettempdir()) / "sequence_maker_files"
KEY = "sk-test-0123456789abcdef"
LYRICS = "[00:01.00]one\n[00:02.00]two\n[00:04.00]three\n[00:06.00]"


class Work:
    """A scene and a chat in it, as far as all five commits have them alike."""

    def __init__(self, checkout: Path) -> None:
        """Load the add-on of a checkout and open the file with the sounds."""
        _load(checkout / "sequence_maker_addon")
        sys.path.append(str(checkout / "tests"))
        bpy.ops.wm.open_mainfile(filepath=str(PLACE / "sounds.blend"))
        self.scene = bpy.context.scene
        self.strips = (self.scene.sequence_editor or self.scene.sequence_editor_create()).sequences
        self.server = importlib.import_module("playback_server").PlaybackServer()

    def part(self, name: str) -> Any:
        """Return a module of the add-on."""
        return importlib.import_module(f"{PACKAGE}.{name}")

    def text(self, name: str, channel: int, first: int, end: int) -> Any:
        """Add a text strip of the user's; frames."""
        return self._effect("TEXT", name, channel, first, end)

    def color(self, name: str, channel: int, first: int, end: int) -> Any:
        """Add a colour strip of the user's; frames."""
        return self._effect("COLOR", name, channel, first, end)

    def without(self, *sounds: str) -> None:
        """Remove the sounds that a file does not need."""
        for name in sounds:
            used = self.strips[name].sound
            self.strips.remove(self.strips[name])
            bpy.data.sounds.remove(used)

    def send(self, prompt: str, **options: Any) -> Any:
        """Begin a turn."""
        endpoint = self.part("chat.endpoint").Endpoint
        place = endpoint("test", self.server.base_url, "test-model", api_key=KEY, read_timeout=5.0)
        schemas = [tool.schema() for tool in self.part("tools").TOOLS.values()]
        chat = self.part("blender.chats").chat_of(self.scene)
        given = self.part("chat.options").Options(schemas, **options)
        chat.send(prompt, place, given, self.part("core.session").Limits(confirm="never"))
        return chat

    def ask(self, prompt: str, *calls: tuple[str, dict[str, Any]], text: str = "Done.") -> Any:
        """Run a turn in which the model makes these calls at once, then says something."""
        if calls:
            self.server.will_call_all(*calls)
        self.server.will_say(text)
        return self.run(prompt)

    def run(self, prompt: str, **options: Any) -> Any:
        """Run a turn for which the answers are prepared; return what is kept of it."""
        chat = self.send(prompt, **options)
        self.part("blender.chats").wait(chat)
        turn = chat.conversation.turns[-1]
        print(turn.status, [(c.name, c.state, (c.result or {}).get("message")) for c in turn.calls])
        return turn

    def _effect(self, kind: str, name: str, channel: int, first: int, end: int) -> Any:
        strip = self.strips.new_effect(
            name=name, type=kind, channel=channel, frame_start=first, frame_end=end
        )
        strip.select = False
        return strip


def lit(channel: int, start: float, end: float, color: str, **more: Any) -> dict[str, Any]:
    """Return the arguments of `create_segment`."""
    return {"channel": channel, "start_time": start, "end_time": end, "color": color, **more}


def timelines(work: Work) -> None:
    """Functions of the timelines and the client: ids, a batch, a refusal, a failed request."""
    work.without("Song", "Medley")
    work.text("Title", 3, 25, 73)
    work.color("Mine", 4, 1, 49)
    rows = [
        lit(1, 0, 2, "red", pixels=12, name="Door"),
        lit(1, 2, 4, "#ff8000", end_color="blue"),
        lit(2, 1, 3, "white"),
    ]
    work.ask("three lights", ("create_segments_batch", {"segments": rows}))
    work.server.will_call_all(
        ("modify_segment", {"channel": 2, "segment_index": 1, "color": "green"}),
        ("create_segment", lit(1, 9, 8, "red")),
    )
    work.server.will_call("delete_segment", channel=1, segment_index=2)
    work.server.will_say("The second is gone.")
    work.run("the last one green, the second away")
    work.server.will_fail(401)
    work.run("and now?")


def panel(work: Work) -> None:
    """The panel: turns that can be taken back, one changed since, one taken back; protections."""
    work.without("Song", "Medley")
    work.text("Title", 3, 25, 73)
    work.scene.sequence_editor.channels[5].lock = True
    work.color("Kept", 6, 97, 121).select = True
    bpy.ops.sequence_maker.protect()
    work.ask(
        "blue, with a fade",
        ("create_segment", lit(1, 0, 4, "blue", pixels=8)),
        ("create_segment", lit(2, 0, 4, "red", end_color="black")),
    )
    work.ask("a hole in the blue", ("create_segment", lit(1, 1, 2, "yellow")))
    work.ask("white beside", ("create_segment", lit(7, 0, 1, "white")))
    work.ask("where it is protected", ("create_segment", lit(6, 3, 5, "white")), text="I may not.")
    bpy.ops.sequence_maker.take_back(index=2)
    fading = next(strip for strip in work.strips if strip.channel == 2)
    fading.frame_final_end = 73


def safety(work: Work) -> None:
    """Faults and figures: a retry, a cost, a turn that ran on while the file was saved."""
    work.without("Song", "Medley")
    prices = work.part("chat.prices")
    module = importlib.import_module("playback_server")
    work.server.will_fail(503, retry_after="0")
    work.server.will_call("create_segment", **lit(1, 0, 1, "red"))
    spent = module.usage(120, 30, prompt_tokens_details={"cached_tokens": 64})
    said = module.chunk({"content": "Red ❤️."})
    work.server.will_play(module.sse(said, module.chunk({}, "stop"), spent))
    work.run("red", own_price=prices.Price(1.0, 2.0, 0.1))
    work.server.will_play(module.sse(said, done=False), end="cut")
    work.run("and again")
    work.server.will_call("create_segment", **lit(2, 0, 1, "green"))
    work.server.will_play(b"", stall_before=10)
    chat = work.send("green")
    record = chat.running.record
    while not record.calls or record.calls[0].state != "done":
        chat.pump()


def music(work: Work) -> None:
    """Music: corrected beats, a pattern, imported words, markers, a moved and a cut strip."""
    work.without("Medley")
    work.text("Title", 3, 30, 78)
    work.text("Film", 4, 97, 193)
    (PLACE / "words.lrc").write_text(LYRICS, encoding="utf-8")
    bpy.ops.sequence_maker.words_import(filepath=str(PLACE / "words.lrc"))
    flashes = {"channels": [1], "colors": ["white", "red"], "every": 2}
    work.ask("every second beat", ("create_pattern", flashes))
    work.ask(
        "the title on a beat, the film cut, markers",
        ("snap_to_beats", {"strips": ["Title"]}),
        ("cut_on_beats", {"strip": "Film", "every": 2}),
        ("write_markers", {"what": "downbeats"}),
    )
    work.ask("the beats are half as fast", ("edit_beat_grid", {"action": "halve"}))
    work.scene.timeline_markers.new("Mine", frame=5)


def medley(work: Work) -> None:
    """The last: a song of two tempos that was chosen, words of its own, corrected bars."""
    work.scene.sequence_maker.song = "Song"
    bpy.ops.sequence_maker.song_tempo(bpm=120.0)
    (PLACE / "words.lrc").write_text(LYRICS, encoding="utf-8")
    bpy.ops.sequence_maker.words_import(filepath=str(PLACE / "words.lrc"))
    work.color("Kept", 6, 193, 217).select = True
    bpy.ops.sequence_maker.protect()
    shown = {"channels": [1, 2], "colors": ["gold"], "spread": "alternate"}
    work.ask("light each word", ("create_segments_for_words", shown))
    moved = {"action": "set_beat_one", "time": 1.0, "meter": 3, "sound": "Song"}
    work.ask("bars of three from the second beat", ("edit_beat_grid", moved))
    work.ask("markers, too", ("write_markers", {"what": "beats", "every": 4, "sound": "Medley"}))
    work.scene.sequence_maker.show_beats = False


PARTS: dict[str, Callable[[Work], None]] = {
    made.__name__: made for made in (timelines, panel, safety, music, medley)
}


def _load(source: Path) -> None:
    """Import and register a package as Blender does an installed extension."""
    for name in ("bl_ext", "bl_ext.user_default"):
        if name not in sys.modules:
            sys.modules[name] = types.ModuleType(name)
            sys.modules[name].__path__ = []
    spec = importlib.util.spec_from_file_location(
        PACKAGE, source / "__init__.py", submodule_search_locations=[str(source)]
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)
    bpy.context.preferences.addons.new().module = PACKAGE
    module.register()


def sounds() -> None:
    """Make the sounds and an empty sequence with them, at 24 frames a second."""
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir()
    songs.make(PLACE)
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    editor = bpy.context.scene.sequence_editor_create()
    for channel, name in enumerate(("Song", "Medley"), start=9):
        path = str(PLACE / f"{name.lower()}.wav")
        strip = editor.strips.new_sound(name=name, filepath=path, channel=channel, frame_start=1)
        strip.sound.filepath = f"//{name.lower()}.wav"
        strip.select = False
    save("sounds")


def save(name: str) -> Path:
    """Write a small file beside the sounds."""
    path = PLACE / f"{name}.blend"
    path.unlink(missing_ok=True)
    bpy.ops.wm.save_as_mainfile(filepath=str(path), compress=True, relative_remap=False)
    return path


def main(part: str, checkout: str = "", folder: str = "") -> None:
    """Make one file."""
    if part == "sounds":
        sounds()
        return
    work = Work(Path(checkout))
    with work.server:
        PARTS[part](work)
        shutil.copy(save(part), folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.stdout.flush()
    os._exit(0)

"""What the gallery of patterns shows: the calls, by subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Call = dict[str, Any]
FOUR = [1, 2, 3, 4]
RAINBOW = ["red", "orange", "gold", "limegreen", "dodgerblue", "violet"]


@dataclass(frozen=True)
class Case:
    """One picture: its title, a sentence, and the arguments of `create_pattern`."""

    title: str
    text: str
    call: Call

    @property
    def name(self) -> str:
        """The picture's file name without its ending."""
        return self.title.casefold().replace(",", "").replace(" ", "-")


def _case(title: str, text: str, channels: list[int], colors: list[str], **more: Any) -> Case:
    return Case(title, text, {"channels": channels, "colors": colors, **more})


SUBJECTS: dict[str, tuple[Case, ...]] = {
    "Where": (
        _case("On every beat", "A flash of a tenth of a second.", [1], ["white"], shape="flash"),
        _case("On every second beat", "The second and the fourth of each bar: where a snare is.",
              [1], ["white"], every=2, offset=1, shape="flash"),
        _case("On every bar", "Each color holds until the next.", [1], RAINBOW, grid="downbeats"),
        _case("Off-beats", "Half way between the beats.", [1], ["gold"], grid="offbeats",
              shape="flash"),
        _case("Onsets of the kick", "What was heard in the low band; mid is the snare, high the "
              "hats.", [1], ["orangered"], grid="onsets", band="low", shape="flash"),
        _case("Sections", "One color for each part of the song.", [1], ["navy", "crimson"],
              grid="sections"),
        _case("Words", "Each word of the lyrics; create_segments_for_words also names the "
              "segments.", [1], ["deepskyblue"], grid="words"),
        _case("A fixed period", "Without any music.", [1], ["white"], grid="period", period=0.75,
              shape="flash"),
        _case("Only in a section", "By its name, by its letter for all that are alike, or as "
              "\"chorus\", which is a guess.", [1], ["white"], section="B1", shape="flash"),
    ),
    "Shapes": (
        _case("Hold", "Until the next.", [1], ["red", "blue"], shape="hold"),
        _case("Fixed", "For a length, over the next one if need be.", [1], ["red", "blue"],
              grid="downbeats", shape="fixed", length=1.2),
        _case("Flash", "For a length, 0.1 s by itself.", [1], ["red", "blue"], shape="flash",
              length=0.2),
        _case("Pulse", "Up quickly, down slowly.", [1], ["red", "blue"], shape="pulse"),
        _case("Fade in", "From the color of rest, or black.", [1], ["red", "blue"],
              grid="downbeats", shape="fade_in"),
        _case("Fade out", "To it.", [1], ["red", "blue"], shape="fade_out"),
    ),
    "Over several channels": (
        _case("Together", "All at once.", FOUR, ["white"], shape="flash", spread="together"),
        _case("Chase", "One after the other.", FOUR, RAINBOW, shape="fade_out", spread="chase"),
        _case("Bounce", "There and back.", FOUR, ["deepskyblue"], shape="fade_out",
              spread="bounce"),
        _case("Alternate", "The odd and the even ones in turn.", FOUR, ["red", "white"],
              spread="alternate"),
    ),
    "Palettes": (
        _case("Cycle", "In order.", [1], RAINBOW, palette="cycle"),
        _case("Random", "Never twice the same in a row; another seed, another order.", [1], RAINBOW,
              palette="random", seed=3),
        _case("Gradient", "Over the whole stretch.", [1], ["navy", "magenta", "gold"],
              palette="gradient"),
        _case("Energy", "The quiet section in the first color, the loud one in the last.", [1],
              ["midnightblue", "red", "yellow"], palette="energy"),
        _case("Pitch", "By the strongest note: C first, round the circle.", [1],
              ["red", "gold", "limegreen", "dodgerblue", "violet"], grid="downbeats",
              palette="pitch"),
    ),
    "And more": (
        _case("A warning before", "A short flash 250 ms before each bar, for the one who throws.",
              [1], ["crimson"], grid="downbeats", shape="flash", length=0.6, cue_ms=250),
        _case("A color of rest", "Between the flashes it is never dark.", [1], ["white"],
              shape="flash", rest_color="midnightblue"),
        _case("Early", "Lamps that are slow get their light 120 ms before the beat.", [1],
              ["white"], shape="flash", shift_ms=-120),
    ),
}  # fmt: skip

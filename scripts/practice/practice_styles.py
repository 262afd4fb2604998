"""The kinds of music of the practice songs, as data.

Patterns are bars of 16 steps (4 a beat) or, where a beat has three parts, 12; `x` is a hit, `o` a
soft one. Styles of one family are left out together when the learning is checked.
"""

# ruff: noqa: E501 - a table, a style on each line

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

FOLDS = 4
"""Into so many parts the groups are cut, each of which is left out once."""
KICK, SNARE, RIM, CLAP, HAT, OPEN, RIDE, CRASH = 36, 38, 37, 39, 42, 46, 51, 49
LOW_TOM, MID_TOM, HIGH_TOM, SHAKER, CONGA, BELL, TAMBOURINE = 43, 47, 50, 70, 63, 56, 54
LETTERS = {
    "k": KICK, "s": SNARE, "i": RIM, "p": CLAP, "h": HAT, "o": OPEN, "r": RIDE, "c": CRASH,
    "l": LOW_TOM, "t": MID_TOM, "u": HIGH_TOM, "a": SHAKER, "g": CONGA, "b": BELL, "m": TAMBOURINE,
}  # fmt: skip
Drums = dict[str, str]


@dataclass(frozen=True)
class Style:
    """One kind of music.

    Attributes:
        family: Styles that are alike.
        tempo: Slowest and fastest beats a minute.
        drums: Bars of drums, of which a song has one or two; none for music without.
        meter: Beats in a bar.
        parts: Into how many steps a beat is cut.
        swing: Share of a beat at which its second half comes: 0.5 is even.
        bass, comp, lead: Which ways of playing it may have; see `practice_writer.py`.
        sounds: Which group of instruments: `band`, `metal`, `electro`, `chip`, `jazz`, `calm`,
            `orchestra` or `latin`.
        free: How far single notes lie off, in seconds.
        sway: How far the tempo sways, as a share.
        duck: Whether the kick pushes the rest down.
    """

    family: str
    tempo: tuple[float, float]
    drums: tuple[Drums, ...] = ()
    meter: int = 4
    parts: int = 4
    swing: tuple[float, float] = (0.5, 0.5)
    bass: tuple[str, ...] = ("eighths", "root")
    comp: tuple[str, ...] = ("strum", "pad")
    lead: tuple[str, ...] = ("tune", "none")
    sounds: str = "band"
    free: float = 0.006
    sway: float = 0.0
    duck: bool = False
    long: tuple[str, ...] = field(default=())


def _steps(text: str, **more: str) -> Drums:
    """`k: x... s: ..x.` as a dictionary."""
    rows = dict(row.split(":") for row in text.split())
    return {**rows, **more}


_ROCK = (
    _steps("k:x.......x....... s:....x.......x... h:x.x.x.x.x.x.x.x."),
    _steps("k:x.....x.x....... s:....x.......x... h:x.x.x.x.x.x.x.x."),
    _steps("k:x.x....x..x..... s:....x.......x... o:x...x...x...x..."),
    _steps("k:x.......x.x..... s:....x.......x... r:x.x.x.x.x.x.x.x."),
)
_SLOW_ROCK = (
    _steps("k:x.......x.x..... s:....x.......x... h:x.x.x.x.x.x.x.x."),
    _steps("k:x..x....x..x.... s:....x.......x... h:xxxxxxxxxxxxxxxx"),
)
_HALF = (
    _steps("k:x.......o....... s:........x....... h:x.x.x.x.x.x.x.x."),
    _steps("k:x.....x......... s:........x....... h:x...x...x...x..."),
)
_FOUR = (
    _steps("k:x...x...x...x... o:..x...x...x...x. p:....x.......x..."),
    _steps("k:x...x...x...x... h:xoxoxoxoxoxoxoxo s:....x.......x..."),
    _steps("k:x...x...x...x... o:..x...x...x...x."),
    _steps("k:x...x...x...x..."),
)
_DOUBLE_KICK = (
    _steps("k:xxxxxxxxxxxxxxxx s:....x.......x... c:x...x...x...x..."),
    _steps("k:x.x.x.x.x.x.x.x. s:....x.......x... r:x...x...x...x..."),
    _steps("k:x.xxx.xxx.xxx.xx s:....x.......x... o:x...x...x...x..."),
)
_THRASH = (
    _steps("k:x...x...x...x... s:..x...x...x...x. h:x.x.x.x.x.x.x.x."),
    _steps("k:x.x.x.x.x.x.x.x. s:.x.x.x.x.x.x.x.x c:x...x...x...x..."),
    _steps("k:x.x.x...x.x.x... s:....x.......x... o:x...x...x...x..."),
)
_HALF_METAL = (
    _steps("k:x.xx..x...x.x... s:........x....... c:x...x...x...x..."),
    _steps("k:xx..xx....xx.... s:........x....... o:x...x...x...x..."),
)
_BREAK = (
    _steps("k:x.........x..... s:....x.......x... h:x.x.x.x.x.x.x.x."),
    _steps("k:x.x.......xx.... s:....x..o.o..x..o h:x.x.x.x.x.x.x.x."),
)
_FUNK = (
    _steps("k:x..x..x...x..x.. s:....x..o.o..x... h:xxxxxxxxxxxxxxxx"),
    _steps("k:x.x...x..x...... s:....x.......x..o h:x.xxx.xxx.xxx.xx"),
)
_SHUFFLE = (
    _steps("k:x.....x..... s:...x.....x.. h:x.xx.xx.xx.x"),
    _steps("k:x....xx....x s:...x.....x.. r:x.xx.xx.xx.x"),
)
_SWING = (
    _steps("r:x..x.xx..x.x h:...x.....x.. k:o.....o....."),
    _steps("r:x..x.xx..x.x h:...x.....x.. i:.....o.....x"),
    _steps("r:x..x.xx..x.x h:...x.....x.. s:o....o..o..."),
)
_WALTZ = (
    _steps("k:x........... s:....x...x... h:x...x...x..."),
    _steps("r:x...x..xx... k:x........... i:....o...o..."),
    _steps("k:x........... h:x.x.x.x.x.x. s:........x..."),
)
_FIVE = (_steps("k:x.......x.....x..... s:....x.......x....... h:x.x.x.x.x.x.x.x.x.x."),)
_SEVEN = (
    _steps(
        "k:x.......x.......x........... s:....x.......x.......x....... h:x.x.x.x.x.x.x.x.x.x.x.x.x.x."
    ),
)
_LATIN = (
    _steps("k:x..xx..xx..xx..x i:x..x..x...x..x.. a:xxxxxxxxxxxxxxxx"),
    _steps("b:x...x...x...x... g:..xx..xx..xx..xx i:x..x..x...x.x..."),
    _steps("b:x.x.xx.xx.x.xx.x g:....x.xx....x.xx k:...x..x....x..x."),
    _steps("k:x...x...x...x... s:...x..x....x..x. h:x.x.x.x.x.x.x.x."),
)
_REGGAE = (
    _steps("k:........x....... i:........x....... h:..x...x...x...x."),
    _steps("k:x...x...x...x... i:........x....... h:x.xxx.xxx.xxx.xx"),
)
_SKA = (_steps("k:x.......x....... s:....x.......x... h:..x...x...x...x."),)
_TRAP = (
    _steps("k:x.....x......x.. p:........x....... h:x.x.x.x.x.xxx.x."),
    _steps("k:x..........x.... s:........x....... h:xxx.xxx.x.x.xxxx"),
)
_MARCH = (
    _steps("s:x..ox..ox.oox.xx k:x.......x......."),
    _steps("l:x...x...x...x... s:x.xxx.x.x.xxxxxx"),
)
_TRAIN = (
    _steps("s:oxooxoxoooxoxoxo k:x...x...x...x..."),
    _steps("k:x.......x....... s:..x...x...x...x."),
)
_BALLAD12 = (
    _steps("k:x.....x.o... s:...x.....x.. h:xxxxxxxxxxxx"),
    _steps("k:x.....x..... i:...x.....x.. r:xxxxxxxxxxxx"),
)
_DISCO = (
    _steps("k:x...x...x...x... s:....x.......x... o:..x...x...x...x. h:xx.xxx.xxx.xxx.x"),
    _steps("k:x...x...x...x... p:....x.......x... a:xxxxxxxxxxxxxxxx"),
)

STYLES: dict[str, Style] = {
    "rock": Style("rock", (100, 155), _ROCK, comp=("strum", "chug", "strum8")),
    "slow_rock": Style("rock", (66, 96), _SLOW_ROCK, comp=("strum8", "pad", "arp8")),
    "half_rock": Style("rock", (120, 168), _HALF, comp=("strum", "pad", "chug")),
    "punk": Style("rock", (160, 200), (*_ROCK, *_THRASH[:1]), comp=("strum8", "chug")),
    "metal": Style("metal", (150, 200), _DOUBLE_KICK, bass=("eighths", "chug"), comp=("chug", "riff"), sounds="metal"),
    "thrash": Style("metal", (150, 198), _THRASH, bass=("eighths", "chug"), comp=("chug", "riff"), sounds="metal"),
    "slow_metal": Style("metal", (84, 150), (*_HALF_METAL, *_ROCK[:2]), bass=("chug", "root"), comp=("chug", "riff", "strum"), sounds="metal"),
    "house": Style("house", (116, 132), _FOUR, bass=("offbeat", "eighths", "synco"), comp=("stabs", "pad", "pluck16"), sounds="electro", free=0, duck=True),
    "trance": Style("house", (128, 150), _FOUR, bass=("offbeat", "gallop"), comp=("pad", "arp16", "pluck16"), sounds="electro", free=0, duck=True),
    "techno": Style("house", (120, 150), _FOUR, bass=("sixteenths", "offbeat", "none"), comp=("stabs", "none", "arp16"), sounds="electro", free=0, duck=True),
    "disco": Style("disco", (104, 130), _DISCO, bass=("octaves", "synco"), comp=("strum16", "stabs", "pad")),
    "eighties": Style("disco", (96, 150), (*_ROCK[:2], *_DISCO[:1]), bass=("eighths", "sixteenths", "octaves"), comp=("pad", "stabs", "arp16"), sounds="electro"),
    "drum_and_bass": Style("break", (164, 180), _BREAK, bass=("root", "synco"), comp=("pad", "stabs"), sounds="electro", free=0),
    "big_beat": Style("break", (96, 140), (*_BREAK, *_FUNK), bass=("synco", "eighths"), comp=("riff", "stabs", "pad"), sounds="electro"),
    "dubstep": Style("half", (132, 150), _HALF, bass=("wobble", "root"), comp=("pad", "stabs", "arp16"), sounds="electro", free=0),
    "trap": Style("half", (128, 160), _TRAP, bass=("root", "synco"), comp=("pad", "arp8", "none"), sounds="electro", free=0),
    "hip_hop": Style("funk", (80, 104), (*_FUNK, *_BREAK[:1]), swing=(0.5, 0.62), bass=("synco", "root"), comp=("stabs", "pad", "strum")),
    "funk": Style("funk", (92, 122), _FUNK, swing=(0.5, 0.55), bass=("synco", "sixteenths", "octaves"), comp=("strum16", "stabs")),
    "latin": Style("latin", (90, 130), _LATIN, bass=("tumbao", "root_fifth"), comp=("montuno", "strum"), sounds="latin"),
    "fast_latin": Style("latin", (150, 200), _LATIN, bass=("tumbao", "root_fifth"), comp=("montuno", "strum"), sounds="latin"),
    "reggae": Style("offbeat", (66, 92), _REGGAE, bass=("synco", "root_fifth"), comp=("skank8",)),
    "ska": Style("offbeat", (120, 165), _SKA, bass=("walking", "root_fifth"), comp=("skank",)),
    "polka": Style("offbeat", (100, 130), _SKA, bass=("root_fifth",), comp=("skank",), sounds="latin"),
    "shuffle": Style("swing", (80, 150), _SHUFFLE, parts=3, bass=("walking", "shuffle"), comp=("strum", "shuffle")),
    "swing": Style("swing", (110, 200), _SWING, parts=3, bass=("walking",), comp=("charleston", "strum", "none"), sounds="jazz", free=0.01),
    "slow_swing": Style("swing", (60, 100), (*_SWING, *_SHUFFLE), parts=3, bass=("walking", "root"), comp=("charleston", "pad"), sounds="jazz", free=0.01),
    "ballad_triplets": Style("swing", (58, 82), _BALLAD12, parts=3, bass=("root",), comp=("arp_triplet", "pad"), free=0.01),
    "chip": Style("chip", (100, 180), (*_ROCK, *_FOUR[1:], *_THRASH[:1]), bass=("eighths", "octaves", "sixteenths"), comp=("arp16", "none", "arp8"), lead=("tune", "fast"), sounds="chip", free=0),
    "chip_bare": Style("chip", (90, 170), (), bass=("eighths", "octaves"), comp=("arp16", "arp8"), lead=("tune", "fast"), sounds="chip", free=0),
    "waltz": Style("waltz", (84, 190), _WALTZ, meter=3, bass=("root",), comp=("oom_pah", "arp8"), sounds="latin"),
    "jazz_waltz": Style("waltz", (100, 190), _WALTZ[1:2], meter=3, swing=(0.6, 0.67), bass=("walking", "root"), comp=("charleston", "oom_pah"), sounds="jazz"),
    "calm_waltz": Style("waltz", (80, 140), (), meter=3, bass=("root",), comp=("oom_pah", "arp8"), sounds="calm", free=0.012, sway=0.02),
    "five": Style("odd", (100, 170), _FIVE, meter=5, comp=("strum", "arp8", "stabs")),
    "seven": Style("odd", (100, 160), _SEVEN, meter=7, comp=("strum", "arp8", "pad"), sounds="electro"),
    "arpeggio": Style("arpeggio", (70, 140), (), bass=("root", "none"), comp=("arp8", "arp16", "arp_triplet"), lead=("none", "tune"), sounds="calm", free=0.008),
    "picking": Style("arpeggio", (80, 160), (), bass=("root_fifth", "none"), comp=("arp8", "arp16"), lead=("none", "tune"), sounds="calm", free=0.01, sway=0.015),
    "piano_ballad": Style("ballad", (56, 90), (), bass=("root",), comp=("arp8", "quarters", "pad"), lead=("tune",), sounds="calm", free=0.015, sway=0.04),
    "pop_ballad": Style("ballad", (62, 88), (*_SLOW_ROCK[:1], *_HALF[:1]), bass=("root",), comp=("arp8", "pad", "quarters"), sounds="band", free=0.01, sway=0.01),
    "march": Style("orchestra", (96, 132), _MARCH, bass=("root_fifth",), comp=("skank", "quarters"), lead=("tune",), sounds="orchestra"),
    "epic": Style("orchestra", (80, 160), (*_MARCH[1:], _steps("l:x..x..x.x..x..x.")), bass=("root", "gallop"), comp=("ostinato", "pad"), lead=("tune", "none"), sounds="orchestra", sway=0.005),
    "strings": Style("orchestra", (90, 150), (), bass=("quarters", "root"), comp=("ostinato", "quarters"), lead=("tune",), sounds="orchestra", free=0.012),
    "country": Style("country", (96, 150), (*_TRAIN, *_ROCK[:1]), bass=("root_fifth", "walking"), comp=("skank", "arp8", "strum")),
    "game": Style("country", (110, 170), (*_ROCK, *_TRAIN, *_FUNK[:1]), bass=("eighths", "octaves", "gallop"), comp=("arp16", "strum8", "pad"), lead=("tune", "fast")),
}  # fmt: skip


def family_of(name: str) -> str:
    """The family of a song's style; `nothing` of what has no beat."""
    style = STYLES.get(name.rpartition("_")[0])
    return style.family if style else "nothing"


def group_of(name: str) -> str:
    """What is left out together: the family of a song's style, or a real song's package."""
    parts = name.split("-")
    return parts[1] if parts[0] == "real" else family_of(name)


def fold_of(name: str) -> int:
    """Which of the `FOLDS` parts of all groups a song belongs to."""
    group, families = group_of(name), sorted({style.family for style in STYLES.values()})
    place = families.index(group) if group in families else zlib.crc32(group.encode())
    return place % FOLDS

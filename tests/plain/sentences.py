"""Sentences made from parts, each with the calls that it means: they find unsafe readings."""

from collections.abc import Iterator
from itertools import product

Call = tuple[str, dict]
Row = tuple[str, list[Call]]

PLACES = {
    "channel 1": 1,
    "ball 2": 2,
    "the drum": 4,
    "ch 6": 6,
    "timeline seven": 7,
    "track 12": 12,
}
COLORS = {"red": "red", "dark green": "darkgreen", "#ff8800": "#ff8800", "hot pink": "hotpink"}
SPANS = {
    "from 5 to 8 seconds": (5, 8),
    "between 0:15 and 0:20": (15, 20),
    "for the first ten seconds": (0, 10),
    "10-14": (10, 14),
    "starting at 3 s for 2.5 s": (3, 5.5),
    "from one minute to one minute fifteen": (60, 75),
    "at 33 seconds for 4 seconds": (33, 37),
    "until 12 s starting at 9 s": (9, 12),
}
PAINTS = (
    "make {place} {color} {span}",
    "please paint {place} {color} {span}",
    "{place} {color} {span}",
    "{color} on {place} {span}",
    "{span} I'd like {place} in {color}, thanks",
    "add a {color} segment on {place} {span}",
    "could you set {place} to {color} {span}?",
)
FADES = (
    "fade {place} from {color} to blue {span}",
    "{place} fades from {color} to blue {span}",
    "a fade from {color} to blue on {place} {span}",
)
DELETES = ("delete {nth} on {place}", "remove {nth} from {place}", "get rid of {nth} on {place}")
NTHS = {"segment 2": 2, "the second segment": 2, "the third one": 3, "strip number 4": 4}
CLEARS = ("clear {place}", "wipe everything off {place}", "empty {place}, please")
RANGES = {
    "from 5 to 8 seconds": {"start_time": 5, "end_time": 8},
    "after 40 s": {"start_time": 40},
    "before 10 seconds": {"end_time": 10},
}
GRIDS = {
    "on every beat": {"grid": "beats"},
    "on every second bar": {"grid": "downbeats", "every": 2},
    "on the offbeats": {"grid": "offbeats"},
    "every 2 seconds": {"grid": "period", "period": 2},
    "on the kick": {"grid": "onsets", "band": "low"},
}
SHAPES = {"flash": "flash", "pulse": "pulse", "blink": "flash"}
WARNINGS = {
    "with a warning flash 200 ms before": {"cue_ms": 200},
    "with a white warning 300 ms before, 50 ms long": {
        "cue_ms": 300,
        "cue_length_ms": 50,
        "cue_color": "white",
    },
    "warn in blue half a second before each": {"cue_ms": 500, "cue_color": "blue"},
    "preceded by a short gold flash 0.1 s before": {"cue_ms": 100, "cue_color": "gold"},
    "dark red in between": {"rest_color": "darkred"},
    "otherwise navy": {"rest_color": "navy"},
    "the rest in dark red": {"rest_color": "darkred"},
    "with a blue warning light 250 ms earlier, dark red the rest of the time": {
        "cue_ms": 250,
        "cue_color": "blue",
        "rest_color": "darkred",
    },
}
WORDS = {"every word": None, 'every "you"': ["you"], 'the words "love" and "you"': ["love", "you"]}
GOALS = {"1:30": 90, "42 seconds": 42, "0:05.5": 5.5, "two minutes and ten seconds": 130}
GOES = ("jump to {goal}", "go to {goal} please", "move the playhead to {goal}", "skip to {goal}")


def sentences() -> Iterator[Row]:
    """Yield every sentence with its calls."""
    yield from _paints()
    yield from _segments()
    yield from _clears()
    yield from _patterns()
    yield from _warnings()
    for form, (goal, time) in product(GOES, GOALS.items()):
        yield form.format(goal=goal), [("seek_audio", {"position": time})]


def _paints() -> Iterator[Row]:
    for form, place, color, span in product(PAINTS + FADES, PLACES, COLORS, SPANS):
        start, end = SPANS[span]
        row = {"channel": PLACES[place], "start_time": start, "end_time": end}
        row |= {"color": COLORS[color]} | ({"end_color": "blue"} if form in FADES else {})
        text = form.format(place=place, color=color, span=span)
        yield text, [("create_segment", row)]


def _segments() -> Iterator[Row]:
    for form, place, nth in product(DELETES, PLACES, NTHS):
        row = {"channel": PLACES[place], "segment_index": NTHS[nth]}
        yield form.format(place=place, nth=nth), [("delete_segment", row)]
    for place, nth, color in product(PLACES, NTHS, COLORS):
        row = {"channel": PLACES[place], "segment_index": NTHS[nth], "color": COLORS[color]}
        yield f"make {nth} on {place} {color}", [("modify_segment", row)]
        yield f"change {nth} of {place} to {color}", [("modify_segment", row)]
    for place, nth in product(PLACES, NTHS):
        row = {"channel": PLACES[place], "segment_index": NTHS[nth]}
        yield f"let {nth} on {place} end at 18 s", [("modify_segment", row | {"end_time": 18})]
        yield f"{nth} on {place} should start at 4 s", [("modify_segment", row | {"start_time": 4})]
        yield f"move {nth} on {place} to channel 9", [("modify_segment", row | {"to_channel": 9})]


def _clears() -> Iterator[Row]:
    for form, place in product(CLEARS, PLACES):
        yield form.format(place=place), [("clear_timeline", {"channel": PLACES[place]})]
    for place, (span, row) in product(PLACES, RANGES.items()):
        call = ("clear_timeline", {"channel": PLACES[place]} | row)
        yield f"clear {place} {span}", [call]
        yield f"delete everything on {place} {span}", [call]


def _patterns() -> Iterator[Row]:
    for shape, place, color, grid in product(SHAPES, PLACES, COLORS, GRIDS):
        row = {"channels": [PLACES[place]], "colors": [COLORS[color]], "shape": SHAPES[shape]}
        row |= GRIDS[grid]
        yield f"{shape} {color} on {place} {grid}", [("create_pattern", row)]
        yield f"{grid} {shape} {place} in {color}", [("create_pattern", row)]
        timed = row | {"start_time": 10, "end_time": 20}
        yield f"{shape} {place} {color} {grid} from 10 to 20 s", [("create_pattern", timed)]


def _warnings() -> Iterator[Row]:
    """Yield patterns and words with warnings before them, and with a color of rest."""
    for place, color, (said, around) in product(PLACES, COLORS, WARNINGS.items()):
        row = {"channels": [PLACES[place]], "colors": [COLORS[color]]} | around
        flashes = row | {"shape": "flash", "grid": "downbeats"}
        yield f"flash {color} on {place} on every bar, {said}", [("create_pattern", flashes)]
        yield f"on every bar flash {place} in {color}, {said}", [("create_pattern", flashes)]
        for where, words in WORDS.items():
            call = row if words is None else row | {"words": words}
            text = f"light {place} in {color} on {where}, {said}"
            yield text, [("create_segments_for_words", call)]


TURNED = (
    "don't {text}",
    "never {text}",
    "what if you {text}",
    "{text} unless it rains",
    "{text} or not",
    "if the drum is red, {text}",
    "do not {text}",
    "I wonder why you {text}",
    "{text} except the first one",
    "{text} only if it is loud",
)
"""Forms that turn the sense; nothing of them is done or proposed."""

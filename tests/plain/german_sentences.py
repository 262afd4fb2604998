"""German sentences made from parts, each with the calls that it means."""

from collections.abc import Iterator
from itertools import product

from sentences import Row

PLACES = {"Kanal 1": 1, "Ball 2": 2, "Drum": 4, "Spur 6": 6, "Kanal sieben": 7, "kanal 12": 12}
COLORS = {"rot": "red", "dunkelgrün": "darkgreen", "#ff8800": "#ff8800", "hellblau": "lightblue"}
SPANS = {
    "von 5 bis 8 Sekunden": (5, 8),
    "zwischen 0:15 und 0:20": (15, 20),
    "die ersten zehn Sekunden": (0, 10),
    "10-14": (10, 14),
    "ab 3 s für 2,5 s": (3, 5.5),
    "von Sekunde 21 bis Sekunde fünfundzwanzig": (21, 25),
    "ab Sekunde 33 vier Sekunden lang": (33, 37),
    "von 9 s bis 12 s": (9, 12),
    "von einer Minute bis 1:15": (60, 75),
}
PAINTS = (
    "mach {place} {color} {span}",
    "{place} {span} {color} bitte",
    "färbe {place} {span} {color}",
    "{color} auf {place} {span}",
    "ich möchte {place} {span} in {color}",
    "könntest du {place} {span} {color} machen?",
    "lass {place} {span} {color} leuchten",
    "setz {place} {span} auf {color}",
)
FADES = (
    "blende {place} von {color} nach blau {span}",
    "blende {place} {span} von {color} nach blau über",
    "{place} {span} von {color} zu blau überblenden",
)
NTHS = {
    "Segment 2": 2,
    "das zweite Segment": 2,
    "das dritte": 3,
    "den 4. Streifen": 4,
    "den ersten Abschnitt": 1,
}
DELETES = (
    "lösche {nth} auf {place}",
    "entferne {nth} von {place}",
    "{nth} auf {place} bitte löschen",
    "mach {nth} auf {place} weg",
)
CLEARS = ("leere {place}", "mach {place} leer", "lösch alles auf {place}", "{place} bitte leeren")
RANGES = {
    "von 5 bis 8 Sekunden": {"start_time": 5, "end_time": 8},
    "nach 40 s": {"start_time": 40},
    "vor 10 Sekunden": {"end_time": 10},
}
GRIDS = {
    "auf jedem Beat": {"grid": "beats"},
    "auf jedem zweiten Takt": {"grid": "downbeats", "every": 2},
    "alle 4 Takte": {"grid": "downbeats", "every": 4},
    "bei jedem Schlag": {"grid": "beats"},
    "alle 2 Sekunden": {"grid": "period", "period": 2},
    "auf der Kick": {"grid": "onsets", "band": "low"},
}
SHAPES = {"blitzen": "flash", "pulsieren": "pulse", "blinken": "flash"}
WARNINGS = {
    "mit Warnblitz 200 ms vorher": {"cue_ms": 200},
    "mit weißem Warnblitz 200 ms vorher": {"cue_ms": 200, "cue_color": "white"},
    "200 ms vorher kurz weiß aufblitzen": {"cue_ms": 200, "cue_color": "white"},
    "jeweils 300 ms vorher ein goldener Warnblitz": {"cue_ms": 300, "cue_color": "gold"},
    "mit weißer Vorwarnung eine halbe Sekunde vorher, 50 ms lang": {
        "cue_ms": 500,
        "cue_length_ms": 50,
        "cue_color": "white",
    },
    "dazwischen dunkelrot": {"rest_color": "darkred"},
    "sonst dunkelrot": {"rest_color": "darkred"},
    "der Rest in dunkelrot": {"rest_color": "darkred"},
    "mit blauem Warnlicht 250 ms davor, in der restlichen Zeit dunkelrot": {
        "cue_ms": 250,
        "cue_color": "blue",
        "rest_color": "darkred",
    },
}
WORDS = {"bei jedem Wort": None, "bei jedem „you“": ["you"], "beim Wort „love“": ["love"]}
GOALS = {"1:30": 90, "42 Sekunden": 42, "0:05.5": 5.5, "Sekunde 12": 12}
GOES = ("spring zu {goal}", "geh auf {goal}", "geh bitte zu {goal}", "spring auf {goal}")


def sentences() -> Iterator[Row]:
    """Yield every sentence with its calls."""
    for form, place, color, span in product(PAINTS + FADES, PLACES, COLORS, SPANS):
        start, end = SPANS[span]
        row = {"channel": PLACES[place], "start_time": start, "end_time": end}
        row |= {"color": COLORS[color]} | ({"end_color": "blue"} if form in FADES else {})
        text = form.format(place=place, color=color, span=span)
        yield text, [("create_segment", row)]
    yield from _segments()
    for form, place in product(CLEARS, PLACES):
        yield form.format(place=place), [("clear_timeline", {"channel": PLACES[place]})]
    for place, (span, row) in product(PLACES, RANGES.items()):
        call = ("clear_timeline", {"channel": PLACES[place]} | row)
        yield f"leere {place} {span}", [call]
        yield f"lösche {span} alles auf {place}", [call]
    yield from _patterns()
    yield from _warnings()
    for form, (goal, time) in product(GOES, GOALS.items()):
        yield form.format(goal=goal), [("seek_audio", {"position": time})]


def _segments() -> Iterator[Row]:
    for place, nth in product(PLACES, NTHS):
        row = {"channel": PLACES[place], "segment_index": NTHS[nth]}
        for form in DELETES:
            yield form.format(place=place, nth=nth), [("delete_segment", row)]
        yield f"{nth} auf {place} soll bei 18 s enden", [("modify_segment", row | {"end_time": 18})]
        yield (
            f"lass {nth} auf {place} bei 4 s beginnen",
            [("modify_segment", row | {"start_time": 4})],
        )
        goal = row | {"to_channel": 9}
        yield f"verschiebe {nth} auf {place} auf Kanal 9", [("modify_segment", goal)]
        yield f"schieb {nth} von {place} nach Kanal 9", [("modify_segment", goal)]
    for place, nth, color in product(PLACES, NTHS, COLORS):
        row = {"channel": PLACES[place], "segment_index": NTHS[nth], "color": COLORS[color]}
        yield f"mach {nth} auf {place} {color}", [("modify_segment", row)]
        yield f"färbe {nth} auf {place} in {color} um", [("modify_segment", row)]


def _patterns() -> Iterator[Row]:
    for shape, place, color, grid in product(SHAPES, PLACES, COLORS, GRIDS):
        row = {"channels": [PLACES[place]], "colors": [COLORS[color]], "shape": SHAPES[shape]}
        row |= GRIDS[grid]
        yield f"lass {place} {grid} {color} {shape}", [("create_pattern", row)]
        yield f"{grid} soll {place} in {color} {shape}", [("create_pattern", row)]
        timed = row | {"start_time": 10, "end_time": 20}
        yield f"{place} von 10 bis 20 s {grid} {color} {shape}", [("create_pattern", timed)]


def _warnings() -> Iterator[Row]:
    """Yield patterns and words with warnings before them, and with a color of rest."""
    for place, color, (said, around) in product(PLACES, COLORS, WARNINGS.items()):
        row = {"channels": [PLACES[place]], "colors": [COLORS[color]]} | around
        flashes = row | {"shape": "flash", "grid": "downbeats"}
        yield f"lass {place} auf jedem Takt {color} blitzen, {said}", [("create_pattern", flashes)]
        for where, words in WORDS.items():
            call = row if words is None else row | {"words": words}
            text = f"{place} soll {where} {color} leuchten, {said}"
            yield text, [("create_segments_for_words", call)]


TURNED = (
    "{text}, aber nicht jetzt",
    "niemals {text}",
    "was wäre, wenn du {text}",
    "{text}, außer es regnet",
    "{text} oder auch nicht",
    "wenn Drum rot ist, {text}",
    "auf keinen Fall {text}",
    "warum sollte ich {text}?",
    "{text} ohne das erste",
    "{text}, aber nur wenn es laut ist",
    "{text}, falls es hell genug ist",
    "sag mir, ob ich {text} soll",
    "statt dass du {text}",
)
"""Forms that turn the sense; nothing of them is done or proposed."""

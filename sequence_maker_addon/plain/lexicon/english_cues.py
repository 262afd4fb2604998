"""English words for warnings before lights, for what lies between lights, and for seeds."""

WORDS = {
    "cue_noun": "warning warnings preflash preflashes",
    "cue_verb": "warn warns forewarn preceded announced heralded",
    "lead": "before beforehand earlier ahead prior early",
    "seed": "seed",
    "rest": "rest background",
}
"""Tags and their words, as in `english.WORDS`."""

PHRASES = {
    "cue_noun": (
        "warning light|warning lights|pre flash|pre flashes|heads up flash|heads up light|"
        "lead in flash"
    ),
    "cue_verb": "preceded by|announced by|heralded by",
    "lead": "in advance",
    "palette:energy": "by energy|by loudness|by intensity",
    "palette:pitch": "by pitch|by tone|by note",
}
"""Tags and their phrases, as in `english_phrases.PHRASES`."""

SMALL = frozenset("a an the short brief quick little small single extra".split())
"""What may stand between a warning and what is told of it."""
NOUNS = frozenset("flash flashes blink blinks light lights signal signals cue cues".split())
"""What a warning is, behind its word; and what it comes before: `before each flash`."""
LIGHTS = NOUNS | frozenset("pulse pulses one hit time segment of them".split())
COMES = frozenset("that which comes coming is starting starts beginning begins shown by".split())
WHOM = frozenset("me us him her them everyone with".split())
"""Who is warned, with what."""
THEM = frozenset("it them that this those these".split())
RESTS = (
    "in between|in between them|in between the flashes|in between the pulses|"
    "in between the words|in between the lights|in between each|between them|"
    "between the flashes|between the pulses|between the words|between the lights|otherwise|"
    "the rest of the time|rest of the time|for the rest of the time|the rest|rest|for the rest|"
    "as the rest|as rest|rest color|the rest color|background|as background|as the background|"
    "background color"
)
"""What lies between lights, parted by `|`."""
STAYS = frozenset("in is stays stay be make it keep = should a the remains remain of color".split())
"""What may stand between `otherwise` and its color."""

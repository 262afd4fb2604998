"""German small words whose sense hangs on what stands beside them, and answers that are offered.

A row of `SENSES` is what follows, words of which one is in the same sentence, and the English; the
first row that fits counts. What follows is `color`, `channel`, `percent`, `amount`, `clock`,
`number`, `numbers` (several, of channels), `bare` (a number that can only be a channel), `section`,
`noun`, `nth` (a color or number that points at a thing), `verb`, `goal` (the channel to which
something goes), `quote`, `span` (two times), `unknown` or `last` (nothing); `<number` and such is
what stands before, `=at` the English word that follows, `asked` and `?` whether it asks, `splits`
whether it is that verb; nothing stands for anything.
"""

_GOES = "jump go skip rewind move set put"
_MOVES = "move copy put set"
_SIZES = "extend shorten"
_WORDS = "@text"
_RANGE = "range frame"
SENSES = {
    "auf": (
        ("quote", _WORDS, "to"),
        ("span", _RANGE, "from"),
        ("number clock start =playhead", _RANGE, "to"),
        ("percent bpm color", "", "to"),
        ("amount", _SIZES, "for"),
        ("amount clock", "", "to"),
        ("number", "volume tempo playhead jump go", "to"),
        ("numbers", "", "on channels"),
        ("number", "move copy", "to channel"),
        ("goal", "", "to"),
        ("", "", "on"),
    ),
    "aufs": (("", "", "on the"),),
    "nach": (
        ("color channel section", "", "to"),
        ("amount clock number", _GOES, "to"),
        ("start", "", "to"),
        ("unknown", "", ""),
        ("", "", "after"),
    ),
    "um": (("clock", _MOVES, "to"), ("clock", "", "at"), ("amount", "", "by"), ("", "", "at")),
    "bis": (("<number", "", "to"), ("", "", "until")),
    "bis zu": (("<number", "", "to"), ("", "", "until")),
    "bis zum": (("<number", "", "to the"), ("", "", "until the")),
    "zwischen": (("color", "", "alternating"), ("", "", "between")),
    "zu": (("verb", "", ""), ("=every", "", "on"), ("", "", "to")),
    "von": (("<of <joins", "", "of"), ("", "", "from")),
    "vom": (("<of", "", "of the"), ("", "", "from the")),
    "vorher": (("color", "", "preceded by"), ("", "", "before")),
    "vor": (("last", "", "forward"), ("", "", "before")),
    "das": (("noun nth", "", "the"), ("", "", "that")),
    "alle": (("number amount", "", "every"), ("", "", "all")),
    "ueber": (("numbers", "", "on channels"), ("channel", "", "on"), ("", "", "over")),
    "wie": (("?", "", "how"), ("", "", "as")),
    "was": (("asked", "", "what"), ("", "", "that")),
    "wo": (("asked", "", "where"), ("", "", "")),
    "welche": (("asked", "", "which"), ("", "", "")),
    "weshalb": (("asked", "", "why"), ("", "", "")),
    "einsatz": (("number clock amount =at", "", "start"), ("", "", "onset")),
    "los": (("=at =from", "", "start"), ("", "", "start playback")),
    "die": (("bare", "", "channel"), ("", "", "the")),
    "k": (("number", "", "channel"), ("", "", "")),
    "je": (("number amount", "", "for"), ("", "", "each")),
    "in": (("quote", "change", "to"), ("channel", "", "on"), ("", "", "in")),
    "durch": (("quote", "replace", "to"), ("", "", "")),
    "teile": (("splits", "", "split"), ("", "", "parts")),
    "nenne": (("names", "", "name"), ("", "", "tell")),
    "teil": (("splits", "", "split"), ("", "", "part")),
    "titel": (
        ("quote =named =:", "", "title"),
        ("", "move copy extend shorten cut split", "Titel"),
        ("", "", "song"),
    ),
    "text": (("quote", "", "text"), ("", "", "lyrics")),
    "bauchbinde": (("quote =named =:", "", "lower third"), ("", "", "Bauchbinde")),
    "ueberschrift": (("quote =named =:", "", "title"), ("", "", "Überschrift")),
    "an": (("last", "", ""), ("channel", "", "on"), ("", "", "at")),
    "aus": (("last =from =at =in", "", "off"), ("", "", "from")),
    "ab": (("last", "", ""), ("", "", "from")),
    "ein": (("last", "", ""), ("", "", "a")),
    "sie": (("<verb", "", ""), ("", "", "it")),
    "am": (("", "", "at the"),),
    "abschnitt": (("number", "", "segment"), ("", "", "section")),
    "abschnitte": (("", "color", "segments"), ("", "", "sections")),
    "takt": (("", "", "bar"),),
    "des": (("<end", "", "of the"), ("", "", "the")),
    "t": (("==", "", "t"), ("", "", "where")),
}
"""By the German word: rows of what follows, words of the sentence, and the English."""

ALIKE = {
    "bis zum": "bis zur|bis ans|bis an das|bis in den|bis in die|bis an den",
    "bis zu": "bis nach|bis um|bis auf die",
    "je": "jeweils|à|zu je|fuer je|fuer jeweils|a je",
    "welche": "welcher|welches|welchen|welchem",
    "weshalb": "weswegen",
    "einsatz": "einstieg",
    "die": "der",
    "abschnitte": "abschnitten",
    "abschnitt": "abschnitts|abschnittes",
    "teile": "teilen",
    "nenne": "nenn",
    "ueberschrift": "schriftzug",
    "ein": "eine|einen|einer|einem|eines|n|nen|ne|nem|ner|a",
    "auf": "auf'n|auf'm|aufn|aufm",
}
"""Words that are read as another one."""

OFFERS = {
    "on channel {}": "auf Kanal {}",
    "for the whole song": "für den ganzen Song",
    "from {} s to the end": "von {} s bis zum Ende",
    "from {} s for 5 seconds": "ab {} s für 5 Sekunden",
    "in white": "in weiß",
    "in red": "in rot",
    "from white": "von weiß",
    "from red": "von rot",
    "from blue": "von blau",
    "on every beat": "auf jedem Beat",
    "on every bar": "auf jedem Takt",
    "every second": "jede Sekunde",
    ", {} ms before": ", {} ms vorher",
    ", as flashes": ", als Blitze",
    ", as pulses": ", pulsierend",
    "make it {} seconds longer": "mach es {} Sekunden länger",
    "make it {} seconds shorter": "mach es {} Sekunden kürzer",
    "move it {} seconds earlier": "verschieb es {} Sekunden früher",
    "move it {} seconds later": "verschieb es {} Sekunden später",
    "play from the end": "spiel vom Ende",
    "play from {} seconds": "spiel ab {} Sekunden",
    "go to the end": "geh zum Ende",
    "go to {} seconds": "geh zu {} Sekunden",
    "segment id {}": "Segment mit ID {}",
    "double the tempo": "verdopple das Tempo",
    "halve the tempo": "halbiere das Tempo",
    "move the border at {} s to {} s": "verschieb die Grenze bei {} s auf {} s",
    "in white on channel {}": "in weiß auf Kanal {}",
}
"""Answers to questions, whole or what they add to the request."""

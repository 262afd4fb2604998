"""German words about strips of any kind; as in `german` and `german_phrases`."""

WORDS = {
    "selected": "ausgewaehlt~ selektiert~",
    "lock": "sperr+ verriegel+",
    "unlock": "entsperr+ entriegel+",
    "unmute": "entstumm+ unmute",
    "ripple": "ripple",
    "opacity": "deckkraft",
}
"""English words and the German words that are read as them."""

PHRASES = {
    "close the gap": (
        "schliess+ die luecke|die luecke schliessen|luecke schliessen|schliess+ dabei die luecke"
    ),
    "close the gaps": "schliess+ die luecken|die luecken schliessen|luecken schliessen",
    "close all gaps": "schliess+ alle luecken|alle luecken schliessen",
    "all images": "alle bilder|alle fotos|aller bilder",
    "all sounds": "alle sounds|alle toene|aller sounds|alle tonspuren",
    "all texts": "alle texte|alle textstreifen",
    "in and out": "ein und aus",
    "the marker": "den marker|der marker|dem marker|des markers",
    "a marker": "einen marker|ein marker|einem marker",
}
"""English and the German phrases that are read as it."""

"""German words about strips of any kind; as in `german` and `german_phrases`."""

WORDS = {
    "selected": "ausgewaehlt~ selektiert~",
    "lock": "sperr+ verriegel+",
    "unlock": "entsperr+ entriegel+",
    "unmute": "entstumm+ unmute",
    "ripple": "ripple",
    "opacity": "deckkraft",
    "add": "schreib+ importier+ lad+",
    "append": "anhaeng+",
    "animate": "animier+",
    "crossfade": (
        "ueberblend+ ueberblendung ueberblendungen uebergang uebergaenge crossfade crossfaden"
    ),
    "wipe transition": "wischblende wischblenden wischer wischuebergang wischeffekt",
    "split": "splitt+",
    "become": "lauten",
    "key": "tonart",
    "file": "datei mediendatei videodatei filmdatei bilddatei tondatei audiodatei",
    "files": "dateien mediendateien videodateien bilddateien",
    "frame range": (
        "framebereich framebereichs bildbereich renderbereich szenenbereich wiedergabebereich"
    ),
    "end frame": "endframe endbild",
}
"""English words and the German words that are read as them."""

PHRASES = {
    "unmute": (
        "wieder laut|wieder laut schalten|laut schalten|heb+ die stummschaltung|"
        "stummschaltung aufheben|nicht mehr stumm|nicht mehr stumm schalten"
    ),
    "close the gap": (
        "schliess+ die luecke|die luecke schliessen|luecke schliessen|schliess+ dabei die luecke"
    ),
    "close the gaps": "schliess+ die luecken|die luecken schliessen|luecken schliessen",
    "close all gaps": "schliess+ alle luecken|alle luecken schliessen",
    "all images": "alle bilder|alle fotos|aller bilder",
    "all sounds": "alle sounds|alle toene|aller sounds|alle tonspuren",
    "all texts": "alle texte|alle textstreifen|alle titel|aller titel|allen titeln",
    "in and out": "ein und aus",
    "as title": "als titel|als ueberschrift|als schriftzug",
    "as lower third": "als bauchbinde",
    "title with the text": (
        "titel mit dem text|titel mit text|titel mit den worten|titel mit der aufschrift"
    ),
    "lower third with the text": (
        "bauchbinde mit dem text|bauchbinde mit text|bauchbinde mit dem namen|"
        "bauchbinde mit den worten"
    ),
    "frame range": "frame bereich|frame range",
    "end frame": "end frame|letzt~ frame",
    "": "in zwei teile|in 2 teile|in zwei stuecke|in zwei haelften",
    "the marker": "den marker|der marker|dem marker|des markers",
    "a marker": "einen marker|ein marker|einem marker",
}
"""English and the German phrases that are read as it."""

TITLES = "titel bauchbinde ueberschrift schriftzug"
"""Nouns behind which the words of a title may stand without quotes."""

MARKERS = "marker markierung"
"""Nouns behind which a name may stand, where it is told to be one."""

NAMED = "namens :"
"""What may stand between such a noun and its words."""

NEW = "einen eine ein nen ne neuen neue"
"""Articles of what is not there yet."""

ADDS = (
    "fueg fuege fuegen hinzu hinzufuegen einfuegen schreib schreibe schreiben erstell erstelle "
    "erstellen erzeug erzeuge erzeugen ergaenz ergaenze ergaenzen"
)
"""Forms of verbs by which a title is made, whatever stands before it."""

MAKES = "setz setze setzen mach mache machen zeig zeige zeigen blend blende einblenden leg lege"
"""Forms of verbs by which one is made that is told to be a new one."""

BEFORE_TIMES = "bei von ab zwischen fuer um auf am im in bis waehrend ueber zu vom zum"
"""Words behind which a time or a channel may stand."""

EDGES = (
    "kanal spur abspielkopf anfang ende start beginn sekunde minute der dem den die einer einem "
    "eine einen refrain strophe song lied"
)
"""What begins such a time or channel."""

LAST = (
    "hinzu ein dazu rein an hinzufuegen einfuegen einblenden erstellen erzeugen schreiben setzen "
    "machen zeigen anzeigen ergaenzen bitte"
)
"""What may end the request behind the words of a title."""

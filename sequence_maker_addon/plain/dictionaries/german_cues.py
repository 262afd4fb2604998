"""German words about warnings, rest, sections and captions; as in `german` and `german_phrases`."""

WORDS = {
    "warning flash": (
        "warnblitz warnblitze warnblitzen warnblitzes warnlicht warnlichter warnlichtern "
        "warnsignal vorblitz"
    ),
    "warning": "warnung warnungen vorwarnung vorwarnungen",
    "warn": "warn+ vorwarn+",
    "beforehand": "davor vorab",
    "in between": "dazwischen zwischendrin zwischendurch",
    "otherwise": "sonst ansonsten",
    "rest": "rest",
    "background": "hintergrund",
    "long": "langen langer langem",
    "seed": "seed startwert",
    "captions": "untertitel untertiteln untertitels liveuntertitel",
    "lyrics": "liedtexts liedtextes songtexts songtextes",
    "bottom": "unten",
    "lines": "zeilen",
    "border": "grenze grenzen abschnittsgrenze",
    "join": "verbind+ verein+ vereinig+ verschmelz+ zusammenfueg+ zusammenfass+ zusammenleg+",
    "split": "trenn+ auftrenn+ unterteil+ aufteil+",
}
"""English words and the German words that are read as them."""

PHRASES = {
    "preceded by": "vorher kurz|davor kurz|kurz vorher|kurz davor|vorab kurz|kurz vorab",
    "rest of the time": "restlich~ zeit|uebrig~ zeit",
    "captions top": "untertitel oben|untertitel ganz oben|untertitel nach oben",
    "change captions": (
        "untertitel kleiner|kleiner~ untertitel|groesser~ untertitel|fetter~ untertitel"
    ),
    "two lines": "zweizeilig~",
    "one line": "einzeilig~|eine zeile|einer zeile",
    "name the section": "nenn+ den abschnitt|benenn+ den abschnitt|nenn+ die sektion",
    "name section": "nenn+ abschnitt|benenn+ abschnitt",
    "split the section": "teil+ den abschnitt|teile den abschnitt|zerteil+ den abschnitt",
    "first two sections": "erst~ beid~ abschnitte|erst~ zwei abschnitte",
    "last two sections": "letzt~ beid~ abschnitte|letzt~ zwei abschnitte",
}
"""English and the German phrases that are read as it."""

"""German sentences about strips of any kind, with the calls that they mean; some that mean none."""

SAME = {
    "move_strips": [
        ("verschieb Movie auf 10 Sekunden", {"strips": ["Movie"], "to": 10}),
        ("bitte schieb Photo um 2 Sekunden nach hinten", {"strips": ["Photo"], "by": 2}),
        ("verschiebe die ausgewählten Streifen 3 s nach vorne",
         {"strips": ["selected"], "by": -3}),
        ("verschieb Photo auf Kanal 25", {"strips": ["Photo"], "channel": 25}),
    ],
    "trim_strips": [
        ("kürze Movie bis 30 s", {"strips": ["Movie"], "end_time": 30}),
        ("kürze das Ende von Movie um 2 Sekunden", {"strips": ["Movie"], "end_by": -2}),
        ("trimme den Anfang von Photo um eine halbe Sekunde",
         {"strips": ["Photo"], "start_by": 0.5}),
    ],
    "split_strips": [
        ("schneide Movie bei 12 s", {"strips": ["Movie"], "times": [12]}),
        ("zerteile Movie am Abspielkopf", {"strips": ["Movie"], "times": [16]}),
    ],
    "delete_strips": [
        ("lösche Photo und Logo", {"strips": ["Photo", "Logo"]}),
        ("entferne die ausgewählten Streifen", {"strips": ["selected"]}),
        ("lösche Photo und schließe die Lücke", {"strips": ["Photo"], "ripple": "channel"}),
        ("lösche alle Bilder auf Kanal 21", {"strips": ["all images on channel 21"]}),
    ],
    "close_gaps": [
        ("schließe alle Lücken", {}),
        ("schließe die Lücken auf Kanal 20", {"channels": [20]}),
    ],
    "set_strips": [
        ("schalte Movie stumm", {"strips": ["Movie"], "mute": True}),
        ("entstumme Movie", {"strips": ["Movie"], "mute": False}),
        ("sperre Photo", {"strips": ["Photo"], "lock": True}),
        ("stell die Lautstärke von Movie auf 50 %", {"strips": ["Movie"], "volume": 0.5}),
        ("stell Movie auf 50 % Deckkraft", {"strips": ["Movie"], "opacity": 0.5}),
    ],
    "set_channels": [
        ("sperre Kanal 5", {"channels": [5], "lock": True}),
        ("entsperre Ball 2", {"channels": [2], "lock": False}),
    ],
    "fade_strips": [
        ("blende die Musik über 2 s ein", {"strips": ["Song"], "fade_in": 2}),
        ("blende Movie über 1 s aus", {"strips": ["Movie"], "fade_out": 1}),
        ("blende Movie über 1 s ein und aus",
         {"strips": ["Movie"], "fade_in": 1, "fade_out": 1}),
    ],
    "set_markers": [
        ("setze einen Marker bei 10 s", {"add": [{"time": 10, "name": "Marker"}]}),
        ("füge bei 32 s einen Marker „Drop“ hinzu", {"add": [{"time": 32, "name": "Drop"}]}),
        ("verschieb den Marker „Verse“ auf 9 s", {"move": [{"marker": "Verse", "time": 9}]}),
        ("lösche den Marker „Verse“", {"delete": ["Verse"]}),
    ],
    "add_captions": [
        ("füge Untertitel des Liedtexts hinzu", {}),
        ("zeig die Wörter von 10 bis 40 s als Untertitel", {"start_time": 10, "end_time": 40}),
    ],
    "set_sections": [
        ("benenne Abschnitt B1 in Refrain um",
         {"action": "rename", "sections": ["B1"], "name": "chorus"}),
        ("trenne den Abschnitt bei 45 s", {"action": "split", "time": 45}),
        ("fasse A1 und B1 zusammen", {"action": "join", "sections": ["A1", "B1"]}),
        ("verschieb die Grenze von 30 s auf 32 s", {"action": "move", "time": 30, "to_time": 32}),
    ],
}  # fmt: skip
"""By function, sentences that are certain, and its arguments."""

NEVER_DONE = (
    "lösche nicht Photo",
    "lösche Photo nicht",
    "schalte Movie nicht stumm",
    "lösche alles außer Photo",
    "lösche den Rest",
    "lösche den Marker",
    "lösche den Marker bei 10 s",
    "lösche Movie bei 10 s",
    "lösche die letzten 5 Sekunden von Movie",
    "Kanal 5 ist gesperrt",
    "soll ich Movie kürzen?",
    "warum ist Movie stumm?",
    "ist Movie gesperrt?",
    "verschieb Photo auf 5 s oder auf 7 s",
    "blende Movie über 2 s ein, außer es ist dunkel",
    "sperre niemals Kanal 3",
    "schneide Movie bei 12 s, oder doch nicht",
    "wenn Photo stumm ist, lösche es",
    "verschieb Movie woanders hin",
    "kürze Movie",
    "setze einen Marker",
    "der Marker Drop ist falsch",
    "schließe die Lücken nicht",
    "schneide Movie bei 12 s und lösche den Rest",
    "wie heißt der Abschnitt bei 42 s?",
    "verbinde nicht A1 und B1",
)
"""Sentences of which nothing may be done at once."""

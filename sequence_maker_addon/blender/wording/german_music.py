"""German: the musical functions, their arguments and choices."""

from __future__ import annotations

OPERATORS = {
    "Analyze Music": "Musik analysieren",
    "Create Pattern": "Muster erstellen",
    "Create Segments For Words": "Segmente für Wörter erstellen",
    "Cut On Beats": "Auf Schläge schneiden",
    "Edit Beat Grid": "Taktraster bearbeiten",
    "Fit To Section": "An Abschnitt anpassen",
    "Get Music": "Musik abfragen",
    "Snap To Beats": "An Schlägen einrasten",
    "Write Markers": "Marker schreiben",
}

_NAMES = {
    "BPM": "BPM",
    "Channels": "Kanäle",
    "Cue Color": "Farbe der Vorwarnung",
    "Length": "Länge",
    "Meter": "Taktart",
    "Period": "Periode",
    "Rest Color": "Ruhefarbe",
    "Section": "Abschnitt",
    "Sound": "Ton",
    "Strips": "Streifen",
    "Time": "Zeit",
    "Tolerance (ms)": "Toleranz (ms)",
    "Words": "Wörter",
}
"""Names of arguments that may be left out."""

LABELS = {
    **{name: told for name, told in _NAMES.items() if name not in ("BPM", "Time")},
    **{f"Use {name}": f"{told} verwenden" for name, told in _NAMES.items()},
    "Action": "Aktion",
    "Add Beat": "Schlag hinzufügen",
    "All": "Alle",
    "Alternate": "Abwechselnd",
    "Band": "Frequenzband",
    "Bars": "Takte",
    "Beats": "Schläge",
    "Both": "Beide",
    "Bounce": "Hin und her",
    "Chase": "Lauflicht",
    "Cue (ms)": "Vorwarnung (ms)",
    "Cue Length (ms)": "Länge der Vorwarnung (ms)",
    "Cut": "Schnitt",
    "Cycle": "Reihum",
    "Double": "Verdoppeln",
    "Downbeats": "Taktanfänge",
    "Edge": "Kante",
    "Energy": "Energie",
    "Every": "Jeder n-te",
    "Fade In": "Einblenden",
    "Fade Out": "Ausblenden",
    "Fixed": "Feste Länge",
    "Flash": "Blitz",
    "Gradient": "Verlauf",
    "Grid": "Raster",
    "Halve": "Halbieren",
    "High": "Hoch",
    "Hold": "Halten",
    "Low": "Tief",
    "Markers": "Marker",
    "Mid": "Mitte",
    "Min Strength": "Mindeststärke",
    "None": "Keine",
    "Offbeats": "Zwischenschläge",
    "Offset": "Versatz",
    "Onsets": "Einsätze",
    "Palette": "Palette",
    "Pitch": "Tonhöhe",
    "Pulse": "Puls",
    "Random": "Zufällig",
    "Remove Beat": "Schlag entfernen",
    "Sections": "Abschnitte",
    "Seed": "Startwert",
    "Set Beat One": "Schlag eins setzen",
    "Set Tempo": "Tempo setzen",
    "Shape": "Form",
    "Shift (ms)": "Verschiebung (ms)",
    "Shift Half Beat": "Um halben Schlag verschieben",
    "Spread": "Verteilung",
    "Strip": "Streifen",
    "Together": "Gemeinsam",
    "What": "Was",
}

TOOLTIPS = {
    "A short warning flash so many milliseconds before each; 0 for none": (
        "Ein kurzer Warnblitz so viele Millisekunden vor jedem; 0 für keinen"
    ),
    "All strips of these channels": "Alle Streifen dieser Kanäle",
    "As in create_pattern. Default together": "Wie in create_pattern. Vorgabe: together",
    "Beats in a bar, for set_beat_one and set_tempo; null keeps it": (
        "Schläge in einem Takt, für set_beat_one und set_tempo; null behält sie"
    ),
    "Beats per minute for set_tempo": "Schläge pro Minute für set_tempo",
    "Correct the beats of a song when the user says they are wrong": (
        "Die Schläge eines Liedes berichtigen, wenn der Benutzer sagt, dass sie falsch sind"
    ),
    "Create a segment for each word of the lyrics, as long as the word, named after it": (
        "Für jedes Wort des Liedtextes ein Segment erstellen, so lang wie das Wort und nach ihm"
        " benannt"
    ),
    "Create segments on every beat, bar, onset, section, marker or word of a stretch at once": (
        "Auf jedem Schlag, Takt, Einsatz, Abschnitt, Marker oder Wort einer Strecke auf einmal"
        " Segmente erstellen"
    ),
    "Cut a movie, image or other clip at the beats that it lies on": (
        "Einen Film, ein Bild oder einen anderen Clip an den Schlägen schneiden, über denen er"
        " liegt"
    ),
    "Fills the time between; null leaves it": "Füllt die Zeit dazwischen; null lässt sie",
    "For set_beat_one, add_beat, remove_beat; null for set_tempo if not known": (
        "Für set_beat_one, add_beat, remove_beat; null für set_tempo, wenn unbekannt"
    ),
    "From 1; null for the first": "Von 1 an; null für die erste",
    "From here; null for the beginning": "Ab hier; null für den Anfang",
    "From here; null for the song's start": "Ab hier; null für den Anfang des Liedes",
    "Hear a song: tempo, beats, bars, sections, drops, energy per bar, key": (
        "Ein Lied anhören: Tempo, Schläge, Takte, Abschnitte, Drops, Energie je Takt, Tonart"
    ),
    "How long it lasts": "Wie lange sie dauert",
    "How many LEDs each lights; null if not said": (
        "Wie viele LEDs jedes leuchten lässt; null, wenn nicht gesagt"
    ),
    "Its colour; null for white": "Ihre Farbe; null für Weiß",
    "Later by so many milliseconds; negative is earlier": (
        "Um so viele Millisekunden später; negativ ist früher"
    ),
    "Leave out so many first. Default 0": "Zuerst so viele auslassen. Vorgabe: 0",
    "Leave what is farther away; null for half a beat": (
        "Lassen, was weiter weg ist; null für einen halben Schlag"
    ),
    "List details of the music in a stretch, 200 a page": (
        "Einzelheiten der Musik einer Strecke auflisten, 200 je Seite"
    ),
    "Make a strip of any kind begin and end with a section of the song": (
        "Einen Streifen beliebiger Art mit einem Abschnitt des Liedes beginnen und enden lassen"
    ),
    "Move strips of any kind (segments, movies, images) onto the beats": (
        "Streifen beliebiger Art (Segmente, Filme, Bilder) auf die Schläge schieben"
    ),
    "Move whole strips so that their start or end lies on a beat; both moves each edge; cut moves"
    " where two strips touch. Default start": (
        "Ganze Streifen verschieben, sodass ihr Anfang (start) oder Ende (end) auf einem Schlag"
        " liegt; both bewegt jede Kante; cut bewegt, wo zwei Streifen sich berühren. Vorgabe: start"
    ),
    'Name of the section ("B1"), a letter for its first ("B"), or "chorus"': (
        "Name des Abschnitts („B1“), ein Buchstabe für seinen ersten („B“) oder „chorus“"
    ),
    "Name of the sound strip; null for the longest": "Name des Tonstreifens; null für den längsten",
    "Name of the sound strip; null for the longest that is not muted": (
        "Name des Tonstreifens; null für den längsten, der nicht stumm ist"
    ),
    "Name of the strip": "Name des Streifens",
    "Name of the strip, or a segment_id": "Name des Streifens oder eine segment_id",
    "Names of strips or segment_ids; null for the selected ones or those of channels": (
        "Namen von Streifen oder segment_ids; null für die ausgewählten oder die von Kanälen"
    ),
    "Of onsets, 0 to 1": "Von Einsätzen, 0 bis 1",
    "Of onsets: low (kick), mid (snare), high (hats). Default all": (
        "Von Einsätzen: low (Bassdrum), mid (Snare), high (Becken). Vorgabe: all"
    ),
    "Of random": "Von random",
    "One after the other": "Eine nach der anderen",
    "Only at each n-th. Default 1": "Nur an jedem n-ten. Vorgabe: 1",
    "Only each n-th of them. Default 1": "Nur jeder n-te davon. Vorgabe: 1",
    "Only each n-th. Default 1": "Nur jeder n-te. Vorgabe: 1",
    "Only from here on; null for all of the strip": "Nur ab hier; null für den ganzen Streifen",
    "Only in a section of the song; see create_pattern": (
        "Nur in einem Abschnitt des Liedes; siehe create_pattern"
    ),
    'Only in the section of this name ("B1"), in all of a letter ("B"), or "chorus"': (
        "Nur im Abschnitt dieses Namens („B1“), in allen eines Buchstabens („B“) oder „chorus“"
    ),
    "Only these words, as in get_music; null for all": (
        "Nur diese Wörter, wie in get_music; null für alle"
    ),
    "Only to each n-th. Default 1": "Nur zu jedem n-ten. Vorgabe: 1",
    "Only up to here": "Nur bis hier",
    "Over several channels: together, one after the other (chase), there and back (bounce), odd and"
    " even in turn (alternate). Default together": (
        "Über mehrere Kanäle: gemeinsam (together), einer nach dem anderen (chase), hin und zurück"
        " (bounce), ungerade und gerade im Wechsel (alternate). Vorgabe: together"
    ),
    "Seconds each lasts at most; null for the shape's own (flash 0.1)": (
        "Sekunden, die jedes höchstens dauert; null für die eigene der Form (flash 0,1)"
    ),
    "Seconds, for grid period": "Sekunden, für das Raster period",
    "Sound strip of the section; null for the longest": (
        "Tonstreifen des Abschnitts; null für den längsten"
    ),
    "The palette, one or more colours": "Die Palette, eine oder mehrere Farben",
    "Timelines to light: numbers or names": (
        "Zeitleisten, die leuchten sollen: Nummern oder Namen"
    ),
    "Up to here; null for its end": "Bis hier; null für sein Ende",
    "Up to here; null for the end": "Bis hier; null für das Ende",
    "What to mark; none only removes ours": "Was zu markieren ist; none entfernt nur unsere",
    "What to snap to. Default beats": "Woran einzurasten ist. Vorgabe: beats",
    "Where to cut. Default beats": "Wo zu schneiden ist. Vorgabe: beats",
    "Where: beats, downbeats (= bars), offbeats, onsets, sections, markers, words, or every period"
    " seconds. Default beats": (
        "Wo: beats, downbeats (= bars), offbeats, onsets, sections, markers, words oder alle period"
        " Sekunden. Vorgabe: beats"
    ),
    "Which details. Default beats": "Welche Einzelheiten. Vorgabe: beats",
    "Write scene markers from the music; they replace those written so before, no others": (
        "Szenenmarker aus der Musik schreiben; sie ersetzen die früher so geschriebenen, keine"
        " anderen"
    ),
    "cycle through colors, random, gradient over the stretch, by energy or pitch": (
        "Reihum durch die Farben (cycle), zufällig (random), Verlauf über die Strecke (gradient),"
        " nach Energie (energy) oder Tonhöhe (pitch)"
    ),
    "halve or double the tempo, shift_half_beat, set_beat_one at a time, set_tempo (listens again"
    " by bpm; with a time, an even grid with beat one there), add_beat or remove_beat at a time"
    " (the bars count on from there)": (
        "halve oder double für das Tempo, shift_half_beat, set_beat_one an einer Zeit, set_tempo"
        " (hört mit bpm noch einmal hin; mit einer Zeit ein gleichmäßiges Raster mit Schlag eins"
        " dort), add_beat oder remove_beat an einer Zeit (die Takte zählen von dort weiter)"
    ),
    "hold until the next, fixed or flash for length, pulse up and down, fade_in, fade_out. Default"
    " hold": (
        "Halten bis zum nächsten (hold), fixed oder flash für length, Puls auf und ab (pulse),"
        " fade_in, fade_out. Vorgabe: hold"
    ),
}

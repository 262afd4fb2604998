"""German: panel, buttons and properties of the music."""

from __future__ import annotations

OPERATORS = {
    "Add Beat": "Schlag hinzufügen",
    "Beat 1 Is Here": "Hier ist die 1",
    "Double Tempo": "Doppeltes Tempo",
    "Half Tempo": "Halbes Tempo",
    "Half a Beat Later": "Halben Schlag später",
    "Import Words…": "Wörter importieren …",
    "Listen to the Music": "Die Musik anhören",
    "Remove Beat": "Schlag entfernen",
    "Remove Our Markers": "Unsere Marker entfernen",
    "Remove Words": "Wörter entfernen",
    "Restore Beats": "Schläge wiederherstellen",
    "Set Tempo…": "Tempo festlegen …",
    "Stop Listening": "Anhören abbrechen",
    "Tap Tempo": "Tempo tippen",
    "Write Markers": "Marker schreiben",
}

LABELS = {
    "Add a sound to the Sequencer first": "Erst einen Ton in den Sequenzer legen",
    "Bars": "Takte",
    "Beat Grid": "Schlagraster",
    "Beat Grids": "Schlagraster",
    "Beats": "Schläge",
    "Beats per Minute": "Schläge pro Minute",
    "Flashes per Second": "Blitze pro Sekunde",
    "Listen to the music first": "Erst die Musik anhören",
    "Listening…": "Hört zu …",
    "Lyrics": "Liedtext",
    "Markers": "Marker",
    "Music": "Musik",
    "No marker was written from the beats": "Aus den Schlägen wurde kein Marker geschrieben",
    "Our Markers": "Unsere Marker",
    "Sections": "Abschnitte",
    "Show Beats": "Schläge zeigen",
    "Sure of beats {beats:.0%}, of bars {bars:.0%}": (
        "Sicher bei Schlägen {beats:.0%}, bei Takten {bars:.0%}"
    ),
    "Tempo": "Tempo",
    "Nothing is being listened to": "Es wird gerade nichts angehört",
    "The beats were not corrected": "Die Schläge wurden nicht berichtigt",
    "You corrected the beats": "Sie haben die Schläge berichtigt",
    "{bpm:.1f} beats per minute": "{bpm:.1f} Schläge pro Minute",
    "{bpm} BPM · {meter} beats a bar · {bars} bars": (
        "{bpm} BPM · {meter} Schläge pro Takt · {bars} Takte"
    ),
    "{count} words": "{count} Wörter",
    "{count} words removed": "{count} Wörter entfernt",
    "Strips inside meta strips were not looked at": (
        "Streifen in Metastreifen wurden nicht angesehen"
    ),
    "{question} Then tick “Even If It Flashes”": (
        "{question} Dann „Auch wenn es blitzt“ ankreuzen"
    ),
    "No words were imported": "Es wurden keine Wörter importiert",
    "Remove the imported words; text strips stay": (
        "Die importierten Wörter entfernen; Textstreifen bleiben"
    ),
    "{count} words imported": "{count} Wörter importiert",
    "{written} markers written, {removed} removed": (
        "{written} Marker geschrieben, {removed} entfernt"
    ),
}

TOOLTIPS = {
    "A file with timed words": "Eine Datei mit Wörtern und ihren Zeiten",
    "A pattern that flashes more often asks first; more than 3 may harm people": (
        "Ein Muster, das öfter blitzt, fragt erst; mehr als 3 können Menschen schaden"
    ),
    "Add a beat at the playhead": "Einen Schlag am Abspielkopf hinzufügen",
    "Beats in seconds of the sound, as JSON": "Schläge in Sekunden des Tons, als JSON",
    "Tap on each beat while the music plays; after four, Set Tempo knows the beats": (
        "Bei laufender Musik auf jeden Schlag tippen; nach vieren kennt „Tempo festlegen“ sie"
    ),
    "Listen to the music and correct its beats": "Musik anhören und ihre Schläge berichtigen",
    "Draw bars, beats and sections over the Sequencer": (
        "Takte, Schläge und Abschnitte über den Sequenzer zeichnen"
    ),
    "Drop the corrections of the beats and go back to what was heard": (
        "Die Korrekturen der Schläge verwerfen und zum Gehörten zurückkehren"
    ),
    "Every beat": "Jeder Schlag",
    "Find beats, bars and sections of the song": "Schläge, Takte und Abschnitte des Liedes finden",
    "Imported words without a sound, as JSON": "Importierte Wörter ohne Ton, als JSON",
    "In seconds of the sound, as JSON": "In Sekunden des Tons, als JSON",
    "Keep every other beat": "Jeden zweiten Schlag behalten",
    "Make the beat nearest to the playhead the first of its bar": (
        "Den Schlag am Abspielkopf zum ersten seines Taktes machen"
    ),
    "Move all beats by half a beat": "Alle Schläge um einen halben Schlag verschieben",
    "Song": "Lied",
    "The longest sound": "Der längste Ton",
    "The sound whose beats count; empty for the longest that is not muted": (
        "Der Ton, dessen Schläge zählen; leer für den längsten, der nicht stumm ist"
    ),
    "Put a beat between any two": "Zwischen je zwei Schläge einen setzen",
    "Read the words of the song with their times from a file": (
        "Die Wörter des Liedes mit ihren Zeiten aus einer Datei lesen"
    ),
    "Remove the beat at the playhead": "Den Schlag am Abspielkopf entfernen",
    "Remove the markers that were written from the beats; your own stay": (
        "Die aus den Schlägen geschriebenen Marker entfernen; Ihre eigenen bleiben"
    ),
    "Say the tempo, and listen again with it": "Das Tempo sagen und damit neu anhören",
    "Stop listening; nothing of it is kept": "Nicht weiter anhören; nichts davon bleibt",
    "The beats, bars and sections of the song": "Schläge, Takte und Abschnitte des Liedes",
    "The first beat of each bar": "Der erste Schlag jedes Taktes",
    "The markers we wrote, as JSON": "Die von uns geschriebenen Marker, als JSON",
    "The parts of the song": "Die Teile des Liedes",
    "The tempo that the user knows; 0 is unknown": (
        "Das Tempo, das der Benutzer kennt; 0 ist unbekannt"
    ),
    "The tempo, right within 6 %": "Das Tempo, auf 6 % genau",
    "What gets a marker": "Was einen Marker bekommt",
    "Write markers from the beats, in place of those that were written before": (
        "Marker aus den Schlägen schreiben, anstelle der früher geschriebenen"
    ),
}

"""German: tooltips whose English begins with A to L; `german_tooltips_2` has the rest."""

from __future__ import annotations

TOOLTIPS = {
    '"trim" cuts what is already there, "error" refuses. Default trim': (
        "„trim“ beschneidet, was schon da ist, „error“ lehnt ab. Vorgabe ist trim"
    ),
    '"trim" cuts what is in the way, "error" refuses. Default trim': (
        "„trim“ beschneidet, was im Weg ist, „error“ lehnt ab. Vorgabe ist trim"
    ),
    "A JSON list of segments": "Eine JSON-Liste von Segmenten",
    "A model of the active endpoint": "Ein Modell des aktiven Endpunkts",
    "A table with one line per request, for a spreadsheet": (
        "Eine Tabelle mit einer Zeile je Anfrage, für eine Tabellenkalkulation"
    ),
    "Add an endpoint profile": "Ein Endpunktprofil hinzufügen",
    (
        "Address of an OpenAI-compatible server, without /chat/completions. A key stays with the "
        "host that it was entered for"
    ): (
        "Adresse eines OpenAI-kompatiblen Servers, ohne /chat/completions. Ein Schlüssel bleibt "
        "bei dem Server, für den er eingegeben wurde"
    ),
    "Answer what the assistant asks": "Auf die Frage des Assistenten antworten",
    "Ask before anything is changed": "Nachfragen, bevor etwas geändert wird",
    "Ask before many segments are removed": "Nachfragen, bevor viele Segmente entfernt werden",
    "Ask the active endpoint whether address, key and model work; sends one word at most": (
        "Den aktiven Endpunkt fragen, ob Adresse, Schlüssel und Modell stimmen; sendet höchstens "
        "ein Wort"
    ),
    "Ask the active endpoint which models it offers": (
        "Den aktiven Endpunkt fragen, welche Modelle er anbietet"
    ),
    "Change what is given of one segment and keep the rest": (
        "Von einem Segment das Angegebene ändern, den Rest behalten"
    ),
    "Characters a second while the answer streamed; -1 is unknown": (
        "Zeichen pro Sekunde, während die Antwort kam; -1 ist unbekannt"
    ),
    "Characters of text, thought and arguments": "Zeichen von Text, Gedanken und Argumenten",
    "Chat with the assistant that edits the timeline": (
        "Mit dem Assistenten sprechen, der die Zeitleiste bearbeitet"
    ),
    "Choose one of the models that the active endpoint offers": (
        "Eines der Modelle wählen, die der aktive Endpunkt anbietet"
    ),
    "Completion tokens a second while the answer streamed; -1 is unknown": (
        "Token der Antwort pro Sekunde, während sie kam; -1 ist unbekannt"
    ),
    "Completion tokens spent on thinking; -1 is unknown": (
        "Token der Antwort, die auf das Denken entfielen; -1 ist unbekannt"
    ),
    "Copy a function call, its arguments and its result, as JSON": (
        "Einen Funktionsaufruf mit Argumenten und Ergebnis als JSON kopieren"
    ),
    "Copy what was asked, done and answered": "Kopieren, was gefragt, getan und geantwortet wurde",
    "Create many segments in one go: all of them, or none and a report per bad item": (
        "Viele Segmente auf einmal erstellen: alle, oder keines und je Fehler ein Bericht"
    ),
    "CSS name, #rgb or #rrggbb": "CSS-Name, #rgb oder #rrggbb",
    "Cut what is already there": "Beschneiden, was schon da ist",
    "Delete one segment, named by segment_id or by channel and segment_index": (
        "Ein Segment löschen, benannt durch segment_id oder durch channel und segment_index"
    ),
    "Estimated cost in US dollars; -1 is unknown": (
        "Geschätzte Kosten in US-Dollar; -1 ist unbekannt"
    ),
    "Everything since the file was opened": "Alles seit dem Öffnen der Datei",
    "Everything that was ever asked in this scene": "Alles, was in dieser Szene je gefragt wurde",
    "Everything, for bug reports": "Alles, für Fehlerberichte",
    "Everything: scopes, turns, requests and function calls": (
        "Alles: Bereiche, Runden, Anfragen und Funktionsaufrufe"
    ),
    "Fade linearly to this colour; null for a plain colour": (
        "Gleichmäßig in diese Farbe überblenden; null für eine einfache Farbe"
    ),
    "Fill a stretch of a channel's timeline with a colour, or with a fade to end_color": (
        "Einen Abschnitt der Zeitleiste eines Kanals mit einer Farbe oder einer Blende nach "
        "end_color füllen"
    ),
    "Forget every API key that was entered, in memory and in the file": (
        "Jeden eingegebenen API-Schlüssel vergessen, im Speicher und in der Datei"
    ),
    "Forget the conversation of this scene and begin a new one; the strips stay": (
        "Das Gespräch dieser Szene vergessen und ein neues beginnen; die Streifen bleiben"
    ),
    "From sending to the end of the answer, in seconds; -1 is unknown": (
        "Vom Senden bis zum Ende der Antwort, in Sekunden; -1 ist unbekannt"
    ),
    "From sending to the first piece, in seconds; -1 is unknown": (
        "Vom Senden bis zum ersten Stück, in Sekunden; -1 ist unbekannt"
    ),
    "From the first to the last piece, in seconds; -1 is unknown": (
        "Vom ersten bis zum letzten Stück, in Sekunden; -1 ist unbekannt"
    ),
    "Function calls that were carried out": "Ausgeführte Funktionsaufrufe",
    "Highest estimated cost of one prompt in US dollars; 0 is no limit": (
        "Höchste geschätzte Kosten einer Anweisung in US-Dollar; 0 ist keine Grenze"
    ),
    "How many LEDs it lights; null if not said": (
        "Wie viele LEDs es leuchten lässt; null, wenn nicht gesagt"
    ),
    "How often a request was sent again": "Wie oft eine Anfrage erneut gesendet wurde",
    "How the figures are written": "Wie die Zahlen geschrieben werden",
    "Its position in time on the channel, from 1, as listed with the request": (
        "Seine Stelle in der Zeit auf dem Kanal, ab 1, wie mit der Anfrage aufgelistet"
    ),
    "Keep the key in a file in clear text that only your user account can read": (
        "Den Schlüssel im Klartext in einer Datei behalten, die nur Ihr Benutzerkonto lesen kann"
    ),
    (
        "Kept in memory until Blender ends, never in a .blend or in the preferences. Clear the "
        "field to forget it"
    ): (
        "Bleibt im Speicher, bis Blender endet, nie in einer .blend-Datei oder den "
        "Einstellungen. Das Feld leeren, um ihn zu vergessen"
    ),
    "Leave everything as it is": "Alles lassen, wie es ist",
    "Let the Sequencer edit the scene of this window": (
        "Den Sequencer die Szene dieses Fensters bearbeiten lassen"
    ),
    "List the segments as they are now, 50 a page, by channel and time": (
        "Die Segmente auflisten, wie sie jetzt sind, 50 je Seite, nach Kanal und Zeit"
    ),
    "Longest reply to one request, in tokens; 0 leaves it to the server": (
        "Längste Antwort auf eine Anfrage, in Token; 0 überlässt es dem Server"
    ),
    "Longest silence of the server before the request is given up, in seconds": (
        "Längstes Schweigen des Servers, bis die Anfrage aufgegeben wird, in Sekunden"
    ),
    "Longest time for one prompt, in seconds": "Längste Zeit für eine Anweisung, in Sekunden",
    "Low for steady answers, high for surprising ones": (
        "Niedrig für stetige Antworten, hoch für überraschende"
    ),
}
"""Descriptions of operators, properties and choices."""

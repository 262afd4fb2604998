"""German: messages, notes and sentences; `german` has the labels."""

from __future__ import annotations

SENTENCES = {
    "No channel flashes more than {limit:g} times a second": (
        "Kein Kanal blitzt öfter als {limit:g} Mal in der Sekunde"
    ),
    "Report where segments flash more often than people with photosensitive epilepsy can bear": (
        "Melden, wo Segmente öfter blitzen, als Menschen mit lichtempfindlicher Epilepsie vertragen"
    ),
    "channel {channel}, {start:.1f} to {end:.1f} s: {count:g} flashes a second": (
        "Kanal {channel}, {start:.1f} bis {end:.1f} s: {count:g} Blitze in der Sekunde"
    ),
    "Listening to the music first…": "Hört erst die Musik an …",
    "Create also what may harm people with photosensitive epilepsy": (
        "Auch erstellen, was Menschen mit lichtempfindlicher Epilepsie schaden kann"
    ),
    "Even If It Flashes": "Auch wenn es blitzt",
    "{name} cannot be read: {reason}": "{name} kann nicht gelesen werden: {reason}",
    "every {number} {grid}": "alle {number} {grid}",
    " at {time}": " bei {time}",
    " on {channel}": " auf {channel}",
    "A server of your own costs nothing": "Ein eigener Server kostet nichts",
    "A test of the connection is running": "Ein Test der Verbindung läuft",
    "Again in {count} s": "Erneut in {count} s",
    "Show {count} Strips": "{count} Streifen zeigen",
    "Waiting for you": "Wartet auf Sie",
    "Writing {name}": "Schreibt {name}",
    "{count} characters": "{count} Zeichen",
    "{name}, call {number} of {count}": "{name}, Aufruf {number} von {count}",
    "all channels": "alle Kanäle",
    "Allow Online Access is off": "Der Onlinezugriff ist aus",
    "Apply This Plan?": "Diesen Plan anwenden?",
    "Before You Start": "Bevor es losgeht",
    "Blender was started in offline mode": "Blender wurde ohne Netz gestartet",
    "Blender was started in offline mode; start it without": (
        "Blender wurde ohne Netz gestartet; bitte mit Netz starten"
    ),
    "Change segment 1 on channel 1 to dodgerblue": "Mache Segment 1 auf Kanal 1 dodgerblue",
    "channel {number}": "Kanal {number}",
    "Charts appear after the first prompt": "Diagramme erscheinen nach der ersten Anweisung",
    "Choose a file to write to": "Wählen Sie eine Datei zum Schreiben",
    "Clear channel 2 and then play the music": "Leere Kanal 2 und spiele dann die Musik",
    "Colors look dull": "Farben wirken matt",
    "Copied": "Kopiert",
    "Create or choose a sequence first": "Erst eine Sequenz anlegen oder wählen",
    "Fetch the models first": "Erst die Modelle abrufen",
    "file": "Datei",
    "free": "kostenlos",
    "from {time}": "ab {time}",
    "Key from {source}, sent only to {place}": "Schlüssel aus {source}, geht nur an {place}",
    (
        "Last {count} turns, newest on the right. Grid: {seconds:g} s, {tokens:,g} tokens, "
        "{speed:g} tokens/s. Light: first token."
    ): (
        "Letzte {count} Runden, neueste rechts. Raster: {seconds:g} s, {tokens:,g} Token, "
        "{speed:g} Token/s. Hell: erstes Token."
    ),
    "List price (genai-prices): {sent:g} sent, {received:g} received": (
        "Listenpreis (genai-prices): {sent:g} gesendet, {received:g} empfangen"
    ),
    "Make channel 1 red for the first ten seconds": "Mache Kanal 1 in den ersten zehn Sekunden rot",
    "no": "nein",
    "No API key": "Kein API-Schlüssel",
    "No earlier prompt": "Keine frühere Anweisung",
    "No key yet": "Noch kein Schlüssel",
    "No song yet": "Noch kein Lied",
    "Nothing of this turn is left to take back": "Von dieser Runde ist nichts mehr zurückzunehmen",
    "On channel 2, create red from 0 to 2, green from 2 to 4 and blue from 4 to 6": (
        "Erstelle auf Kanal 2 Rot von 0 bis 2, Grün von 2 bis 4 und Blau von 4 bis 6"
    ),
    "Online access is off": "Der Onlinezugriff ist aus",
    "Online access is on already": "Der Onlinezugriff ist schon an",
    "Only {host} gets anything, and only when you send a prompt or test it:": (
        "Nur {host} bekommt etwas, und nur, wenn Sie etwas senden oder testen:"
    ),
    "segment {id}": "Segment {id}",
    "Sounds, pictures and the file itself are not sent. There is no telemetry.": (
        "Töne, Bilder und die Datei selbst werden nicht gesendet. Es gibt keine Telemetrie."
    ),
    "Test the connection to look up the list price": (
        "Die Verbindung testen, um den Listenpreis nachzuschlagen"
    ),
    "Testing the connection…": "Die Verbindung wird getestet …",
    "The assistant asks nothing": "Der Assistent fragt nichts",
    "The assistant is not busy": "Der Assistent tut gerade nichts",
    "The assistant is still busy": "Der Assistent ist noch beschäftigt",
    "the end": "Ende",
    "The headers x-stainless-… name your system, processor and Python version.": (
        "Die Kopfzeilen x-stainless-… nennen Ihr System, Ihren Prozessor und die Python-Version."
    ),
    "The key travels unencrypted: the address is http": (
        "Der Schlüssel reist unverschlüsselt: die Adresse ist http"
    ),
    "The last endpoint stays": "Der letzte Endpunkt bleibt",
    "The offline model runs on this computer: nothing is sent anywhere.": (
        "Das Offline-Modell läuft auf diesem Rechner: nichts wird gesendet."
    ),
    "There is no prompt in the Text Editor": "Im Texteditor steht keine Anweisung",
    "There is no such function call": "Diesen Funktionsaufruf gibt es nicht",
    "There is no such prompt": "Diese Anweisung gibt es nicht",
    "There is no turn yet": "Es gibt noch keine Runde",
    "There is no window to show the preferences in": "Es gibt kein Fenster für die Einstellungen",
    "There is nothing to export yet": "Es gibt noch nichts zu exportieren",
    "These strips are gone": "Diese Streifen sind nicht mehr da",
    "this session": "dieser Sitzung",
    "to {channel}": "auf {channel}",
    "to {color}": "zu {color}",
    "to {time}": "zu {time}",
    "Type a prompt first": "Erst eine Anweisung eintippen",
    "unknown": "unbekannt",
    "until {time}": "bis {time}",
    "up to {time} ms": "bis zu {time} ms",
    "what you type, the conversation, and the timelines' names, times and colors.": (
        "was Sie tippen, das Gespräch und Namen, Zeiten und Farben der Zeitleisten."
    ),
    "yes": "ja",
    "{count} more": "{count} weitere",
    "{count} more lines": "{count} weitere Zeilen",
    "{count} older turns": "{count} ältere Runden",
    "{count} segment": "{count} Segment",
    "{count} segments": "{count} Segmente",
    "{count} token": "{count} Token",
    "{count} tokens": "{count} Token",
    "{first} to {last}": "{first} bis {last}",
    "{rate} tokens/s": "{rate} Token/s",
    "{text}, page {page} of {pages}": "{text}, Seite {page} von {pages}",
    "{what} changed": "{what} geändert",
    "{what} created": "{what} erstellt",
    "{what} deleted": "{what} gelöscht",
    "No stretch is protected": "Kein Abschnitt ist geschützt",
    "There is no such stretch": "Diesen Abschnitt gibt es nicht",
    "There is nothing to protect yet": "Es gibt noch nichts zu schützen",
}
"""Messages, notes and the pieces that calls and figures are told with."""

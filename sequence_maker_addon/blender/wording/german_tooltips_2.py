"""German: tooltips whose English begins with M to Z; `german_tooltips` has the others."""

from __future__ import annotations

TOOLTIPS = {
    "Most function calls for one prompt": "Meiste Funktionsaufrufe für eine Anweisung",
    "Most requests to the model for one prompt": "Meiste Anfragen an das Modell für eine Anweisung",
    "Most segments that one prompt may change": "Meiste Segmente, die eine Anweisung ändern darf",
    "Move the playhead; a running playback goes on from there": (
        "Den Abspielkopf bewegen; eine laufende Wiedergabe geht von dort weiter"
    ),
    "Name of the model at that server": "Name des Modells auf diesem Server",
    "Name of the strip; null for a default": "Name des Streifens; null für eine Vorgabe",
    "Never ask; undo takes back a whole prompt": (
        "Nie fragen; Rückgängig nimmt eine ganze Anweisung zurück"
    ),
    'New colour to fade to, "none" for no fade; null keeps it': (
        "Neue Farbe, in die geblendet wird, „none“ für keine Blende; null behält sie"
    ),
    "New colour; null keeps it": "Neue Farbe; null behält sie",
    "New end; null keeps it": "Neues Ende; null behält es",
    "New name; null keeps it": "Neuer Name; null behält ihn",
    "New number of LEDs; null keeps it": "Neue Anzahl der LEDs; null behält sie",
    "New start; null keeps it. To move a segment give both times": (
        "Neuer Anfang; null behält ihn. Zum Verschieben beide Zeiten angeben"
    ),
    "One of the offered answers": "Eine der angebotenen Antworten",
    "Only from here on; a segment that reaches over is cut. Null: from the start": (
        "Nur ab hier; ein Segment, das darüber reicht, wird beschnitten. Null: vom Anfang an"
    ),
    "Only segments that begin before this time; null for all": (
        "Nur Segmente, die vor dieser Zeit beginnen; null für alle"
    ),
    "Only segments that reach beyond this time; null for all": (
        "Nur Segmente, die über diese Zeit hinausreichen; null für alle"
    ),
    "Only up to here. Null: to the end": "Nur bis hier. Null: bis zum Ende",
    "Only what went wrong": "Nur was misslang",
    "Only what went wrong or is doubtful": "Nur was misslang oder zweifelhaft ist",
    "Open the preferences of Sequence Maker: endpoints, keys, limits": (
        "Die Einstellungen von Sequence Maker öffnen: Endpunkte, Schlüssel, Grenzen"
    ),
    "Pause the playback and keep its position": "Die Wiedergabe anhalten und ihre Stelle behalten",
    "Play the sequence with its sound, from start_time or from where the playhead is": (
        "Die Sequenz mit ihrem Ton abspielen, ab start_time oder ab dem Abspielkopf"
    ),
    "Prompt tokens that came from the server's cache; -1 is unknown": (
        "Token der Anfrage, die aus dem Puffer des Servers kamen; -1 ist unbekannt"
    ),
    "Put an earlier prompt into the field": "Eine frühere Anweisung in das Feld setzen",
    "Remove the active endpoint profile, and its key unless another profile uses it": (
        "Das aktive Endpunktprofil entfernen, und seinen Schlüssel, wenn ihn kein anderes nutzt"
    ),
    "Remove the segments of one channel, or of all; other strips stay": (
        "Die Segmente eines Kanals oder aller entfernen; andere Streifen bleiben"
    ),
    "Removing more segments than this counts as destructive": (
        "Mehr Segmente als so viele zu entfernen gilt als zerstörerisch"
    ),
    "Replace the file if there is one": "Die Datei ersetzen, wenn es sie gibt",
    "Requests and function calls, too": "Auch Anfragen und Funktionsaufrufe",
    "Requests to the model": "Anfragen an das Modell",
    'Seconds from the sequence start, or text such as "1:30"': (
        "Sekunden ab dem Anfang der Sequenz, oder Text wie „1:30“"
    ),
    'Seconds from the sequence start, or text such as "1:30" or "the beginning"': (
        "Sekunden ab dem Anfang der Sequenz, oder Text wie „1:30“ oder „the beginning“"
    ),
    "Seconds from the sequence start; null to go on from the playhead": (
        "Sekunden ab dem Anfang der Sequenz; null, um am Abspielkopf fortzufahren"
    ),
    "Select the strips that a function call made or changed, and frame them": (
        "Die Streifen auswählen und ins Bild rücken, die ein Funktionsaufruf erstellt oder "
        "geändert hat"
    ),
    "Send a prompt to the model and let it edit the timeline": (
        "Eine Anweisung an das Modell senden und es die Zeitleiste bearbeiten lassen"
    ),
    "Send the prompt of a turn again": "Die Anweisung einer Runde erneut senden",
    "Send the prompt to the assistant and let it edit the timeline": (
        "Die Anweisung an den Assistenten senden und ihn die Zeitleiste bearbeiten lassen"
    ),
    "Show a turn as a text, whole and selectable": (
        "Eine Runde als Text zeigen, ganz und zum Markieren"
    ),
    "Show response times, tokens, cost and speed of the assistant, test the connection, export": (
        "Antwortzeiten, Token, Kosten und Tempo des Assistenten zeigen, die Verbindung testen, "
        "exportieren"
    ),
    "Show the colors of strips as they are written: set the view transform to Standard": (
        "Die Farben der Streifen zeigen, wie sie geschrieben sind: Ansichtstransformation auf "
        "Standard setzen"
    ),
    "Show what was said and done": "Zeigen, was gesagt und getan wurde",
    "Some models accept no temperature": "Manche Modelle nehmen keine Temperatur an",
    "Stop the assistant; what it has done so far stays and can be undone": (
        "Den Assistenten stoppen; was er bisher getan hat, bleibt und kann rückgängig gemacht "
        "werden"
    ),
    "Stop the playback and go back to the sequence start": (
        "Die Wiedergabe stoppen und an den Anfang der Sequenz gehen"
    ),
    "Take back what a turn did to the strips; what was changed since stays as it is": (
        "Zurücknehmen, was eine Runde mit den Streifen tat; was seither geändert wurde, bleibt"
    ),
    "Take the prompt from the text that was edited, and remove the text": (
        "Die Anweisung aus dem bearbeiteten Text übernehmen und den Text entfernen"
    ),
    "The endpoint that answers the chat": "Der Endpunkt, der im Gespräch antwortet",
    "The newest prompt and all that was done for it": (
        "Die neueste Anweisung und alles, was für sie getan wurde"
    ),
    "The newest request to the model": "Die neueste Anfrage an das Modell",
    "The segment's id as listed; null when channel and segment_index are given": (
        "Die Kennung des Segments laut Liste; null, wenn channel und segment_index angegeben sind"
    ),
    "The servers that can answer the chat": "Die Server, die im Gespräch antworten können",
    "The turns of the chat as JSON": "Die Runden des Gesprächs als JSON",
    "Time that the function calls took, in seconds": (
        "Zeit, die die Funktionsaufrufe brauchten, in Sekunden"
    ),
    "Timeline of the segment: number or name": "Zeitleiste des Segments: Nummer oder Name",
    "Timeline to clear: number or name; null for every channel": (
        "Zeitleiste, die geleert wird: Nummer oder Name; null für jeden Kanal"
    ),
    "Timeline to move it to; null keeps it": (
        "Zeitleiste, auf die es kommt; null lässt es, wo es ist"
    ),
    "Timeline where the segment is: number or name": (
        "Zeitleiste, auf der das Segment liegt: Nummer oder Name"
    ),
    "Timeline: number or name; null for all": "Zeitleiste: Nummer oder Name; null für alle",
    "Timeline: Sequencer channel 1-128 or its name": (
        "Zeitleiste: Kanal 1-128 des Sequencers oder sein Name"
    ),
    "Tokens of the earlier conversation that go along with a prompt": (
        "Token des bisherigen Gesprächs, die mit einer Anweisung mitgehen"
    ),
    "Tokens that the model read; -1 is unknown": "Token, die das Modell las; -1 ist unbekannt",
    "Tokens that the model wrote; -1 is unknown": "Token, die das Modell schrieb; -1 ist unbekannt",
    "Turn on Blender's Online Access, so that the assistant can be asked": (
        "Blenders Onlinezugriff einschalten, damit der Assistent gefragt werden kann"
    ),
    "Type a prompt in a dialog; Enter sends it to the assistant": (
        "Eine Anweisung in einem Dialog tippen; die Eingabetaste sendet sie an den Assistenten"
    ),
    "US dollars per million tokens received; -1 is unknown": (
        "US-Dollar je Million empfangener Token; -1 ist unbekannt"
    ),
    (
        "US dollars per million tokens sent; -1 is unknown. Used where the list of prices does "
        "not know the model"
    ): (
        "US-Dollar je Million gesendeter Token; -1 ist unbekannt. Gilt, wo die Preisliste das "
        "Modell nicht kennt"
    ),
    "US dollars per million tokens that the server had cached; -1 is as input": (
        "US-Dollar je Million Token, die der Server gepuffert hatte; -1 ist wie Eingabe"
    ),
    "Use the small built-in model, which opens no connection": (
        "Das kleine eingebaute Modell verwenden, das keine Verbindung öffnet"
    ),
    (
        "Variable that holds the key, in capital letters. OPENAI_API_KEY is only sent to OpenAI "
        "or to the host in OPENAI_BASE_URL; another name is sent to this host"
    ): (
        "Variable mit dem Schlüssel, in Großbuchstaben. OPENAI_API_KEY geht nur an OpenAI oder "
        "den Server in OPENAI_BASE_URL; ein anderer Name geht an diesen Server"
    ),
    "Warn in the file browser before a file is overwritten": (
        "Im Dateibrowser warnen, bevor eine Datei überschrieben wird"
    ),
    "What is written to the system console; keys never are": (
        "Was in die Systemkonsole geschrieben wird; Schlüssel nie"
    ),
    "What the assistant should do": "Was der Assistent tun soll",
    "What the figures are of": "Wovon die Zahlen sind",
    "What you call this endpoint": "Wie Sie diesen Endpunkt nennen",
    'Where it ends (exclusive), later than start_time; "the end" works too': (
        "Wo es endet (ausschließlich), später als start_time; „the end“ geht auch"
    ),
    "Where the figures are written": "Wohin die Zahlen geschrieben werden",
    "Which changes wait for your consent": "Welche Änderungen auf Ihre Zustimmung warten",
    "Which entry of the turn": "Welcher Eintrag der Runde",
    "Which one, 0 is the newest": "Welche, 0 ist die neueste",
    "Which page, from 1; null for the first": "Welche Seite, ab 1; null für die erste",
    "Which turn, -1 is the newest": "Welche Runde, -1 ist die neueste",
    "Write the figures of every turn into a file; it holds prompts, but never a key": (
        "Die Zahlen jeder Runde in eine Datei schreiben; sie enthält Anweisungen, aber nie einen "
        "Schlüssel"
    ),
    "Write the prompt in a Text Editor, where it can have many lines": (
        "Die Anweisung in einem Texteditor schreiben, wo sie viele Zeilen haben kann"
    ),
    "0 is every channel": "0 ist jeder Kanal",
    "In seconds from the sequence start": "In Sekunden ab dem Beginn der Sequenz",
    "Keep the assistant from altering the time of the selected strips, or else all of it": "Den "
    "Assistenten von der Zeit der ausgewählten Strips fernhalten, sonst von allem",
    "Let the assistant alter this stretch again": "Diesen Abschnitt wieder freigeben",
    "Which channel is protected, 0 is every one": "Welcher Kanal geschützt wird, 0 ist jeder",
    "Which stretch, from 0": "Welcher Abschnitt, ab 0",
    "Send prompt and key to this host although nobody encrypts them on the way": "Prompt und "
    "Schlüssel an diesen Host senden, obwohl sie unterwegs niemand verschlüsselt",
}
"""Descriptions of operators, properties and choices."""

"""German nouns, by the plain English word that they are read as."""

NOUNS = {
    "segment": (
        "segment segments segmentes element feld flaeche slot baustein teilstueck lichtsegment "
        "farbsegment farbblock farbflaeche opener teilchen eintrag"
    ),
    "segments": (
        "segmente segmenten elemente felder flaechen slots bausteine lichter farbsegmente "
        "farbbloecke farbflaechen"
    ),
    "strip": "streifen",
    "block": "block blocks balken klotz",
    "blocks": "bloecke bloecken balken",
    "clip": "clip clips",
    "bit": "ding dings dingens",
    "part": "teil teils",
    "parts": "teile teilen",
    "piece": "stueck stueckchen stueckl",
    "section": "sektion songteil songabschnitt liedabschnitt liedteil part",
    "sections": "songteile songabschnitte sektionen liedteile liedabschnitte songteilen parts",
    "channel": "kanal kanals kanales channel kan kanl kanla ch chan kn lichtkanal chn",
    "channels": "kanaele kanaelen channels kanale lichtkanaele",
    "track": "spur track",
    "tracks": "spuren tracks",
    "timeline": "zeitleiste timeline",
    "row": "zeile reihe",
    "ball": "ball balls",
    "balls": "baelle baellen",
    "lamp": "lampe scheinwerfer",
    "lamps": "lampen scheinwerfern",
    "light": "licht lichts lichter lampenlicht liacht",
    "song": "song songs lied lieds liedes titel musikstueck liad liadl",
    "music": "musik sound",
    "audio": "audio ton tonspur",
    "playback": "wiedergabe playback",
    "playhead": (
        "abspielkopf playhead abspielmarker wiedergabekopf abspielposition cursor abspielkopfs "
        "abspielnadel zeiger abspielzeiger wiedergabezeiger positionszeiger abspiellinie "
        "abspielstrich nadel"
    ),
    "metronome": "metronom klick klicks clicktrack klickspur",
    "clicking": "klicken ticken geklicke geticke",
    "volume": "lautstaerke pegel volume",
    "louder": "lauter",
    "quieter": "leiser",
    "s": "s",
    "h": "h",
    "id": "id",
    "seconds": "sekunden sek sekunde sec sekundn seks sekünden sekund",
    "ms": "millisekunden millisekunde ms",
    "minutes": "minuten min minuetchen",
    "frames": "frames bilder",
    "beat": "beat schlag taktschlag zaehlzeit grundschlag musikschlag",
    "beats": (
        "beats schlaege schlaegen taktschlaege zaehlzeiten taktschlaegen viertel viertelschlaege"
    ),
    "bar": "takt takts taktes",
    "bars": "takte takten",
    "downbeats": (
        "taktanfang taktanfaenge taktbeginn downbeat downbeats taktstart taktanfaengen "
        "taktstrich taktstriche takteins einsen taktschlag1"
    ),
    "offbeats": "offbeat offbeats gegenschlag gegenschlaege",
    "onsets": (
        "onset onsets einsatz einsaetze einsaetzen anschlaege anschlag toneinsatz toneinsaetze "
        "transienten"
    ),
    "kick": "kick kicks bassdrum bassdrums kickdrum bassschlag bassschlaege",
    "bass": "bass baesse",
    "snare": "snare snares",
    "hats": "hihat hihats hats becken",
    "markers": "marker markern markierungen markers marken",
    "marker": "markierung marke",
    "word": "wort textwort liedwort",
    "words": "worte woerter worten woertern",
    "lyrics": "liedtext songtext lyrics text gesangstext gesang",
    "chorus": "refrain chorus refrains kehrvers",
    "hook": "hook",
    "verse": "strophe",
    "intro": "intro",
    "outro": "outro",
    "bridge": "bridge",
    "drop": "drop",
    "tempo": "tempo geschwindigkeit",
    "bpm": "bpm",
    "beat grid": "beatraster beatgrid",
    "pixels": "pixel pixeln",
    "movie": "film movie films filmstreifen filmclip",
    "photo": "foto photo",
    "logo": "logo",
    "picture": "bild",
    "percent": "prozent",
    "flash": "lichtblitz lichtblitze blitzlicht blitzerl aufblitzer blitzer",
    "minute": "minute",
    "leds": "leuchtdioden led leds leuchtdiode lichtpunkte",
    "video": "video",
    "time": "zeit uhrzeit",
    "step": "schritt schritte",
}
"""English words and the German nouns that are read as them."""

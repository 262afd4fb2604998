"""German turns of phrase about music, playback and orders; as in `german_phrases`."""

_AGAIN = ("an", "ein", "einschalten", "anschalten", "anmachen")
_BACK_ON = "|".join(
    f"{noun} wieder {on}"
    for noun in ("musik", "ton", "sound", "song", "lied", "track", "audio")
    for on in _AGAIN
)
_CLICKS_ON = "|".join(
    f"{noun} wieder {on}" for noun in ("metronom", "klick", "klicks") for on in _AGAIN
)
_NOCH = ("noch", "sind noch", "sind es noch", "bleiben noch", "kommen noch", "gibt es noch")
_BARS_LEFT = "|".join(f"{noun} {left}" for noun in ("takte", "schlaege", "beats") for left in _NOCH)
PHRASES = {
    "bars left": _BARS_LEFT,
    "has the chorus left": "hat der refrain noch",
    "has the verse left": "hat die strophe noch",
    "has the song left": "hat der song noch|hat das lied noch|hat die musik noch",
    "whole song": (
        "ganz~ song|ganz~ lied|ganz~ musik|ganz~ stueck|ganz~ track|ganz~ show|ganz~ titel|"
        "gesamt~ song|gesamt~ lied|gesamt~ show|komplett~ song|komplett~ lied|gesamt~ stueck|"
        "komplett~ stueck|komplett~ track|komplett~ show|ganz~ nummer|gesamt~ musik|"
        "ganz~ song lang|ganz~ song ueber|ganz~ lied lang|ganz~ lied ueber|ganz~ lied hindurch|"
        "ganz~ song hindurch|gesamt~ lied hindurch|ganz~ laenge|gesamt~ laenge|gesamt~ dauer|"
        "ganz~ sequenz|gesamt~ sequenz|ganz~ timeline|ganz~ zeit|gesamt~ zeit|ganz~ video|"
        "gesamt~ zeitleiste|ganz~ zeitleiste|ganz~ zeit ueber|ganz~ dauer|song durchgehend|"
        "ganz~ song durch|ganz~ lied durch|komplett~ laenge|volle~ laenge"
    ),
    "for the whole song": (
        "von anfang bis ende|vom anfang bis zum ende|von vorne bis hinten|von anfang bis schluss|"
        "vom anfang bis zum schluss|die ganze zeit|durchweg|von vorn bis hinten"
    ),
    "the end of the song": (
        "songende|liedende|ende des songs|ende des liedes|ende des lieds|ende vom song|"
        "ende vom lied|schluss des songs|schluss des liedes|songschluss|liedschluss|"
        "ende der musik|ende vom stueck|ende des stuecks|ende des tracks|ende vom track|"
        "ende von dem lied|ende von dem song"
    ),
    "the playhead": (
        "aktuell~ position|aktuell~ stelle|dies~ stelle|jetzig~ position|jetzig~ stelle"
    ),
    "on the beat": (
        "im takt|zum takt|im rhythmus|zum rhythmus|zum beat|im beat|zur musik|im takt der musik|"
        "zum takt der musik|im takt des songs|im takt des liedes|im takt zur musik|"
        "zum rhythmus der musik|im rhythmus der musik|passend zur musik|synchron zur musik|"
        "im takt mit der musik|synchron zum beat|im beat der musik|im schlag der musik|"
        "zum takt vom song|im takt vom lied|auf den beat|auf dem beat|auf beat|auf den schlag|"
        "im musiktakt|im songtakt|zum musiktakt"
    ),
    "on every downbeat": (
        "auf jede eins|auf jeder eins|auf der eins|auf die eins|auf die 1|auf der 1|auf jede 1|"
        "auf jeder 1|zu jedem taktanfang|auf jeden taktanfang|am taktanfang|bei jedem taktanfang|"
        "zum taktanfang|auf die eins jedes taktes|jeweils auf die eins|auf der eins jedes taktes|"
        "bei jedem taktbeginn|jeweils am taktanfang|zu taktbeginn|immer auf der eins|"
        "immer auf die eins|jede eins"
    ),
    "offbeats": "off beat|off beats|unbetont~ schlaege|unbetont~ zaehlzeiten",
    "hats": "hi hat|hi hats|hi hat schlag|hi hat schlaege",
    "kick": "kick drum|bass drum|grosse trommel|grossen trommel",
    "snare": "kleine trommel|kleinen trommel",
    "by half a beat": "um einen halben schlag|um einen halben beat|um eine halbe zaehlzeit",
    "half a beat": "einen halben schlag|einen halben beat|eine halbe zaehlzeit",
    "beat one is": (
        "die eins ist|die eins liegt|die erste eins ist|beat eins ist|die 1 ist|die eins sitzt|"
        "erster schlag ist|die eins"
    ),
    "the tempo is": "das tempo ist|das tempo betraegt|tempo ist|der song hat",
    "twice as fast": "doppelt so schnell|doppelt so hoch|doppelte~ tempo|doppelt~ geschwindigkeit",
    "half as fast": "halb so schnell|halb so hoch|halb~ tempo|halb~ geschwindigkeit",
    "half the volume": (
        "halb~ lautstaerke|halb so laut|haelfte der lautstaerke|auf die haelfte|um die haelfte"
    ),
    "twice as loud": "doppelt so laut|doppelt~ lautstaerke",
    "volume": "wie laut",
    "back and forth": (
        "hin und her|hin und zurueck|vor und zurueck|ping pong|pingpong|im pingpong|als pingpong|"
        "hin und retour|hin und wieder zurueck|vor und wieder zurueck"
    ),
    "alternately": "im wechsel|immer abwechselnd|im wechsel miteinander",
    "together": "zur gleichen zeit|alle zusammen|alle gleichzeitig",
    "at the same time": "zur selben zeit",
    "how fast": "wie schnell",
    "on the word": "beim wort|auf das wort|bei dem wort|auf dem wort|zum wort|fuer das wort",
    "on the words": (
        "bei den woertern|auf die woerter|zu den woertern|auf den woertern|bei den worten"
    ),
    "words of the lyrics": "woerter des textes|woerter des liedtextes",
    "song sections": (
        "abschnitte des songs|abschnitte des liedes|abschnitte der musik|abschnitte hat der song|"
        "abschnitte hat das lied|teile hat der song|teile hat das lied"
    ),
    "press play": "auf play|drueck play|drueck auf play|druecke play|play druecken",
    "stop playback": "mach schluss|hoer auf|schluss jetzt",
    "start playback": (
        "leg los|los gehts|los geht s|auf gehts|los|ab gehts|lass laufen|lass es laufen|"
        "lass die musik laufen|lass den song laufen|musik ab|film ab"
    ),
    "until the end of the song": (
        "bis der track durch ist|bis der song durch ist|bis der song aus ist|"
        "bis das lied aus ist|bis der song zu ende ist|bis das lied zu ende ist|"
        "bis das lied vorbei ist|bis der song vorbei ist|bis der track aus ist|"
        "bis der song endet|bis das lied endet|bis die musik aufhoert|bis zum songende|"
        "bis songende|bis liedende|bis zum liedende|bis zum liedschluss|"
        "bis zum schluss des liedes|bis der track aus is|bis der song aus is|"
        "bis die musik aus ist|bis die musik zu ende ist|bis zum ende des songs|"
        "bis ende des songs|bis zum ende vom song|bis zum ende des liedes|bis zum ende vom lied|"
        "bis ans ende des songs"
    ),
    "play the music": (
        "musik an|musik los|ton an|lass die musik laufen|lass das lied laufen|"
        "lass den song laufen|lass musik laufen|lass mal laufen|lass die mucke laufen|gib musik"
    ),
    "stop the music": (
        "musik aus|mach die musik aus|schalt die musik aus|schalte die musik aus|musik stopp|"
        "stell die musik ab|dreh die musik ab"
    ),
    "on the kick": "auf die kick",
    "music back on": _BACK_ON,
    "light back on": "licht wieder an|licht wieder ein|licht wieder anmachen",
    "metronome back on": _CLICKS_ON,
    "clicking on": "klicken an|klicken ein|ticken an|ticken ein",
    "metronome on": "metronom an|metronom ein|klick an|klick ein",
    "what tempo": "welches tempo|was fuer ein tempo|wie viel bpm|wieviel bpm|welche bpm",
    "word of the lyrics": (
        "wort des textes|wort im text|wort des liedtextes|wort im liedtext|gesungen~ wort|"
        "wort vom text|wort des songtexts|wort des gesangs|wort vom liedtext|wort aus dem text|"
        "wort des songtextes"
    ),
    "successively": (
        "der reihe nach|einer nach dem anderen|eine nach der anderen|von ball zu ball|"
        "ball fuer ball|kanal fuer kanal|als lauflicht|als chase|nach der reihe|"
        "von kanal zu kanal|eins nach dem anderen|immer einer nach dem anderen|"
        "einer nach dem andern|nacheinander weg|im lauflicht|laufend"
    ),
    "where is the playhead": (
        "wo bin ich|wo bin ich gerade|wo bin ich grad|wo sind wir|wo sind wir gerade|"
        "wo bin ich denn|an welcher stelle bin ich|an welcher stelle befinde ich mich|"
        "wo befinde ich mich|an welcher stelle sind wir|bei welcher sekunde bin ich|wo steh ich|"
        "wo stehe ich|wo stehen wir"
    ),
    "the whole song": "full track|full song|ganz~ liad|des ganze liad",
    "to the beat": "im gleichen takt|zur mucke|im groove",
    "of the song": "vom song|vom lied|vom stueck|des songs|des liedes",
    "to the music": "mit musik|mit der musik|zum song|zum lied|auf die musik",
}
"""English and the German phrases that are read as it."""

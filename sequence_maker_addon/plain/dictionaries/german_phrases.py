"""German turns of phrase, by the plain English that they are read as; parted by `|`.

Words may end in `~` or `+` as in `german`.
"""

PHRASES = {
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
    "the start": (
        "start des songs|beginn des songs|anfang des songs|songanfang|liedanfang|songbeginn|"
        "liedbeginn|anfang des liedes|anfang des lieds|beginn des liedes|anfang vom song|"
        "anfang vom lied|nullpunkt|ganz vorne|ganz vorn"
    ),
    "the end": "sequenzende|ende der sequenz|ende der timeline|ende der zeitleiste",
    "the end of the song": (
        "songende|liedende|ende des songs|ende des liedes|ende des lieds|ende vom song|"
        "ende vom lied|schluss des songs|schluss des liedes|songschluss|liedschluss|"
        "ende der musik|ende vom stueck|ende des stuecks|ende des tracks|ende vom track|"
        "ende von dem lied|ende von dem song"
    ),
    "to the start": "an den anfang|auf anfang|nach vorne an den anfang",
    "until the end": (
        "bis ende|bis schluss|bis zum ende|bis zum schluss|bis ans ende|bis ganz zum schluss|"
        "bis ganz ans ende"
    ),
    "from the start": (
        "ab start|von beginn an|von beginn|von anfang|von vorn|von vorne|von anfang an|"
        "vom anfang an|ab anfang|ab beginn|vom start an|vom anfang weg"
    ),
    "from here": (
        "ab hier|ab jetzt|von hier|von jetzt|von hier an|von jetzt an|ab dem playhead|"
        "ab dem abspielkopf|ab der aktuellen position|ab aktueller position|"
        "ab der abspielposition"
    ),
    "the playhead": (
        "aktuell~ position|aktuell~ stelle|dies~ stelle|jetzig~ position|jetzig~ stelle"
    ),
    "every second": "jede sekunde|jede sek|sekuendlich|im sekundentakt",
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
    "beat one is": (
        "die eins ist|die eins liegt|die erste eins ist|beat eins ist|die 1 ist|die eins sitzt|"
        "erster schlag ist|die eins"
    ),
    "the tempo is": "das tempo ist|das tempo betraegt|tempo ist|der song hat",
    "twice as fast": "doppelt so schnell|doppelte~ tempo|doppelt~ geschwindigkeit",
    "half as fast": "halb so schnell|halb~ tempo|halb~ geschwindigkeit",
    "half the volume": (
        "halb~ lautstaerke|halb so laut|haelfte der lautstaerke|auf die haelfte|um die haelfte"
    ),
    "twice as loud": "doppelt so laut|doppelt~ lautstaerke",
    "volume": "wie laut",
    "later": "nach hinten|nach rechts|weiter hinten|weiter nach hinten|hintri",
    "earlier": (
        "nach vorn|nach vorne|nach links|weiter vorn|weiter vorne|weiter nach vorne|"
        "weiter nach vorn"
    ),
    "back": "zurueck",
    "back and forth": (
        "hin und her|hin und zurueck|vor und zurueck|ping pong|pingpong|im pingpong|als pingpong|"
        "hin und retour|hin und wieder zurueck|vor und wieder zurueck"
    ),
    "alternately": "im wechsel|immer abwechselnd|im wechsel miteinander",
    "together": "zur gleichen zeit|alle zusammen|alle gleichzeitig",
    "at the same time": "zur selben zeit",
    "all": "alle",
    "all balls": "alle drei baelle|alle baelle|saemtliche baelle",
    "all the channels": "alle kanaele|allen kanaelen|saemtliche kanaele|jeder kanal|jeden kanal",
    "everything": "das ganze zeug|den ganzen kram|der ganze kram|alles",
    "how many": "wie viele|wieviele|wie viel|wieviel",
    "how long": (
        "wie lang|wie lange|wie lange dauert|wie lang dauert|wie lang ist|wie lange geht|"
        "wie lang geht"
    ),
    "how fast": "wie schnell",
    "are there": "gibt es|gibts|gibt s",
    "is": "ist los",
    "when": "um wie viel uhr",
    "if": "nur wenn|nur falls|nur dann wenn",
    "not": (
        "auf keinen fall|auf gar keinen fall|keinesfalls|bloss nicht|ja nicht|lass es|gar nicht|"
        "ueberhaupt nicht|auch nicht|gar nix"
    ),
    "except": "bis auf",
    "instead of": "anstelle von|statt dessen|an stelle von",
    "suppose": "stell dir vor|was waere wenn|mal angenommen|gesetzt den fall",
    "what if": "was waere|was wuerde|was passiert wenn|was wuerde passieren wenn|was waere wenn",
    "or": "oder doch|oder lieber",
    "undo that": (
        "mach das rueckgaengig|mach es rueckgaengig|letzte aenderung rueckgaengig|"
        "das rueckgaengig machen|mach das wieder rueckgaengig|rueckgaengig machen|"
        "die letzte aenderung rueckgaengig|mach die letzte aenderung rueckgaengig|"
        "nimm das zurueck|nimm das wieder zurueck|mach das wieder weg|"
        "mach die aenderung rueckgaengig|letzten schritt rueckgaengig|"
        "mach den letzten schritt rueckgaengig|einen schritt zurueck|"
        "letzten schritt zuruecknehmen|das zuruecknehmen|nimm den letzten schritt zurueck|"
        "nimm die aenderung zurueck|mach rueckgaengig"
    ),
    "the same": "das gleiche|das selbe|genau das gleiche|dasselbe noch mal|das ganze nochmal",
    "again": "noch einmal|noch mal|ein weiteres mal",
    "on the word": "beim wort|auf das wort|bei dem wort|auf dem wort|zum wort|fuer das wort",
    "on the words": (
        "bei den woertern|auf die woerter|zu den woertern|auf den woertern|bei den worten"
    ),
    "words of the lyrics": "woerter des textes|woerter des liedtextes",
    "song sections": (
        "abschnitte des songs|abschnitte des liedes|abschnitte der musik|abschnitte hat der song|"
        "abschnitte hat das lied|teile hat der song|teile hat das lied"
    ),
    "with the same length": (
        "bei gleicher laenge|mit gleicher laenge|in gleicher laenge|laenge bleibt|"
        "seine laenge behaelt|ihre laenge behaelt|laenge unveraendert|laenge gleich|"
        "gleiche laenge|gleich lang|laenge bleibt gleich|ohne die laenge zu aendern|"
        "bei gleicher dauer|dauer bleibt|dauer bleibt gleich|gleicher laenge|"
        "laenge soll gleich bleiben|laenge beibehalten|die laenge bleibt|dauer unveraendert|"
        "dauer gleich|gleich lang bleiben"
    ),
    "no longer": "nicht mehr",
    "start of": "beginn von|anfang von|start von|beginn der|anfang der|anfang des|beginn des",
    "end of": "ende von|ende des|ende der",
    "press play": "auf play|drueck play|drueck auf play|druecke play|play druecken",
    "press pause": "auf pause|drueck auf pause|drueck pause|mach pause|mach eine pause",
    "stop playback": "mach schluss|hoer auf|schluss jetzt",
    "start playback": (
        "leg los|los gehts|los geht s|auf gehts|los|ab gehts|lass laufen|lass es laufen|"
        "lass die musik laufen|lass den song laufen|musik ab|film ab"
    ),
    "named": "namens|mit dem namen|mit namen",
    "light": "licht an",
    "on": "oben auf",
    "black": "aus machen|dunkel|blackout|stockdunkel|finster",
    "delete": (
        "kann weg|koennen weg|soll weg|muss weg|sollen weg|muessen weg|darf weg|kann raus|"
        "soll raus|muss raus|brauche ich nicht mehr|brauch ich nicht mehr|"
        "brauchen wir nicht mehr|braucht keiner mehr|brauchts nicht mehr|brauch ich nimmer|"
        "will ich nicht mehr|will ich nicht mehr sehen|weg damit|raus damit|fliegt raus|"
        "fliegt weg|soll verschwinden|kommt weg|kommt raus|soll fliegen"
    ),
    "clear": "mach tabula rasa|alles auf null|tabula rasa",
    "for": (
        "fuer die dauer von|auf die dauer von|ueber eine dauer von|waehrend|eine dauer von|"
        "ueber die dauer von"
    ),
    "from there": "von da an|von dort an|ab da|ab dort|von da ab",
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
    "at most": "hoechstens|maximal",
    "first second": "erst~ sekunde",
    "first minute": "erst~ minute",
    "last second": "letzt~ sekunde",
    "last minute": "letzt~ minute",
    "then": "als naechstes|und dann|im anschluss",
    "too": "zu frueh|zu spaet|zu lang|zu kurz|zu hell|zu dunkel|zu grell|zu schnell|zu langsam",
    "play the music": (
        "musik an|musik los|ton an|lass die musik laufen|lass das lied laufen|"
        "lass den song laufen|lass musik laufen|lass mal laufen|lass die mucke laufen|gib musik"
    ),
    "stop the music": (
        "musik aus|mach die musik aus|schalt die musik aus|schalte die musik aus|musik stopp|"
        "stell die musik ab|dreh die musik ab"
    ),
    "belongs": "gehoert hin",
    "each": "pro stueck|pro farbe|je farbe|pro schritt|je schritt|pro segment",
    "name": "den namen|mit namen",
    "jump to": "geh an|gehe an|ab nach|ab zu|ab zum",
    "on the kick": "auf die kick",
    "what is": (
        "was ist|was liegt|was gibts|was befindet sich|was ist denn|was haben wir|was steht|"
        "was liegt denn|was liegt eigentlich|was ist eigentlich|was passiert|was geschieht|"
        "was leuchtet|was sieht man|was ist zu sehen|was laeuft"
    ),
    "where is": "wo steht|wo ist|wo sitzt|wo liegt|wo befindet sich|wo bin|wo sind",
    "what color": "welche farbe|welche farben|was fuer eine farbe",
    "what tempo": "welches tempo|was fuer ein tempo|wie viel bpm|wieviel bpm|welche bpm",
    "id": "mit id|mit der id|id",
    "the whole time": "durchgehend|durchgaengig",
    "never": "statt dass|anstatt dass|ohne dass|anstatt zu|ohne zu",
    "duration": "fuer eine dauer",
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
    "start": "fang an|faengt an|fange an",
    "to 25 %": "auf ein viertel|auf viertel",
    "to 33 %": "auf ein drittel",
    "to 75 %": "auf drei viertel|auf dreiviertel",
    "to 66 %": "auf zwei drittel",
    "pulse": (
        "anschwellen und wieder verloeschen|an und abschwellen|auf und abblenden|"
        "ein und ausblenden|heller und dunkler werden|auf und ab dimmen|an und abschwellend|"
        "aufleuchten und wieder verblassen"
    ),
    "the whole song": "full track|full song|ganz~ liad|des ganze liad",
    "to the beat": "im gleichen takt|zur mucke|im groove",
    "where": "an welcher stelle|an welchem punkt|bei welcher zeit",
    "what is on": (
        "gibt es auf|gibts auf|ist etwas auf|ist was auf|liegt etwas auf|liegt was auf|"
        "ist da was auf"
    ),
    "of the song": "vom song|vom lied|vom stueck|des songs|des liedes",
    "to the music": "mit musik|mit der musik|zum song|zum lied|auf die musik",
}
"""English and the German phrases that are read as it."""

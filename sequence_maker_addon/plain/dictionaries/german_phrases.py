"""German turns of phrase, by the plain English that they are read as; parted by `|`.

Words may end in `~` or `+` as in `german`.
"""

PHRASES = {
    "the start": (
        "start des songs|beginn des songs|anfang des songs|songanfang|liedanfang|songbeginn|"
        "liedbeginn|anfang des liedes|anfang des lieds|beginn des liedes|anfang vom song|"
        "anfang vom lied|nullpunkt|ganz vorne|ganz vorn"
    ),
    "the end": "sequenzende|ende der sequenz|ende der timeline|ende der zeitleiste",
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
    "every second": "jede sekunde|jede sek|sekuendlich|im sekundentakt",
    "later": "nach hinten|nach rechts|weiter hinten|weiter nach hinten|hintri",
    "earlier": (
        "nach vorn|nach vorne|nach links|weiter vorn|weiter vorne|weiter nach vorne|"
        "weiter nach vorn"
    ),
    "back": "zurueck",
    "all": "alle",
    "all balls": "alle drei baelle|alle baelle|saemtliche baelle",
    "all the channels": "alle kanaele|allen kanaelen|saemtliche kanaele|jeder kanal|jeden kanal",
    "everything": "das ganze zeug|den ganzen kram|der ganze kram|alles",
    "how many": "wie viele|wieviele|wie viel|wieviel",
    "how long": (
        "wie lang|wie lange|wie lange dauert|wie lang dauert|wie lang ist|wie lange geht|"
        "wie lang geht"
    ),
    "are there": "gibt es|gibts|gibt s",
    "is": "ist los",
    "when": "um wie viel uhr",
    "if": "nur wenn|nur falls|nur dann wenn",
    "not": (
        "auf keinen fall|auf gar keinen fall|keinesfalls|bloss nicht|ja nicht|lass es|gar nicht|"
        "ueberhaupt nicht|auch nicht|gar nix"
    ),
    "except": "bis auf",
    "whether": "soll ich|sollte ich",
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
    "the last two": "die letzten beiden|letzten beiden",
    "undo the last two": "nimm die letzten beiden zurueck|nimm die letzten zwei zurueck",
    "undo twice": "zweimal rueckgaengig|mach zweimal rueckgaengig",
    "the same": "das gleiche|das selbe|genau das gleiche|dasselbe noch mal|das ganze nochmal",
    "again": "noch einmal|noch mal|ein weiteres mal",
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
    "press pause": "auf pause|drueck auf pause|drueck pause|mach pause|mach eine pause",
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
    "at most": "hoechstens|maximal",
    "first second": "erst~ sekunde",
    "first minute": "erst~ minute",
    "last second": "letzt~ sekunde",
    "last minute": "letzt~ minute",
    "then": "als naechstes|und dann|im anschluss",
    "too": "zu frueh|zu spaet|zu lang|zu kurz|zu hell|zu dunkel|zu grell|zu schnell|zu langsam",
    "belongs": "gehoert hin",
    "each": "pro stueck|pro farbe|je farbe|pro schritt|je schritt|pro segment",
    "name": "den namen|mit namen",
    "jump to": "geh an|gehe an|ab nach|ab zu|ab zum",
    "what is": (
        "was ist|was liegt|was gibts|was befindet sich|was ist denn|was haben wir|was steht|"
        "was liegt denn|was liegt eigentlich|was ist eigentlich|was passiert|was geschieht|"
        "was leuchtet|was sieht man|was ist zu sehen|was laeuft"
    ),
    "where is": "wo steht|wo ist|wo sitzt|wo liegt|wo befindet sich|wo bin|wo sind",
    "what color": "welche farbe|welche farben|was fuer eine farbe",
    "id": "mit id|mit der id|id",
    "the whole time": "durchgehend|durchgaengig",
    "never": "statt dass|anstatt dass|ohne dass|anstatt zu|ohne zu",
    "duration": "fuer eine dauer",
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
    "where": "an welcher stelle|an welchem punkt|bei welcher zeit",
    "what is on": (
        "gibt es auf|gibts auf|ist etwas auf|ist was auf|liegt etwas auf|liegt was auf|"
        "ist da was auf"
    ),
}
"""English and the German phrases that are read as it."""

"""German verbs and function words, by the plain English word that they are read as.

A word that ends in `~` stands for all forms of an adjective, one that ends in `+` for all forms of
a verb. Umlauts are written as two letters, as `folded` makes them.
"""

WORDS = {
    "make": (
        "mach+ tu+ tut getan werd+ verpass+ zauber+ kriegen krieg bekommen bekommt bekomm "
        "gestalt+ verleih+ tua tuat"
    ),
    "color": "farb+ faerb+ einfaerb+ kolorier+ farbe",
    "colors": "farben",
    "paint": "mal+ bemal+ pinsel+ lackier+ anmal+ streich+",
    "set": "setz+ stell+ einstell+ setting",
    "put": "leg+ pack+ platzier+ tret+",
    "give": "geb+ gib gibst geben gegeben",
    "let": "lass+ lassen lasst laesst lasse",
    "glow": (
        "leucht+ schein+ glueh+ strahl+ glimm+ erleucht+ aufleucht+ erstrahl+ brenn+ erhell+ "
        "leuchten leuchtend ausleucht+ beleucht+"
    ),
    "show": "zeig+ anzeig+ zeigen seh+ sehen sieht",
    "fill": "fuell+ befuell+ auffuell+",
    "add": "hinzufueg+ einfueg+ ergaenz+ adde add hinzu reinpack+ reinhau+ dazupack+ eintrag+",
    "create": "erstell+ erzeug+ anleg+ generier+ kreier+ einricht+",
    "draw": "zeichn+",
    "build": "bau+",
    "change": (
        "aender+ wechsel+ umfaerb+ umaender+ veraender+ modifizier+ anpass+ umstell+ umwandel+ "
        "verwandel+ umwandl+ umgefaerbt bearbeit+ korrigier+ aenderung umwandelt abaender+ "
        "umkolorier+ mutier+"
    ),
    "replace": "ersetz+ tausch+ austausch+ ersatz",
    "move": (
        "verschieb+ beweg+ verleg+ versetz+ rueck+ schieb+ umzieh+ wander+ move umhaeng+ umleg+ "
        "verlager+ umsetz+ umpatch+ transferier+ rueberschieb+ rueberzieh+ hinschieb+ vorzieh+ "
        "verzieh+ schiab+ schiab"
    ),
    "copy": "kopier+ duplizier+",
    "extend": "verlaenger+ ausdehn+ dehn+ streck+ ausweit+",
    "shorten": "verkuerz+ kuerz+ trimm+ beschneid+ stutz+",
    "delete": (
        "loesch+ entfern+ tilg+ eliminier+ beseitig+ killen kill wegmach+ weghau+ wegnehmen "
        "wegnehm+ wegwerf+ rauswerf+ rausnehm+ rausschmeiss+ wegschmeiss+ streichen gestrichen "
        "verschwinden verschwindet ausradier+ radier+ delete weg raus fort entsorg+ schmeissen "
        "killt loeschung kicken kick+ verschwind+ abschaff+ cancel+ wegkommt wegkommen"
    ),
    "clear": (
        "leer+ leere saeuber+ raeum+ ausraeum+ abraeum+ clear putz+ freiraeum+ freimach+ "
        "entleer+ leermach+ resette resetten reset aufraeum+"
    ),
    "empty": "leer leeres leerer",
    "play": "spiel+ abspiel+ play fortsetz+ fortfahr+ playen vorspiel+ loslauf+ anspiel+",
    "continue": "weitermach+ weiterspiel+ weiter fortfahren",
    "hear": "hoer+ anhoer+ hoeren",
    "watch": "anseh+ ansehen",
    "pause": "pausier+ pause pausen unterbrech+ unterbrich anhalt+ einfrier+ angehalten",
    "stop": (
        "stopp+ stop stoppe stopp beend+ abbrech+ ausmach+ abschalt+ abstell+ stoppen gestoppt"
    ),
    "jump": "spring+ huepf+ jump hupf+ hupf",
    "go": "geh+ gang fahr+ spul+ vorspul+ navigier+ go",
    "skip": "skip skippe",
    "rewind": "zurueckspul+ rewind",
    "start": (
        "start+ beginn+ anfang anfangen anfaengt losleg+ losgeh+ losgehen starten start losgehn"
    ),
    "end": "end+ aufhoer+ endet enden ende schluss abgeschlossen fertig beendet endend ausgehn",
    "flash": (
        "flash flashe flasht flashen geflasht flashes blitz+ aufblitz+ blitze blitz zuck+ "
        "aufzuck+ blitzlicht blitzen aufleucht+ aufgeblitzt blitzend blitzende blitzenden "
        "geblitzt aufblitzt+ aufblitzn blitzn blinkern anblinden anblink+ anblitz+"
    ),
    "blink": "blink+ aufblink+ blinke blinkt blinker zwinker+ blinzel+",
    "flicker": "flacker+ flimmer+",
    "strobe": "strobe strobo stroboskop strobt stroben strobes strobeeffekt",
    "pulse": (
        "puls+ pulsier+ pulse pulsen poch+ wumm+ atm+ atmet atmen pumpen pump+ pulsierend "
        "pulsierende pulsierenden herzschlag wabern waber+"
    ),
    "pattern": "muster farbwechsel wechselspiel",
    "alternating": (
        "abwechselnd abwechsel+ alternier+ alternierend wechselnd abwechselnde wechselweise wechsl+"
    ),
    "fade": (
        "blend+ uebergeh+ uebergehen verlauf verlaeuft verlaufen fade faden fadet fades "
        "farbverlauf uebergehend dimm+ abdunkel+ uebergleit+ hinuebergleiten gleit+ morph+ faded "
        "fading"
    ),
    "fade in": (
        "einblend+ aufblend+ einfad+ einblendung fadein anschwell+ aufhell+ hochfad+ hochdimm+ "
        "reinfad+ aufglimm+"
    ),
    "fade out": (
        "ausblend+ abblend+ ausfad+ ausblendung fadeout verloesch+ abkling+ verglimm+ runterfad+ "
        "runterdimm+ abdimm+ rausfad+ ausglimm+ verblass+ ausgehen ausgeht ausklingen ausklingt"
    ),
    "gradient": "gradient",
    "snap": (
        "einrast+ ausricht+ quantisier+ snap snappe snappen schnapp+ rast+ angleich+ "
        "synchronisier+ anschmieg+"
    ),
    "cut": (
        "schneid+ zerschneid+ cutte cut cutten zerteil+ teil+ zerleg+ zerhack+ schnippel+ split "
        "schneidst"
    ),
    "fit": "einpass+ pass+ anpassen fitte",
    "mute": "stumm stummschalt+ stummzuschalten mute mutet muten stummen",
    "mark": "markier+",
    "double": "verdoppel+ verdopple",
    "halve": "halbier+",
    "analyze": "analysier+",
    "undo": "rueckgaengig undo",
    "again": "nochmal nochmals erneut abermals wieder",
    "repeat": "wiederhol+",
    "and": "und sowie plus u",
    "or": "oder bzw beziehungsweise",
    "then": "dann danach anschliessend daraufhin hinterher nachher",
    "every": "jed~ jede jeder jedes jeden jedem",
    "all": "saemtlich~ alles allen aller allem",
    "everything": "alles ois",
    "both": "beide beiden beider beides",
    "other": "ander~",
    "last": "letzt~ letzte",
    "first": "erst~ erste erstes",
    "next": "naechst~",
    "previous": "vorig~ vorherig~ vorletzt~",
    "same": "gleich~ selb~ dasselbe dieselbe denselben dieselben derselbe",
    "whole": "ganz~ gesamt~ komplett~ vollstaendig~ voll~",
    "only": "nur lediglich ausschliesslich bloss",
    "not": "nicht nich net ned nimmer",
    "no": "kein keine keinen keinem keiner keines nein koa",
    "never": "nie niemals nimmermehr",
    "except": "ausser ausgenommen ohne",
    "instead": "stattdessen lieber",
    "if": "wenn falls sofern solange insofern",
    "whether": "ob",
    "maybe": "vielleicht eventuell moeglicherweise womoeglich evtl vllt",
    "perhaps": "wohlmoeglich",
    "almost": "fast beinahe",
    "roughly": "ungefaehr etwa circa ca zirka rund",
    "nothing": "nichts nix",
    "neither": "weder",
    "suppose": "angenommen",
    "ignore": "ignorier+ vergiss",
    "avoid": "vermeid+",
    "hardly": "kaum",
    "because": "weil",
    "so that": "damit sodass",
    "twice": "zweimal doppelt~ doppelt",
    "before": "bevor zuvor",
    "from": "ab von seit aus",
    "from the": "vom",
    "at": "bei",
    "at the": "beim",
    "to": "gen",
    "to the": "zum zur ans",
    "on the": "aufs",
    "in the": "im ins",
    "in": "in",
    "on": "auf",
    "for": "fuer waehrend",
    "with": "mit",
    "after": "nach hinter",
    "between": "zwischen",
    "over": "ueber",
    "per": "pro",
    "as": "als wia",
    "how": "wie",
    "what": "was",
    "which": "welch~ welche",
    "where": "wo wohin",
    "when": "wann",
    "why": "warum wieso weshalb wozu",
    "who": "wer wem wen",
    "is": "ist liegt sind lag sitzt liegen befind+ befindet laeuft is san",
    "later": "spaeter",
    "earlier": "frueher eher",
    "longer": "laenger laengere",
    "shorter": "kuerzer kuerzere",
    "long": "lang lange langes",
    "back": "zurueck rueckwaerts",
    "forward": "vorwaerts",
    "here": "hier",
    "random": "zufaellig~ zufall",
    "together": "gleichzeitig zusammen synchron gemeinsam",
    "throughout": "durchgehend durchgaengig",
    "name": "name benenn+ tauf+ umtauf+ umbenenn+ nennen benannt heiss+ heissen heisst namen",
    "list": "list+ auflist+ aufzaehl+",
    "tell": "sag+ verrat+ erklaer+ mitteil+ wissen weisst wuesste gesagt sog",
    "the": "der die den dem des dies~ diese jen~ mein~ dein~ unser~ de",
    "that": "das",
    "it": "es ihn ihm er",
    "should": "soll sollen sollte sollten sollst sollt moege moegen darf duerfte duerfen derf",
    "get": "kommt kommen komm bekommt bekommen bekommst kriegt kriegen krieg kimmt kummt",
    "switch": "schalt+ schalte umschalt+",
    "turn": "dreh+",
    "use": "nehm+ nimm verwend+ nutz+ benutz+",
    "keep": "bleib+ behalt+ beibehalt+ belass+ halt+ gehalten halten",
    "throw": "werf+ schmeiss+ hau+ knall+ baller+ klatsch+ schleuder+ feuer+ schiess+",
    "bring": "bring+ hol+",
    "run": "lauf+ laeuft laufen laufe durchlauf+",
    "belongs": "gehoert gehoeren",
    "exactly": "genau exakt punktgenau praezise",
    "duration": "dauer dauert dauern dauernd",
    "length": "laenge",
    "instead of": "statt anstatt anstelle",
    "too": "auch ebenfalls",
    ",": "komma",
    ".": "punkt",
    "one": "eine einer eines",
    "seg": "seg",
    "len": "len",
    "rgb": "rgb",
    "be": "waere bin bist seid gewesen",
    "has": "hat hatte hatten",
    "successively": "nacheinander hintereinander lauflicht chase reihum",
    "number": "nummer",
    "but": "sondern",
    "make it": "machs",
    "bar": "bar",
    "full": "full",
    "solid": "solid",
    "late": "late",
    "black": "ausgeschaltet",
    "bright": "heller",
    "drag": "zieh+",
    "become": "sein werden wird",
    "middle": "mittler~",
}
"""English words and the German words that are read as them; the last one wins."""

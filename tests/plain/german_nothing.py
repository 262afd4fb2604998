"""Sentences in German that mention what can be edited and ask for no edit; and unclear ones."""

ASKED = """
wie blende ich die Musik aus?
wie blende ich die Musik über 2 s ein?
wie kann ich Movie bei 12 s teilen?
hat sich der Titel verschoben?
welche Strips sind stumm?
ist Kanal 5 gesperrt?
wer hat Movie stummgeschaltet?
warum hast du Photo gelöscht?
kann man zwei Bilder überblenden?
was passiert, wenn ich Movie stummschalte?
soll ich Photo löschen?
sollen wir Kanal 3 sperren?
gibt es eine Überblendung bei 12 s?
sag mir, wie ich Movie bei 12 s teile
weißt du, ob Movie stumm ist?
wann hast du den Marker „Verse“ gelöscht?
könnte man Photo um 2 Sekunden später verschieben?
"""

REFUSED = """
schalte Movie bitte nicht stumm
lösche auf keinen Fall Photo
bitte keine Marker bei 10 s setzen
Finger weg vom Titel
lass den Titel, wo er ist
du brauchst Movie nicht zu teilen
vergiss die Überblendung auf Kanal 20
ich will Photo nicht löschen
hör auf, Movie stummzuschalten
niemand sperrt Kanal 3
kein Titel „Hallo“ von 3 bis 6 s bitte
die Überblendung können wir uns sparen
warte noch mit dem Löschen von Photo
"""

TOLD = """
ich habe Photo gelöscht
ich habe Movie gestern stummgeschaltet
gestern habe ich die Musik über 2 s eingeblendet
Photo wurde gelöscht
Photo ist gelöscht
Movie ist stumm
Movie war stumm
Kanal 5 war gesperrt
Kanal 5 wurde gesperrt
jemand hat Kanal 5 gesperrt
du hast Movie bei 12 s geteilt
wir haben einen Marker bei 10 s gesetzt
die Musik blendet über 2 s ein
mein Chef sagt, lösche Photo
er sagte „lösche Photo“
auf dem Knopf steht „schließe alle Lücken“
"""

PLANNED = """
morgen lösche ich Photo
ich lösche Photo später
später teilen wir Movie bei 12 s
ich werde Movie stummschalten
ich wollte gerade Photo löschen
ich wollte Kanal 5 sperren
wir könnten Movie stummschalten
vielleicht schalten wir Movie stumm
wenn der Titel länger wäre, könnte man ihn lesen
wenn Movie stumm wäre, hörte man die Musik
hätte ich Photo gelöscht, wäre es besser
ich hätte Movie stummschalten sollen
ich habe vergessen, Kanal 5 zu sperren
bevor du Photo löschst, frag mich
sobald der Kunde zustimmt, lösche Photo
ich überlege, Photo zu löschen
"""

TASTE = """
danke, dass du Photo gelöscht hast
danke fürs Löschen von Photo
die Überblendung von 1 s auf Kanal 20 gefällt mir
der Titel ist hässlich
mir gefällt der Titel
die Musik ist zu laut
der Marker „Verse“ sitzt zu spät
Überblendungen sind was für Hochzeitsvideos
"""

BEYOND = """
rendere den Film
exportiere Movie als mp4
schalte mein Handy stumm
sperre die Tür
lösche Photo von der Festplatte
dreh Photo um 90 Grad
mach den Film schwarz-weiß
verschieb Movie in den Papierkorb
spiel Movie doppelt so schnell ab
"""

UNCLEAR = """
schalte Movie oder die Musik stumm
sperre Kanal 5 und entsperre Kanal 5
lösche eins der Bilder
lösche ein paar Texte
lösche alle Bilder außer Logo
lösche Photo, nein, lass es
lösche Photo oder Logo
lösche die Hälfte von Movie
lösche Photo von 5 bis 8 s
verschieb Photo
verschieb Photo ein bisschen
verschieb Photo auf 5 s oder 7 s
verschieb Photo um 2 Sekunden
setz einen Marker bei 10 oder 12 s
setz einen Marker bei ungefähr 10 s
füge einen Titel hinzu
blende die Musik
blende die Musik über 2 s ein oder aus
blende die Musik über 2 oder 3 s ein
blende ein Bild über 2 s ein
überblende die Clips auf Kanal 20 oder 21 in 1 s
teile Movie
teile Movie in der Mitte
teile Movie bei 12 s oder 13 s
teile Movie ungefähr bei 12 s
kürze Movie ein wenig
setze den Framebereich
setze Photo auf 50 %
setze Photo auf 50 % oder 60 % Deckkraft
dupliziere Photo ein paar Mal
dupliziere Photo bei 20 s oder 30 s
schließe ein paar Lücken
mach alles stumm außer der Musik
schalte Movie stumm und wieder nicht stumm
animiere Photo
"""

KINDS = {
    "asked": ASKED,
    "refused": REFUSED,
    "told": TOLD,
    "planned": PLANNED,
    "taste": TASTE,
    "beyond": BEYOND,
    "unclear": UNCLEAR,
}
"""By what they are, the sentences."""


def sentences() -> list[tuple[str, str]]:
    """Return each sentence with its kind."""
    return [(kind, line) for kind, text in KINDS.items() for line in text.strip().splitlines()]

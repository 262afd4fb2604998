"""What tells, asks, plans or thanks in German without asking for an edit, as patterns of clauses.

As in `english_remarks`.
"""

_DONE = (
    r"(?:(?:\w+)?ge\w{2,}(?:t|en)|(?:ver|be|ent|er|zer|über|unter)\w{3,}(?:t|en)|\w+iert|stumm\w*)"
)
_HAVE = r"(?:habe?|hast|hat|haben|habt|hatten?|hattest)"

REMARKS = (
    # told
    rf"\b{_HAVE} .*\b{_DONE}$|\b{_DONE} {_HAVE}$",
    rf"\b(?:ich bin|du bist|wir sind|ihr seid) .*\b{_DONE}$",
    r"\b(?:wurden?|war|waren|worden)\b",
    rf"\b(?:ist|sind|bleibt|bleiben) (?:\w+ )?{_DONE}$",
    r"\bgestern\b|\bletzte (?:woche|nacht)\b|\bletztes (?:mal|jahr)\b",
    r"^(?:die musik|der (?:film|titel|ton)|das (?:bild|foto|video)|\w+) blendet\b.*\b(?:ein|aus)$",
    # planned, wished, regretted
    r"^(?:morgen|später (?:\w+ )?(?:ich|wir)|nächste woche|nächstes mal|irgendwann|demnächst)\b",
    r"\bich (?:werde|wollte|überlege|plane|vergaß|versuche)\b",
    r"\b(?:ich|wir) \w+ .*(?<!sekunden )(?<!sekunde )(?<! s )(?:später|selbst|selber|morgen)$",
    r"\b(?:wir könnten|man könnte|könnte man|könnten wir ja)\b",
    rf"^hätten? .*\b{_DONE}$",
    r"\bvergessen$",
    # asked
    rf"^(?:{_HAVE}|ist|sind|bin|wird|werden|kann man|sollte (?:ich|man)|weißt du)\b",
    # thanked, warned
    r"^danke?n? (?:für|fürs|dass)\b",
    r"^(?:niemand|keiner)\b",
)
"""Where a clause has one of these and no sign of a request, it asks for no edit."""

ALWAYS = (
    r"^soll(?:en|te|ten)? (?:ich|wir|man)\b|\bhätten? .*\b(?:sollen|können|müssen)$",
    r"\bfinger weg\b|\bhör auf\b|\bwarte (?:noch )?mit\b|\bbrauchst\b.*\bnicht\b",
    r"\b(?:weiß|weißt|sag mir|zeig mir)\b.*\b(?:wie|ob)\b",
)
"""Where a clause has one of these, it asks for no edit, however polite it is."""

HEADINGS = (
    r"^(?:(?:sobald|bevor) (?:du|er|sie|ich|wir|(?:der|die|mein|meine) \w+)\b|"
    r"todo|beispiel|zum beispiel|notiz|protokoll|erledigt|/ ?/|# [^\W\d])"
)
"""How a sentence begins that is a note, or waits for something."""

POLITE = (
    r"\b(?:kannst|können|könnte\w*|würde\w*|magst|möchte\w*|darf|dürfte|bitte|ok|okay|ja|geht|"
    r"wäre|mal|danke|\w+st du|\w+n (?:sie|wir))\b"
)
"""Words of which a request that ends with a question mark has one."""

REQUESTS = (
    r"\b(?:bitte|gern|gerne|soll|sollen|muss|müssen|möchte|will|brauche|kannst|könntest|würdest|"
    r"wäre (?:schön|toll|nett|super))\b"
)
"""Signs of a request, which may be told as politely as this."""

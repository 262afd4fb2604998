"""German numbers: what is composed to a number in words, ordinals and parts of one."""

ONES = {
    "null": 0, "eins": 1, "ein": 1, "zwei": 2, "zwo": 2, "drei": 3, "zwoa": 2, "oans": 1,
    "vier": 4, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwoelf": 12, "zehne": 10, "fuchzehn": 15, "fuenfe": 5, "sechse": 6,
    "viere": 4, "dreizehn": 13, "vierzehn": 14, "fuenfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
AND, HUNDRED, HALF = "und", "hundert", "einhalb"
POINT = ("komma", "punkt")
ORDINALS = {
    "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "sechst": 6, "siebt": 7, "siebent": 7,
    "acht": 8, "neunt": 9, "zehnt": 10, "elft": 11, "zwoelft": 12,
}  # fmt: skip
"""Before the endings of adjectives; those of larger numbers end in `t` or `st`."""
PARTS = {
    "anderthalb": 1.5, "halb": 0.5, "halbe": 0.5, "halben": 0.5, "halbes": 0.5, "halber": 0.5,
    "viertel": 0.25, "dreiviertel": 0.75, "eineinhalb": 1.5, "einhalb": 0.5,
}  # fmt: skip
"""Parts of one; before a unit alone."""
COMPOUND = ("sekunde", "sekunden", "minute", "minuten")
"""Units with which a part of one is written as one word: `Viertelsekunde`."""
ARTICLES = ("ein", "eine", "einen", "einer", "einem", "eines", "n", "ne", "nen", "a")
UNITS = (
    "sekunde sekunden sek sec s minute minuten min m takt takte takten schlag schlaege beat beats"
)
ABBREVIATED = ("sek", "min", "sec", "std")
"""Units behind which a period says nothing."""

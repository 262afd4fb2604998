"""English numbers, ordinals, units and colors that CSS does not have."""

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
HUNDRED = "hundred"
POINT = "point"
ARTICLES = "a an"
HALF = "half"
COUPLE = "couple"
UNITS = {
    "ms msec msecs millisecond milliseconds millis": 0.001,
    "s sec secs second seconds secods secnds": 1.0,
    "m min mins minute minutes": 60.0,
    "h hr hrs hour hours": 3600.0,
}
FRACTIONS = {
    "half halves": 0.5,
    "quarter quarters fourths": 0.25,
    "third thirds": 1 / 3,
    "fifths": 0.2,
    "tenths tenth": 0.1,
}
BEATS = {"beat beats": "beat", "bar bars measure measures": "bar", "frame frames": "frame"}

COLORS = {
    "amber": "#ffbf00",
    "scarlet": "#ff2400",
    "mint": "#98ff98",
    "mint green": "#98ff98",
    "lilac": "#c8a2c8",
    "peach": "#ffdab9",
    "rose": "#ff007f",
    "burgundy": "#800020",
    "ruby": "#e0115f",
    "emerald": "#50c878",
    "emerald green": "#50c878",
    "sapphire": "#0f52ba",
    "cream": "#fffdd0",
    "blood red": "#8a0303",
    "electric blue": "#7df9ff",
    "baby blue": "#89cff0",
    "baby pink": "#f4c2c2",
    "navy blue": "#000080",
    "royal purple": "#7851a9",
    "mustard": "#ffdb58",
    "rust": "#b7410e",
    "bronze": "#cd7f32",
    "apricot": "#fbceb1",
    "cherry": "#de3163",
    "warm white": "#fff4e5",
    "cool white": "#f4fdff",
    "cold white": "#f4fdff",
    "neon green": "#39ff14",
    "neon pink": "#ff6ec7",
    "lemon": "#fff700",
    "off white": "#faf9f6",
    "light purple": "#b19cd9",
    "light red": "#ff7f7f",
    "light orange": "#ffb347",
    "dark purple": "#301934",
    "dark yellow": "#8b8000",
    "dark pink": "#e75480",
    "pale blue": "#aec6cf",
    "pale pink": "#fadadd",
    "pale yellow": "#ffffbf",
    "ice blue": "#99ffff",
    "sky": "#87ceeb",
    "ocean blue": "#0077be",
    "petrol": "#005f6a",
    "fire red": "#ce2029",
    "sea blue": "#006994",
}
"""Colors that people say and CSS does not know, as they are usually shown."""

HUES = "red green blue yellow orange purple pink brown white black gray grey violet"
"""Words that only say once more what a finer color is: `olive green`."""
SHADES = (
    "light dark deep pale bright medium hot neon warm cool cold soft vivid pastel rich strong dim "
    "electric dirty dull muted intense pure clean"
)
"""Words that shade a color; where they make no color that has a name, the reading is a proposal."""

"""Renders more songs, none of the development set, from which the weights were learned.

python build_more.py UNPACKED OUT       # UNPACKED and the packages: see build_truth.py
"""

import glob
import os
import random
import struct
import subprocess
import sys

import mido

import build_truth as B

x, out = sys.argv[1:3]
random.seed(5)


def fluid(mid, wav):
    subprocess.run(
        ["fluidsynth", "-ni", "-q", "-g", "0.6", "-r", "22050", "-F", wav, B.SF2, mid],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )


jobs = []
for p in sorted(glob.glob(x + "/usr/share/games/openttd/baseset/openmsx/*.mid")):
    n = os.path.basename(p)[:-4]
    if n not in B.OPENMSX:
        jobs.append(("om_" + n, p))
seen = set()
for wad, names in B.FREEDOOM.items():
    d = open(f"{x}/usr/share/games/doom/{wad}", "rb").read()
    n, o = struct.unpack("<II", d[4:12])
    for i in range(n):
        p, s = struct.unpack("<II", d[o + 16 * i : o + 16 * i + 8])
        l = d[o + 16 * i + 8 : o + 16 * i + 16].rstrip(b"\0").decode()
        if l[:2] == "D_" and d[p : p + 4] == b"MThd":
            b = d[p : p + s]
            if l[2:] in names:
                seen.add(b)
                continue
            if b in seen or s < 8000:
                continue
            seen.add(b)
            f = f"{out}/fd{wad[8]}_{l[2:].lower()}.mid"
            open(f, "wb").write(b)
            jobs.append((f"fd{wad[8]}_{l[2:].lower()}", f))
GR = [
    ("50sRock", 150, 4),
    ("60sRock", 140, 4),
    ("8Beat", 105, 4),
    ("BasicRock", 120, 4),
    ("BigBand", 160, 4),
    ("BlueGrass", 120, 4),
    ("Blues", 95, 4),
    ("BoneyM", 126, 4),
    ("BubbleRock", 128, 4),
    ("BVFunk", 100, 4),
    ("Calypso", 115, 4),
    ("ChaCha", 124, 4),
    ("CountrySwing", 125, 4),
    ("CountryWaltz", 130, 3),
    ("Dixie", 190, 4),
    ("DSoul", 108, 4),
    ("EasySwing", 110, 4),
    ("FastJazzWaltz", 190, 3),
    ("Folk", 100, 4),
    ("FolkRock", 112, 4),
    ("FoxTrot", 128, 4),
    ("FrenchWaltz", 170, 3),
    ("GuitarBallad", 80, 4),
    ("JazzRock", 118, 4),
    ("Jive", 168, 4),
    ("LFusion", 104, 4),
    ("LightTango", 125, 4),
    ("Mambo", 190, 4),
    ("March", 116, 4),
    ("MellowJazz", 120, 4),
    ("PianoBallad", 70, 4),
    ("Polka", 120, 4),
    ("PopBallad", 84, 4),
    ("QuickStep", 200, 4),
    ("RB", 90, 4),
    ("Rhumba", 110, 4),
    ("RockBallad", 76, 4),
    ("Salsa", 190, 4),
    ("Samba", 100, 4),
    ("ShuffleBoggie", 130, 4),
    ("Ska", 150, 4),
    ("SlowBlues", 66, 4),
    ("SlowJazz", 88, 4),
    ("SlowCountry", 78, 4),
    ("StringBallad", 72, 4),
    ("Tango", 125, 4),
    ("Trance", 136, 4),
    ("Twist", 160, 4),
    ("VieneseWaltz", 180, 3),
    ("Waltz", 100, 3),
    ("WesternSwing", 132, 4),
    ("Zydeco", 120, 4),
    ("RockWaltz", 120, 3),
    ("DesertRock", 100, 4),
]
PR = [
    "C / Am / F / G",
    "F / G / Em / Am",
    "Dm / G / C / A7",
    "Am / F / C / G",
    "Em / Bm / C / D",
    "Bb / F / Gm / Eb",
    "D / A / Bm / G",
]
for g, t, nb in GR:
    t = round(t * random.uniform(0.85, 1.15))
    name = "mma_" + g.lower()
    ch = random.sample(PR, 3)
    body = []
    bar = 0
    marks = []
    form = random.choice(
        [("A", "B", "A", "B", "C", "B"), ("A", "A", "B", "A", "C"), ("A", "B", "A", "C", "A", "B")]
    )
    lens = {k: random.choice([8, 8, 8, 12, 16]) for k in "ABC"}
    vol = {
        "A": random.choice(["mp", "mf"]),
        "B": random.choice(["f", "ff"]),
        "C": random.choice(["p", "mf"]),
    }
    sus = {
        "A": g,
        "B": g + random.choice(["", "1", "Plus"]),
        "C": g + random.choice(["", "1", "Sus"]),
    }
    for f in form:
        c = ch["ABC".index(f)].split(" / ")
        body.append((f, sus[f], vol[f], [c[i % 4] for i in range(lens[f])]))
        marks.append((bar, f))
        bar += lens[f]
    for attempt in range(2):
        txt = [f"Tempo {t}"]
        for f, gg, v, cs in body:
            txt += [f"Groove {gg if attempt == 0 else g}", f"Volume {v}"] + cs
        open(f"{out}/{name}.mma", "w").write("\n".join(txt) + "\n")
        r = subprocess.run(
            ["mma", "-f", f"{out}/{name}.mid", f"{out}/{name}.mma"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if r.returncode == 0:
            jobs.append((name, f"{out}/{name}.mid", nb, marks))
            break
    else:
        print("no", g)
print(len(jobs), flush=True)
random.shuffle(jobs)
for j in jobs:
    name, p = j[:2]
    try:
        nb = j[2] if len(j) > 2 else None
        m = mido.MidiFile(p, clip=True)
        ev = B.tempo_map(m)
        if m.length > 420:
            continue
        beats = B.midi_beats(p, num=nb)
        fluid(p, f"{out}/{name}.wav")
        B.save(
            out,
            name,
            beats,
            [(B.to_sec(b * nb * m.ticks_per_beat, ev, m.ticks_per_beat), l) for b, l in j[3]]
            if nb
            else None,
        )
    except Exception as e:
        print(name, e, flush=True)
print("done")

"""Builds the tracks set aside: exact beats of music on which nothing was learned or tuned.

  apt-get install --no-install-recommends fluidsynth fluid-soundfont-gm ffmpeg mma lmms
  apt-get download fretsonfire-songs-sectoid openttd-openmsx freedoom lmms-common
  for f in *.deb; do dpkg -x "$f" UNPACKED; done
  python build_aside.py UNPACKED OUT          # OUT/*.wav + OUT/*.beats.txt

They were chosen before any of them was heard, by what the files say: of one written tempo (or, for
one, an exact tempo map), notes on its grid, a minute or longer, and none of the development set.
They are scored, never learned from. Of each, the first 150 seconds are taken.
"""

import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import mido
import numpy as np
import soundfile

import build_truth as truth

LONGEST = 150.0
OPENMSX = (
    "busy_schedule",
    "flying_scotsman",
    "midnight_snow_run",
    "modern_motion",
    "the_hobo_redfarn",
    "wood_whistles",
)
FREEDOOM = {
    "freedoom1.wad": ("E2M5", "E2M8", "E3M5"),
    "freedoom2.wad": ("RUNNIN", "STLKS3", "DDTBL2"),
}
SECTOID = ("Escape from chaosland", "Feelings", "Metal madness", "War of freedom")
LMMS = (
    "CapDan/CapDan-TwilightArea-OriginalByAlf42red",
    "CapDan/CapDan-ZeroSumGame-OriginalByZakarra",
    "EsoXLB-CPU",
    "Impulslogik-Zen",
    "Jousboxx-BuzzerBeater",
    "Momo64-esp",
    "Saber-FinalStep",
    "Settel-InnerRecreation",
    "Shovon-ProgressiveHousePluckDemo",
    "Skiessi/Skiessi-C64",
    "Socceroos-Progress",
    "Thomasso-AxeFromThe80s",
)
# name: beats a minute, beats in a bar, and groove and chords of each part of 16 bars
MMA = {
    "happyshuffle126": (126, 4, ("kara:HappyshuffleA", "kara:HappyshuffleC")),
    "kfunk98": (98, 4, ("kara:Kfunk1A", "kara:Kfunk1B")),
    "motown112": (112, 4, ("kara:8beatmotownA", "kara:8beatmotownD")),
    "fasttwist164": (164, 4, ("kara:fasttwistA", "kara:fasttwistB")),
}
CHORDS = ("G", "Em", "Am", "D7"), ("C", "D", "Bm", "Em")


def midi(name, path, out):
    """Render a MIDI file by its own tempo map."""
    wav = f"{out}/{name}.wav"
    truth.fluid(str(path), wav)
    save(name, truth.midi_beats(str(path)), out)
    cut(wav)


def openmsx(unpacked, out):
    """Songs of OpenTTD's music set."""
    for name in OPENMSX:
        midi(f"om_{name}", unpacked / f"games/openttd/baseset/openmsx/{name}.mid", out)


def freedoom(unpacked, out):
    """MIDI lumps of Freedoom."""
    for wad, names in FREEDOOM.items():
        data = (unpacked / "games/doom" / wad).read_bytes()
        count, table = struct.unpack("<II", data[4:12])
        for row in range(table, table + 16 * count, 16):
            place, size = struct.unpack("<II", data[row : row + 8])
            lump = data[row + 8 : row + 16].rstrip(b"\0").decode()
            if lump[:2] == "D_" and lump[2:] in names:
                name = f"fd{wad[8]}_{lump[2:].lower()}"
                file = Path(out) / f"{name}.mid"
                file.write_bytes(data[place : place + size])
                midi(name, file, out)


def sectoid(unpacked, out):
    """Recordings of a band; the chart's tempo holds for the whole song, its lag is measured."""
    for title in SECTOID:
        folder = unpacked / "games/fretsonfire/data/songs/sectoid" / title
        name = "fof_" + title.replace(" ", "_").lower()
        wav = f"{out}/{name}.wav"
        mix = "amix=inputs=2:duration=longest:normalize=0,volume=0.7"
        tracks = [word for part in ("song", "guitar") for word in ("-i", folder / f"{part}.ogg")]
        ffmpeg(*tracks, "-filter_complex", mix, "-ar", "44100", wav)
        lag = lag_of(folder)
        end = mido.MidiFile(folder / "notes.mid", clip=True).length
        beats = truth.midi_beats(str(folder / "notes.mid"), end_sec=end, num=4)
        print(f"{name}: the chart is {1000 * lag:.0f} ms ahead", flush=True)
        save(name, [(time + lag, place) for time, place in beats if time + lag >= 0], out)
        cut(wav)


def lag_of(folder):
    """Seconds by which a chart's notes come before the onsets of the guitar that plays them."""
    chart = mido.MidiFile(folder / "notes.mid", clip=True)
    tempo = truth.tempo_map(chart)
    ticks = {
        tick
        for track in chart.tracks
        for tick, message in truth.absolute(track)
        if message.type == "note_on" and message.velocity and 96 <= message.note <= 100
    }
    notes = np.array([truth.to_sec(tick, tempo, chart.ticks_per_beat) for tick in sorted(ticks)])
    wav = "/tmp/aside_guitar.wav"
    ffmpeg("-i", folder / "guitar.ogg", "-ac", "1", "-ar", "22050", wav)
    sound, _ = soundfile.read(wav, dtype="float32")
    os.remove(wav)
    hop = 110  # 200 frames a second
    power = (sound[: len(sound) // hop * hop].reshape(-1, hop) ** 2).mean(axis=1)
    level = np.log(power + 1e-6 * power.max())
    rise = np.maximum(level[2:] - level[:-2], 0)
    lags = np.arange(-60, 61)
    places = np.round(notes * 22050 / hop).astype(int)[:, None] + lags - 1
    inside = np.clip(places, 0, len(rise) - 1)
    return float(lags[rise[inside].mean(axis=0).argmax()]) * hop / 22050


def lmms(unpacked, out):
    """Projects of LMMS, rendered by it; beats from their tempo, which is constant."""
    for project in LMMS:
        file = unpacked / f"lmms/projects/demos/{project}.mmpz"
        name = "lmms_" + project.rpartition("/")[2].split("-")[1].lower()
        head = ET.fromstring(zlib.decompress(file.read_bytes()[4:])).find("head")
        if head.find("bpm") is not None:
            raise SystemExit(f"{project} changes its tempo")
        wav = f"{out}/{name}.wav"
        if os.path.exists(wav) and os.path.exists(f"{out}/{name}.beats.txt"):
            continue
        # without that right it does not take a core for itself
        command = ["setpriv", "--bounding-set=-sys_nice", "lmms", "--allowroot", "-r", file]
        command += ["-o", wav, "-f", "wav", "-s", "44100"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        for last in (False, False, True):  # it crashes now and then
            if not subprocess.run([*map(str, command)], check=last, env=env, **quiet).returncode:
                break
        step, meter = 60 / float(head.get("bpm")), int(head.get("timesig_numerator"))
        seconds = soundfile.info(wav).duration
        count = int(min(seconds, LONGEST) / step)
        cut(wav)
        save(name, [(step * beat, beat % meter + 1) for beat in range(count)], out)


def mma(unpacked, out):
    """Pieces written for this set with grooves of MMA that no other set uses."""
    for name, (bpm, meter, grooves) in MMA.items():
        text = [f"Tempo {bpm}"]
        for part in (0, 1, 0, 1):
            text += [f"Groove {grooves[part]}", *(CHORDS[part][bar % 4] for bar in range(16))]
        source, made = Path(out) / f"mma_{name}.mma", f"{out}/mma_{name}.mid"
        source.write_text("\n".join(text) + "\n")
        subprocess.run(["mma", "-f", made, source], check=True, stdout=subprocess.DEVNULL)
        wav = f"{out}/mma_{name}.wav"
        truth.fluid(made, wav)
        save(f"mma_{name}", truth.midi_beats(made, num=meter), out)
        cut(wav)


def save(name, beats, out):
    """Write the beats that lie in the part that is taken."""
    truth.save(out, name, [(time, place) for time, place in beats if time < LONGEST])


def cut(wav):
    """Keep the first part, in place."""
    part = f"{wav}.part.wav"
    ffmpeg("-i", wav, "-t", LONGEST, part)
    os.replace(part, wav)


def ffmpeg(*words):
    """Run ffmpeg quietly."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", *(str(word) for word in words)], check=True)


def main(unpacked, out):
    """Build all of them."""
    os.makedirs(out, exist_ok=True)
    share = Path(unpacked) / "usr/share"
    for part in (openmsx, freedoom, mma, sectoid, lmms):
        part(share, out)


if __name__ == "__main__":
    main(*sys.argv[1:3])

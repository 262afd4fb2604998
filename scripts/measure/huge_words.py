"""Huge, deep and endless files of words: `python3 scripts/measure/huge_words.py [NAME ...]`.

Each is read in a process of its own. A line for each tells the processor time in seconds, how much
the peak of the memory grew (MB), and the sentence that a person reads. `MOST_SECONDS` and
`MOST_MB` are what each may take.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from environment import ROOT, environment  # noqa: E402

MOST_SECONDS, MOST_MB = 6.0, 400.0
SIZE = 10_000_000
CUE = b"00:00:01,000 --> 00:00:02,000\n"
Make = Callable[[], bytes]


def _million() -> bytes:
    rows = (f"[{row // 60:02}:{row % 60:02}.00]a b c d e f g h\n" for row in range(125_000))
    return "".join(rows).encode()


FILES: dict[str, tuple[str, Make]] = {
    "100 MB of text": ("a.srt", lambda: b"x" * 100_000_000),
    "a million words": ("a.lrc", _million),
    "one line": ("a.lrc", lambda: b"[00:01.00]" + b"a " * (SIZE // 2)),
    "10,000 lists deep": ("a.json", lambda: b"[" * 10_000 + b"]" * 10_000),
    "10,000 objects deep": ("a.json", lambda: b'{"words":[' * 10_000 + b"]}" * 10_000),
    "empty lists": ("a.json", lambda: b"[" + b"[]," * (SIZE // 3) + b"[]]"),
    "other objects": ("a.json", lambda: b"[" + b'{"a":1},' * (SIZE // 8) + b"{}]"),
    "words of JSON": ("a.json", lambda: b"[" + b'{"word":"a","start":1},' * 400_000 + b"{}]"),
    "empty rows of JSON": ("a.jsonl", lambda: b"{}\n" * (SIZE // 3)),
    "broken rows of JSON": ("a.jsonl", lambda: b"{}\n" + b"{x\n" * (SIZE // 3)),
    "times of 1e9": ("a.json", lambda: b'[{"word":"a","start":1e9,"end":2e9}]'),
    "brackets": ("a.lrc", lambda: b"[" * SIZE),
    "times in a line": ("a.lrc", lambda: b"[00:01.00]" * (SIZE // 10)),
    "times alone": ("a.lrc", lambda: b"[00:01.00]\n" * (SIZE // 11)),
    "arrows": ("a.srt", lambda: CUE + b"1 -->\n" * (SIZE // 6)),
    "cues": ("a.srt", lambda: (CUE + b"a\n") * (SIZE // 32)),
    "rolling cues": ("a.srt", lambda: (CUE + b"a\n" * 9) * (SIZE // 48)),
    "digits": ("a.srt", lambda: b"1" * SIZE),
    "marks": ("a.srt", lambda: CUE + b"<a" * (SIZE // 2)),
    "round brackets": ("a.srt", lambda: CUE + b"(" * SIZE),
    "blanks": ("a.lrc", lambda: b"[00:01.00]a" + b" " * SIZE),
    "empty rows": ("a.srt", lambda: b"\n" * SIZE),
    "deep XML": ("a.ttml", lambda: b"<tt>" + b"<p>" * 10**6 + b"</p>" * 10**6 + b"</tt>"),
    "labels": ("a.txt", lambda: b"1\t2\ta\n" * (SIZE // 6)),
    "a tier": ("a.TextGrid", lambda: b'"IntervalTier" "words" 0 1 9e9 ' + b'0 1 "a" ' * 10**6),
    "quotes": ("a.TextGrid", lambda: b"ooTextFile" + b'"' * SIZE),
    "syllables": ("a.ass", lambda: b"Dialogue: 0,0:0:1,0:0:2,,,,,,," + b"{\\k1}a " * 10**6),
    "old letters": ("a.lrc", lambda: b"[00:01.00]" + b"\xe9\xff\x81 " * (SIZE // 4)),
    "no text": ("a.lrc", lambda: bytes(range(256)) * (SIZE // 256)),
}


def read(name: str) -> str:
    """Read one of the files here, and tell in a line what it took."""
    sys.path.insert(0, str(ROOT))
    from sequence_maker_addon.music.lyrics_files import read_file

    ending, make = FILES[name]
    data = make()[: None if name.startswith("100") else SIZE]
    before, began = _peak(), time.process_time()
    try:
        found = read_file(data, ending)
        said = f"{len(found.words)} words {found.notes}"
    except ValueError as error:
        said = str(error)
    seconds, megabytes = time.process_time() - began, _peak() - before
    mark = "" if seconds <= MOST_SECONDS and megabytes <= MOST_MB else "  TOO MUCH"
    return f"{name:20} {seconds:5.1f} s {megabytes:5.0f} MB{mark}  {said[:100]}"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(names: list[str]) -> int:
    """Read all files, or some, each in a process of its own; 1 where one takes too much."""
    if names[:1] == ["--here"]:
        print(read(names[1]))
        return 0
    failed = False
    for name in names or FILES:
        command = [str(environment("4.5")), __file__, "--here", name]
        done = subprocess.run(command, capture_output=True, text=True)
        print(done.stdout.strip() or f"{name:20} FAILED {done.stderr.strip()[-200:]}", flush=True)
        failed |= done.returncode != 0 or "TOO MUCH" in done.stdout
    return int(failed)


if __name__ == "__main__":
    way_out.run(main, sys.argv[1:])

"""A small file of each format of timed words, in our own words, as the programs write them."""

import json

TWO = [("hello", 1.0, 1.5), ("world", 1.5, 2.0)]
"""What most samples say: a word, its start and its end."""

LRC = "[ti:Sample]\n[offset:0]\n[00:01.00]hello world\n[00:03.00]and on\n"
WORD_LRC = "[00:01.00]<00:01.00>hello <00:01.50>world<00:02.00>\n"
SRT = "1\n00:00:01,000 --> 00:00:01,500\nhello\n\n2\n00:00:01,500 --> 00:00:02,000\nworld\n"
VTT = "WEBVTT\n\nNOTE by hand\n\n1\n00:01.000 --> 00:02.000 align:start\n"
VTT += "<v Ann>hello <00:01.500>world\n"
SBV = "0:00:01.000,0:00:01.500\nhello\n\n0:00:01.500,0:00:02.000\nworld\n"
SUB = f"[INFORMATION]\n[TITLE]a song\n[SUBTITLE]\n{SBV}\n[END SUBTITLE]\n"
ASS = """[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Sans,20
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,never shown
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\an8}{\\k50}hel{\\k0}lo {\\k50}world
"""
TTML = """<?xml version="1.0" encoding="utf-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head/><body>
<div><p begin="00:01.000" end="00:02.000"><span begin="1.000" end="1.250">hel</span><span
 begin="1.250" end="1.500">lo</span> <span begin="1.500" end="2.000">world</span></p></div>
</body></tt>"""
SRV3 = """<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><body>
<p t="1000" d="1000"><s>hello</s><s t="500"> world</s></p></body></timedtext>"""
SRV1 = '<transcript><text start="1" dur="0.5">hello</text>'
SRV1 += '<text start="1.5" dur="0.5">world</text></transcript>'
TEXTGRID = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 2.5
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "phones"
        xmin = 0
        xmax = 2.5
        intervals: size = 1
        intervals [1]:
            xmin = 0
            xmax = 2.5
            text = "HH"
    item [2]:
        class = "IntervalTier"
        name = "words"
        xmin = 0
        xmax = 2.5
        intervals: size = 4
        intervals [1]:
            xmin = 0
            xmax = 1
            text = ""
        intervals [2]:
            xmin = 1
            xmax = 1.5
            text = "hello"
        intervals [3]:
            xmin = 1.5
            xmax = 2
            text = "world"
        intervals [4]:
            xmin = 2
            xmax = 2.5
            text = "sil"
"""
SHORT_TEXTGRID = """File type = "ooTextFile"
"TextGrid"
0
2.5
<exists>
1
"IntervalTier"
"words"
0
2.5
3
0
1
""
1
1.5
"hello"
1.5
2
"world"
"""
MIXED_TEXTGRID = """"Praat chronological TextGrid text file"
0 2.5   ! Time domain.
2   ! Number of tiers.
"IntervalTier" "phones" 0 2.5
"IntervalTier" "words" 0 2.5

1 1 1.2
"HH"

2 1 1.5
"hello"

2 1.5 2
"world"
"""
FRAGMENTS = """<?xml version='1.0' encoding='ASCII'?>
<map>
  <fragment id="f1" begin="1.000" end="1.500">
    <line>hello</line>
  </fragment>
  <fragment id="f2" begin="1.500" end="2.000">
    <line>world</line>
  </fragment>
</map>
"""
LABELS = "1.000000\t1.500000\thello\n\\\t200.0\t800.0\n1.500000\t2.000000\tworld\n"
TSV = "start\tend\ttext\n1000\t1500\thello\n1500\t2000\tworld\n"
TABLES = {
    "clocks.txt": "00:00:01.000\t00:00:01.500\thello\n00:00:01.500\t00:00:02.000\tworld\n",
    "whisper.csv": 'start,end,text\n1000,1500," hello"\n1500,2000," world"\n',
    "speakers.csv": 'start,end,speaker,text\n1000,1500,0,"hello"\n1500,2000,1,"world"\n',
    "mfa.csv": "Begin,End,Label,Type,Speaker\n1.0,1.5,hello,words,ann\n1.5,2.0,world,words,ann\n"
    "1.0,1.2,HH,phones,ann\n",
    "praat.csv": 'tmin,tier,text,tmax\n1.0,words,"hello",1.5\n1.5,words,"world",2.0\n',
    "named.csv": 'f000001,1.000,1.500,"hello"\nf000002,1.500,2.000,"world"\n',
    "clocks.csv": "f1,00:00:01.000,00:00:01.500,hello\nf2,00:00:01.500,00:00:02.000,world\n",
    "named.txt": 'f000001 1.000 1.500 "hello"\nf000002 1.500 2.000 "world"\n',
    "blanks.txt": '1.000 1.500 f000001 "hello"\n1.500 2.000 f000002 "world"\n',
    "regions.csv": "TIME,VALUE,DURATION,LABEL\n1.00,0.5,0.5,hello\n1.50,0.5,0.5,world\n",
    "columns.csv": "word,start,end,probability\nhello,1.0,1.5,0.9\nworld,1.5,2.0,0.9\n",
    "commas.csv": "Start;End;Text\n1,000;1,500;hello\n1,500;2,000;world\n",
    "seconds.tsv": "Start\tEnd\tWord\n1.0\t1.5\thello\n1.5\t2.0\tworld\n",
}
"""Of recognizers, aligners and editors of sound: by names of columns, or by what is in them."""

_A, _B = {"start": 1.0, "end": 1.5}, {"start": 1.5, "end": 2.0}
_WORDS = [{"word": "hello", **_A}, {"word": "world", **_B}]


def _google(name: str, end: str, written) -> dict:
    rows = [("hello", 1.0, 1.5), ("world", 1.5, 2.0)]
    words = [{"word": word, name: written(a), end: written(b)} for word, a, b in rows]
    return {"results": [{"alternatives": [{"transcript": "hello world", "words": words}]}]}


def _token(text: str, start: int, end: int) -> dict:
    return {"text": text, "offsets": {"from": start, "to": end}, "id": 7, "p": 0.9}


JSON = {
    "whisper": {"text": " hello world", "segments": [
        {"id": 0, "start": 1.0, "end": 2.0, "text": " hello world", "tokens": [50364, 7], "words": [
            {"word": " hello", **_A}, {"word": " world", **_B}]}]},
    "whisperx": {"segments": [{"start": 1.0, "end": 2.0, "text": "hello world", "words": _WORDS}],
                 "word_segments": _WORDS},
    "whisper.cpp": {"model": {"type": "base"}, "result": {"language": "en"}, "transcription": [
        {"timestamps": {"from": "00:00:01,000", "to": "00:00:02,000"},
         "offsets": {"from": 1000, "to": 2000}, "text": " hello world", "tokens": [
             _token("[_BEG_]", 0, 0), _token(" hel", 1000, 1250), _token("lo", 1250, 1500),
             _token(" world", 1500, 2000), _token("[_TT_100]", 2000, 2000)]}]},
    "chunks": {"text": "hello world", "chunks": [
        {"text": " hello", "timestamp": [1.0, 1.5]}, {"text": " world", "timestamp": [1.5, 2.0]}]},
    "gentle": {"transcript": "hello world", "words": [
        {"alignedWord": "hello", "case": "success", "word": "hello", "phones": [{"duration": 0.5}],
         **_A}, {"case": "success", "word": "world", **_B}]},
    "mfa": {"start": 0, "end": 2.5, "tiers": {
        "phones": {"type": "interval", "entries": [[0.0, 1.0, "HH"]]},
        "words": {"type": "interval", "entries": [
            [0.0, 1.0, ""], [1.0, 1.5, "hello"], [1.5, 2.0, "world"], [2.0, 2.5, "<eps>"]]}}},
    "aeneas": {"fragments": [
        {"begin": "1.000", "children": [], "end": "1.500", "id": "f1", "language": "eng",
         "lines": ["hello"]},
        {"begin": "1.500", "children": [], "end": "2.000", "id": "f2", "language": "eng",
         "lines": ["world"]}]},
    "vosk": {"result": [{"conf": 1.0, **row} for row in _WORDS], "text": "hello world"},
    "vosk alternatives": {"alternatives": [
        {"confidence": 9.0, "result": _WORDS, "text": "hello world"},
        {"confidence": 8.0, "result": [{"word": "yellow", **_A}], "text": "yellow"}]},
    "deepgram": {"metadata": {"channels": 1}, "results": {"channels": [{"alternatives": [
        {"transcript": "hello world", "confidence": 0.9, "words": [
            {"word": "hello", "punctuated_word": "hello", "confidence": 0.9, **_A},
            {"word": "world", "punctuated_word": "world", "confidence": 0.9, **_B}]}]}]}},
    "aws": {"jobName": "a", "results": {
        "transcripts": [{"transcript": "hello world"}],
        "items": [
            {"type": "pronunciation", "alternatives": [{"confidence": "0.9", "content": "hello"}],
             "start_time": "1.0", "end_time": "1.5"},
            {"type": "pronunciation", "alternatives": [{"confidence": "0.9", "content": "world"}],
             "start_time": "1.5", "end_time": "2.0"}]}},
    "google": _google("startTime", "endTime", "{:.3f}s".format),
    "google v2": _google("startOffset", "endOffset", "{:.1f}s".format),
    "google parts": _google("startTime", "endTime", lambda t: {
        "seconds": str(int(t)), "nanos": int(t % 1 * 1e9)}),
    "azure": {"recognizedPhrases": [{"offset": "PT1S", "nBest": [{"words": [
        {"word": "hello", "offset": "PT1S", "duration": "PT0.5S", "offsetInTicks": 10000000,
         "durationInTicks": 5000000},
        {"word": "world", "offset": "PT1.5S", "duration": "PT0.5S", "offsetInTicks": 15000000,
         "durationInTicks": 5000000}]}]}]},
    "assemblyai": {"audio_duration": 3, "words": [
        {"text": "hello", "start": 1000, "end": 1500, "confidence": 0.9, "speaker": "A"},
        {"text": "world", "start": 1500, "end": 2000, "confidence": 0.9, "speaker": "A"}]},
    "elevenlabs": {"text": "hello world", "words": [
        {"text": "hello", "type": "word", **_A}, {"text": " ", "type": "spacing", **_A},
        {"text": "world", "type": "word", **_B}]},
    "speechmatics": {"format": "2.9", "metadata": {"type": "transcription"}, "results": [
        {"type": "word", "start_time": 1.0, "end_time": 1.5,
         "alternatives": [{"content": "hello"}]},
        {"type": "word", "start_time": 1.5, "end_time": 2.0,
         "alternatives": [{"content": "world"}]}]},
    "rev": {"monologues": [{"speaker": 0, "elements": [
        {"type": "text", "value": "hello", "ts": 1.0, "end_ts": 1.5},
        {"type": "punct", "value": " "},
        {"type": "text", "value": "world", "ts": 1.5, "end_ts": 2.0}]}]},
    "lrclib": {"id": 1, "trackName": "a", "duration": 3, "plainLyrics": "hello world",
               "syncedLyrics": "[00:01.00] hello\n[00:01.50] world\n[00:02.00] "},
    "lrclib search": [
        {"id": 1, "syncedLyrics": "[00:01.00] hello\n[00:01.50] world\n[00:02.00]"},
        {"id": 2, "syncedLyrics": "[00:01.00] another\n[00:05.00] song"}],
    "youtube": {"wireMagic": "pb3", "events": [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
        {"tStartMs": 1000, "dDurationMs": 4000, "wWinId": 1, "segs": [
            {"utf8": "hello", "acAsrConf": 0}, {"utf8": " world", "tOffsetMs": 500}]},
        {"tStartMs": 2000, "dDurationMs": 1000, "aAppend": 1, "segs": [{"utf8": "\n"}]}]},
    "spotify": {"lyrics": {"syncType": "LINE_SYNCED", "lines": [
        {"startTimeMs": "1000", "words": "hello", "syllables": [], "endTimeMs": "0"},
        {"startTimeMs": "1500", "words": "world", "syllables": [], "endTimeMs": "0"},
        {"startTimeMs": "2000", "words": "", "syllables": [], "endTimeMs": "0"}]}},
    "richsync": [{"ts": 1.0, "te": 2.0, "x": "hello world", "l": [
        {"c": "hello", "o": 0}, {"c": " ", "o": 0.4}, {"c": "world", "o": 0.5}]}],
    "subtitles": [
        {"text": "hello", "time": {"total": 1.0, "minutes": 0, "seconds": 1, "hundredths": 0}},
        {"text": "world", "time": {"total": 1.5, "minutes": 0, "seconds": 1, "hundredths": 50}},
        {"text": "", "time": {"total": 2.0, "minutes": 0, "seconds": 2, "hundredths": 0}}],
    "podcast": {"version": "1.0.0", "segments": [
        {"speaker": "A", "startTime": 1.0, "endTime": 1.5, "body": "hello"},
        {"speaker": "A", "startTime": 1.5, "endTime": 2.0, "body": "world"}]},
}  # fmt: skip
"""What programs and sites call the same two words; most of them with ends of words."""
POLLY = "\n".join(
    json.dumps(row)
    for row in (
        {"time": 1000, "type": "sentence", "start": 0, "end": 11, "value": "hello world"},
        {"time": 1000, "type": "word", "start": 0, "end": 5, "value": "hello"},
        {"time": 1500, "type": "word", "start": 6, "end": 11, "value": "world"},
    )
)
JSON_LINES = "\n".join(json.dumps({"result": [row], "text": row["word"]}) for row in _WORDS)

FILES = {
    "a.lrc": LRC,
    "words.lrc": WORD_LRC,
    "a.srt": SRT,
    "a.vtt": VTT,
    "a.sbv": SBV,
    "a.sub": SUB,
    "a.ass": ASS,
    "a.ttml": TTML,
    "a.srv3": SRV3,
    "a.srv1": SRV1,
    "a.TextGrid": TEXTGRID,
    "short.TextGrid": SHORT_TEXTGRID,
    "mixed.TextGrid": MIXED_TEXTGRID,
    "fragments.xml": FRAGMENTS,
    "a.txt": LABELS,
    "printed.txt": "[00:01.000 --> 00:01.500]  hello\n[00:01.500 --> 00:02.000]  world\n",
    "a.tsv": TSV,
    **TABLES,
    "polly.json": POLLY,
    "a.jsonl": JSON_LINES,
    **{f"{name}.json": json.dumps(data) for name, data in JSON.items()},
}
"""Every sample by a name that such a file has."""

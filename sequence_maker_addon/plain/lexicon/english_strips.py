"""English words about strips of any kind: their kinds, titles, gaps, switches and files."""

WORDS = {
    "kind:movie": "movie movies videos footage films",
    "kind:image": "photo photos image images picture pictures still stills",
    "kind:sound": "sounds",
    "kind:text": "title titles text texts caption captions subtitle subtitles",
    "title_words": "title titles text texts caption captions subtitle subtitles",
    "caption": "caption captions subtitle subtitles",
    "text_place": "bottom lines",
    "chosen": "selected selection",
    "locking": "lock locks unlock unlocks unlocked locked",
    "opacity": "opacity opaque",
    "animate": "animate animates animated",
    "cross": "crossfade crossfades crossfading",
    "ripple": "ripple",
    "file": "file files",
    "key_noun": "key tonality",
}
"""Tags and their words, as in `english.WORDS`."""

PHRASES = {
    "title_words": "lower third|lower thirds",
    "lower_third": "lower third|lower thirds",
    "caption": "captions",
    "kind:text": "captions",
    "cross": "cross fade|cross fades|cross dissolve|cross dissolves",
    "fade": "cross fade|cross fades|cross dissolve|cross dissolves",
    "wipe_noun": "wipe transition|wipe transitions",
    "ripple": (
        "close the gap|close up the gap|closing the gap|close its gap|fill the gap|"
        "close the hole|with ripple"
    ),
    "gaps": (
        "close the gaps|close all gaps|close all the gaps|close every gap|close gaps|"
        "close up the gaps|remove the gaps|remove all gaps|delete the gaps"
    ),
    "frame_range": "frame range|scene range|playback range|render range|end frame",
}
"""Tags and their phrases, as in `english_phrases.PHRASES`."""

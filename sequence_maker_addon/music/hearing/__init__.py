"""Samples in, analysis out: pure NumPy.

activation: How strongly something begins at each moment: onset curves out of the mel picture
analysis: Hears a whole song: samples in, an `Analysis` out, in steps that a caller can pause ...
bars: Finds where the bars begin, and how many beats they have, on beats that are known
bars_weights: Weights of `bars.py`, learned by `scripts/practice/practice_bars.py`
beats: Finds the beats: tracks several ways to hear them and keeps the likeliest
candidates: Ways to hear the beat of one song: several tempos, half and double time, on and ...
clarity: Tells music with a beat from speech, noise and free time, and how sure that is
energy: How loud bars and sections are, where the music drops in, and where it breaks off
grid: The beat grid: beats, bars and sections as a value that the user may correct
key: Guesses the key by comparing the pitch classes of the whole song with 24 profiles
landmarks: Moments of a song at which a beat is likely: where it begins and ends, enters and changes
onsets: Lists the moments at which something begins, in all and in three bands
pooled: Means of the mel picture and the chroma between any two times, from sums kept once
ranking: Which way of hearing the beat is the likeliest: a linear score of what happens on the ...
ranking_weights: Weights of `ranking.py`, learned by `scripts/practice/practice_ranking.py`
sections: Cuts a song into sections at bar lines, and names those that are alike by the same ...
spectrum: Sound into a picture of it: log-mel bands and chroma over time, in blocks of flat memory
steps: Work in small steps: generators that yield None between them and return a result
stretches: Hears songs whose tempo changes at once, such as medleys
tracker: Follows the beat through an onset curve: by metricon, or in NumPy where that is missing
"""

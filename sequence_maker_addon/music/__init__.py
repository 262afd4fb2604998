"""Hears music: samples in; tempo, beats, bars, sections, onsets, energy and key out. Pure NumPy."""

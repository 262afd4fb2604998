"""The functions that edit strips of any kind.

strip_settings: Sets what strips of any kind have; so far the volume of sounds
"""

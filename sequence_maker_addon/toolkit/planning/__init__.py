"""A whole turn planned before any of it is written: its calls, what they would write, and again.

plan: A turn as it was planned: its calls, what each would write, and what of it is switched off
"""

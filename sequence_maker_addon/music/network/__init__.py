"""A small network that tells how likely each moment is a beat: pure NumPy.

products: Products of matrices on one thread
pulse: Runs the network over a picture of a song, in steps
shape: Of what parts its weights are
weights.npy: The weights, learned from songs of our own by `scripts/practice/practice_network.py`
"""

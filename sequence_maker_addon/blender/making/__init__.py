"""Strips of any kind: made anew, connected, and brought to their places.

capturing: All that is needed to make strips anew, as plain data
connecting: Connecting strips with each other, as Blender does with a movie's picture and sound
connection_memory: Connections of strips, read from Blender's memory: 4.4 to 5.1 tell them to nobody
connections: Which strips are connected, such as the picture and the sound of one movie
kinds: A bare strip of each kind: what Blender needs to make it, taken of a strip and used
lifting: Effects of others out of the way while their inputs move
making: Strips made of plain data
parking: Many strips of any kind brought to other places at once, whatever lies in their way
placing: Putting strips of any kind somewhere without one ending up on another channel
"""

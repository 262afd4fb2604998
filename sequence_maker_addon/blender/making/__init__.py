"""Strips of any kind made anew, and connected.

connecting: Connecting strips with each other, as Blender does with the picture and the sound of a movie
connection_memory: Connections of strips, read from Blender's memory: 4.4 to 5.1 tell them to nobody
connections: Which strips are connected, such as the picture and the sound of one movie
kinds: A bare strip of each kind: what Blender needs to make it
making: Strips made of plain data, and what is needed for it taken of them
"""

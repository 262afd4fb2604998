"""The only part that knows Blender: strips, playback, properties, operators and panels."""

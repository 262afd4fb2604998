"""What a turn may reach, made of a scene.

sessions: The world of a scene as the tools see it
states: Clips, our markers and beats as plain data: `music.port.StatesPort` on a scene
"""

"""Pure Python: segments, timelines, planning, tools' registry, session and conversation."""

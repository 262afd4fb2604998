"""The conversation with the model: one request, its stream, and the thread it runs in."""

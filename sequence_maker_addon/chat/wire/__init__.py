"""Bytes and HTTP: from a request to the events of its answer.

accumulator: Makes one assistant message of the chunks of a streamed reply
addresses: Addresses of servers: what belongs in them, and what is near
bounded: How much of an answer is read: error pages and lists end where they would flood
client: One conversation partner over HTTP: the only file that knows the openai package
endpoint: Where the model answers: address, model name and key, checked before anything is sent
events: What a request tells while it runs: deltas, then exactly one `Finished` or `Failed`
fragments: Joins the pieces of a streamed message that this package does not know by name
probe: Does the endpoint work, and if not, what exactly is wrong? One sentence either way
proxy: The HTTP proxy of the system, as the user or the company has set it
redaction: Keeps the secrets out of what a server says, should it say them back
reply: Reads the body of a streamed reply: bytes in, deltas out
request: One request with its retries, from sending to the last event
sockets: Ends blocked network calls from another thread
sse: Server-sent events from bytes that may be cut anywhere
stopwatch: Stopwatch of one request
told_windows: The context window of a model, where a server's own lists tell it
tool_calls: Puts tool calls together from fragments, whatever the provider leaves out of them
"""

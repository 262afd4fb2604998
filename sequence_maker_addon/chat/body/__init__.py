"""The body of a request, as one model at one server takes it.

complaints: What a refused request tells of the server, so that it is sent otherwise next time
learned: What was learned of each model at each server, kept over sessions
nesting: How deep a JSON value is nested
plain_schemas: Functions in the plainest schema, for servers that refuse words of it
request_parameters: The optional parameters
thinking_parts: Thinking in pieces, put together so that it can be sent back whole
wire_form: The history in the form that strict servers take, built when it is sent
"""

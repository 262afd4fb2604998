"""What a request is made of besides the talk, as far as the model's window holds it.

offered: What a model is offered: the functions of use here, in a form that its window holds
pointed: What the person points at, and what of it goes along
quoted_chat: The turns that a file brought, as one block of quoted data
state_rows: The rows of the state: every channel with its strips of any kind, in time's order
state: The state of the timelines within a number of tokens
tokens: How many tokens a text takes, without a model's own table
untrusted: The one door for text that others wrote: it goes out as plain data
windows: The context window of a model, and what is learned of it while talking
short_schema: Shorter forms of a tool's schema, for models with a small context window
"""

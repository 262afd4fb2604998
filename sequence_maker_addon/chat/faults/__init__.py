"""What went wrong with a request, read once out of whatever a server or the network said.

fault: One thing that went wrong, and the errors that carry one
fault_reader: From a status and a body, or an error within the stream, to a fault
fault_words: The words by which servers tell what is wrong, one table for each meaning
keylike: Tells what looks like an API key, as a person may paste it into a wrong field
networking: From an exception of the client library or the network to a fault
redactor: Takes secrets out of texts: whole, in parts, and in the forms in which they may come ...
spoken: What an error body says, from dictionary, list, text or web page
token_counts: The window and the size of a request, where an error names them
unescaped: A text with its escapes read, those of JSON, addresses and web pages, and the way back
waits: How long a server asks to wait, in whichever way it says so
"""

"""What went wrong with a request, read once out of whatever a server or the network said.

fault: One thing that went wrong, and the errors that carry one
fault_reader: From a status and a body, or an error within the stream, to a fault
fault_words: The words by which servers tell what is wrong, one table for each meaning
networking: From an exception of the client library or the network to a fault
spoken: What an error body says, from dictionary, list, text or web page
token_counts: The window and the size of a request, where an error names them
waits: How long a server asks to wait, in whichever way it says so
"""

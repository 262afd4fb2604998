"""Another language is read as the plain English that it stands for.

asides: Clauses that only give a reason or are polite; a request with one is not certain
beside: What stands beside a piece of a request
cut_pieces: A request is cut into pieces, each with the English that it is read as
joining: Pieces that only together are the English for them: what is pointed at, lengths, channels
language_of: Which language a request is written in, by its words
offers: Answers that a question offers, in the words of the request
pieces: A piece of a request and the English that it is read as
said_titles: Words of a title or a marker's name without quotes become a quotation
senses: Small words whose sense hangs on what stands beside them
spelled_numbers: Numbers, ordinals and parts of one, in words and with a decimal comma
english_words: The words of a request become English ones, in which it then is read
"""

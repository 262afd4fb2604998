"""A text as entities and words: channels, colors, times, references, and what is left.

channel_words: Channels among tokens: `channel 2`, `channels 1 to 3`, `ball two`, `all the balls`
clause: One part of a request as a frame sees it: what was used, and what is left
color_words: Colors among tokens: CSS names also of two words, hex, rgb, and what people say
describing: Descriptions such as `the green one` and `all blue segments` become references
facts: What is known of the scene when a request is read: plain data
frame: What a frame is: words that it honors, a reader, and examples that tests hold it to
grouping: Small words join the amounts and numbers beside them to starts, ends, spans and lengths
instants: Points in time at a place among items, pairs of them, and how far something is shifted
items: What a text holds once it is lexed: entities of a kind, and words with what they do
lexer: A text becomes items: entities of the scene and of the functions' types, and known words
names: The names of the scene, found among tokens: channels, strips, sections of the song
number_words: Numbers and amounts of time at a place among tokens
places: Which channels a part of a request is about
plain_call: A call as a model would make it
reference_words: What requests point at: `segment 4`, `the last one`, `every second beat`
time_spans: Where on the timeline: start and end of what a part of a request is about
targets: Which segments a part of a request points at
text_tokens: A text cut into words, numbers and signs
"""

"""What an earlier turn did, done again elsewhere: by sections and beats, on other channels.

carrying_out: Calls made again at other places: tried on a copy, asked about once, then all or ...
earlier_turns: Earlier turns as functions know of them: what they wrote, and what can be done again
other_places: Where it is done again: sections, also by their order, ranges and times
recipe_making: What a turn did as the calls of a recipe, which any song can have
recipe_places: The calls of a recipe told for the song that is here
recipe_rows: The arguments of a call as a recipe has them: portable to any song, or refused
repeat_turn: The function that does it
retold_calls: Calls told for another place: times by the music, channels in order, ids of copies
retold_rules: Rules that say which strips are meant, such as `all images on channel 3`, told for ...
retold_values: Channels and times of arguments, as they are named and as they are elsewhere
"""

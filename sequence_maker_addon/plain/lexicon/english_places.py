"""English idioms of times, channels and orders, by the words in which the frames know them."""

PLACES = {
    "until": (
        "till about|up till|up until|all the way until|all the way to|all the way till|up to|"
        "so it lasts until|so it lasts to|lasts until|lasts to|last until|last till|lasts till|"
        "keep going until|keeps going until|go on to|go on until|goes on to|goes on until|"
        "carry on to|carry on until|carries on to|carries on until|runs until|runs to|"
        "finishing at|finishing on|ending on|stopping at|done by|over by|gone by|ready by|"
        "concluding at|terminating at|through until|right up to|right through to|out to|"
        "upper bound|upper limit|until oh|until zero hundred|leave it on until|"
        "keep it on until|hold it until|leave it until|hold it through|keep it until|"
        "leave it there until|keep it lit until|hold that until|leave it on till|keep it till|"
        "hold it till|hold it through to"
    ),
    "from": (
        "beginning from|starting from|commencing at|commencing from|commencing|kicking off at|"
        "kicking in at|kicks in at|kicks off at|coming in at|comes in at|come in at|onset at|"
        "as of|effective|launching at|entering at|enters at|opens at|opening at|starting on|"
        "head at|first frame at|lower bound|lower limit|startin at|startin|from oh|"
        "from zero hundred"
    ),
    "after": (
        "beyond|right of|to the right of|past the|following the|post|upwards of|"
        "from then on after|whatever lies beyond|whatever is after|all what is after|"
        "what is after|what's after|whatever comes after|everything that comes after|"
        "whatever is past|whatever's past"
    ),
    "before": (
        "prior to|ahead of|left of|to the left of|preceding|in front of|whatever is before|"
        "whatever's before|what is before|what comes before"
    ),
    "everything": (
        "whatever is|whatever's|whatever lies|what is there|all there is|all that is|"
        "all that's|all segments|all the segments|every segment|each segment|all strips|"
        "every strip|all clips|every clip|the lot|every last thing|every last bit|"
        "literally everything|absolutely everything|all the lights|all lights|all content|"
        "all the content|all contents|the whole assembly|the whole lot|every single segment|"
        "every single thing|all the stuff|all colors|all colours|all the colors"
    ),
    "on all channels": (
        "every track|all tracks|all of the tracks|tracks everywhere|on all the tracks|"
        "in all channels|from all channels|off all channels|off every channel|"
        "from every channel|from all tracks|off all tracks|on every channel|on the timelines|"
        "every channel's|anywhere|everywhere|on all timelines|from all timelines|"
        "all four channels|every last channel"
    ),
    "double the tempo": (
        "two times slow|two times too slow|twice too slow|half what it should be|double it up|"
        "double the beat|double bpm|double tempo"
    ),
    "halve the tempo": (
        "twice too fast|two times too fast|double what it should be|half bpm|halve bpm|"
        "halve the beats|half the beats"
    ),
    "seconds": "secs|seconds worth|secondes|sekunden|ticks of the clock",
    "instead of": "rather than|in place of|in lieu of",
    "together": "as one|in concert|in lockstep|side by side|in unison|all as one",
    "one after the other": (
        "one beat one ball|ball after ball|light after light|one beat each|lamp by lamp|"
        "prop by prop|chase effect|chaser|knight rider|one after another|run through|"
        "runs through|run thru|step through|steps through|walk through|walks through|"
        "move through|moves through|moving on with|moving on|jump from ball to ball|"
        "jumping from ball to ball|in succession|round and round|take it in turns|take turns|"
        "in turns|in a row|pass it along|passing along|handing it on|travelling|"
        "sequential chase|relay|follow each other|following each other|from one to the next|"
        "ball by ball|channel by channel|like a wave|mexican wave|running light|ripple|"
        "rippling|domino|hop from one to the next|hopping from one to the next|"
        "go from one to the next|jump from one to the next|pass from one to the next|"
        "wander from one to the next"
    ),
    "there and back": (
        "to and fro|go and return|go and come back|forwards and backwards|forward and back|"
        "up and down|back and forth|yo-yo|yoyo|pendulum|ping ponging|ping-pong|pingpong|"
        "forth and back"
    ),
    "alternate": (
        "odd even|odd-even|swap sides|swapping sides|trade places|trading places|trade off|"
        "trading off|alternating|by turns|turn about|flip flop|flip-flop|toggle|toggling|"
        "ping pong between|trade|a b style|a/b"
    ),
    "first": "initial|very first",
    "the start": (
        "the in point|in point|the in|the in-point|the front edge|the left edge|the lead-in"
    ),
    "the end": (
        "the out point|out point|the out|the out-point|the back edge|the right edge|the tail|"
        "its tail|the out edge|tail"
    ),
    "channel": "canal|chanel|chnl|cahnnel|chanell|tl|lane number|fixture number|slot number",
    "channels": "canals|chanels",
    "segment": "seg|segmento|blok|lump|look|state",
    "starting at": (
        "first one at|the first at|first at|first one from|the first one at|t0|t 0|start t"
    ),
    "end at": (
        "should go out at|goes out at|go out at|out time now|drop out at|drops out at|"
        "cut off at|cuts off at|shouldn't last past|shouldnt last past|should not last past|"
        "not last past|close it at|closes at|close at|cease at|be over at|be done at|"
        "is over at|must be over at|off at|time out|complete at|full at|full by|stop it at|"
        "should stop at|should not go past|shouldn't go past|not go past|should be over at|"
        "be finished at|done at|finish it at|wrap at|wraps at|dies at|should die at|"
        "until exactly|out at|out on|truncate at|truncate it at|trim the tail to|runs out at|"
        "ends up at|stop by"
    ),
    "start at": (
        "open it at|should hit at|come on at|comes on at|on at|goes on at|in on|time in|"
        "bring it in at|bring in at|should come at|should come in at|must come at|kick in at|"
        "it begins at|it begins from|it begins to|it starts at|beginning on|go at|hit it at|"
        "appear at|appears at|should appear at|enter on|lights up at|light up at|fires at|"
        "beginning at|start on|hits at|onset|first in at|in at|counts from|count begins at|"
        "commence at"
    ),
    "end": "finish time|out time|stop time|end time|off time|right boundary",
    "start": "start time|in time|begin time|on time|left boundary",
    "each": (
        "one color is|one colour is|each color is|each colour is|each one is|each cell is|"
        "each lasting|each being|each will be|each of them|each for|each takes|a shot|a turn|"
        "per shot|per cell|per block|per one|to each|each one lasts|each color lasts|"
        "each lasts"
    ),
    "second": "seconde|secound|secong|sec'",
    "the playhead": (
        "the pointer|pointer|the cursor line|the time cursor|the red line|the play line|"
        "the play position|play position|the timeline cursor|the transport|the needle|the cti|"
        "cti|that little line|wherever the playhead is|where the playhead is now|"
        "where i've got the playhead|where i have the playhead|wherever the cursor is|the line"
    ),
    "for": (
        "over the course of|across|in the course of|over a period of|for about|for around|"
        "for exactly|for precisely|for like|for only|for just|duration|which takes|that takes|"
        "takes|taking|it lasts|and lasts|leave it on for|leave it for|leave it lit for|"
        "leave on for|keep it on for|keep it for|hold it for|keep it lit for|stay on for|"
        "stays on for|hold that for|keep that for|and leave it on for"
    ),
    "then": (
        "after that|after this|afterwards|next up|followed by|to finish|lastly|last of all|"
        "after which|thereafter|and afterwards|subsequently|and after that|and next"
    ),
    "on the word": (
        "whenever the word|when the word|each time the word|every time the word|when they sing|"
        "whenever they sing|when the voice says|when the singer sings|"
        "whenever the singer sings|where singer is telling|when the voice sings|"
        "when the lyrics say|whenever the lyrics say|just when they sing|only when they sing|"
        "when she sings|when he sings|each time they sing|every time they sing|when they say|"
        "whenever they say"
    ),
    "on channel": (
        "on number|on no|on slot|on fixture|on output|on universe|on port|on dmx|on address|"
        "on circuit"
    ),
    "at": "at oh|at zero hundred",
    "to": "to oh|to zero hundred",
    "and": "as well as|along with|together with|plus also",
    "the song ends": (
        "the song gets over|song gets over|song's out|the song is out|song is done|"
        "the very last note|the last note|the song dies|the tune is over|song out|"
        "the last moment of the song|the song's last moment|the song last moment|the song over|"
        "music is over|the track is done|the end of the music bed|the music ends|"
        "the music runs out"
    ),
}
"""What is said, by how the frames know it; phrases by `|`."""

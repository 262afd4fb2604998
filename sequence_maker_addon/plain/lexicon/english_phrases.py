"""English turns of phrase of several words that mean one thing."""

PHRASES = {
    "keep_length": (
        "with the same length|same length|the same length|keep the length|keep its length|"
        "same duration|keep the duration|keep it as long|same in and out|"
        "duration unchanged|length unchanged|same length mind"
    ),
    "through": "throughout",
    "song_end": (
        "the track ends|the song ends|the music ends|track ends|song ends|"
        "the song is over|the track is over|the music stops|the song finishes|"
        "the song's end|the track over|the song over|song end|song's over"
    ),
    "back": "go back|skip back|jump back|wind back|move back|step back|rewind by",
    "filler": (
        "i would like you to|i would like to|i would like|i'd like you to|i'd like to|"
        "i'd like|i want you to|i want to|i want|i need you to|i need to|i need|can you|"
        "could you|would you|will you|can we|could we|shall we|let us|would you mind|"
        "do you mind|if you please|if you can|if you could|if you would|if possible|"
        "if that's possible|if that's ok|if that's okay|if you don't mind|"
        "if it's not too much trouble|when you can|when you get a chance|"
        "when you have a moment|if you get a chance|for me|for us|thank you|"
        "thank you so much|thanks a lot|many thanks|much appreciated|good morning|"
        "good evening|good afternoon|hi there|hello there|hey there|as well|a little bit|"
        "hold on|hang on|one more thing|i want to start over|we want to start over|"
        "i think|that's enough|that is enough|ok that's enough|for a sec|for a second|"
        "for a moment|for a bit|for now|a moment|a second|just a moment|would be great|"
        "would be nice|would be lovely|that would be great|that'd be great|"
        "it would be great|would be cool|if we could|all right|at all|in total|"
        "there we go|here we go|of course|by the way|you know|i mean|go ahead and|"
        "go ahead|be so kind as to|be so kind|so kind|in there|over there|right there|"
        "up there|right away|straight away|at once|i was wondering if you could|"
        "i wonder if you could|i was hoping you could|is it possible to|"
        "would it be possible to|be able to|to be|make sure|no problem|sorry|excuse me|"
        "to start with|first of all|first off|once more please|as usual|so that|so it|"
        "in color|in colour|the color|the colour|of color|of colour|need to be|"
        "needs to be|ought to be|has to be|have to be|should be|must be|supposed to be|"
        "do me a favor|do me a favour|no rush|my friend|on the timeline|in the timeline|"
        "in the sequencer|i reckon|for the audience|feel free to|how about|what about|"
        "leave the rest|leave the rest alone|leave everything else|"
        "leave everything else alone|keep the rest|the rest stays|rest stays|"
        "rest stays put|nothing else|same color|same colour|same thing|it is|for only|"
        "right from|go on|sorry to trouble you|each other|as you like|would you kindly|"
        "there's a dear|good sir|on the double|my dear|at your convenience|"
        "when you're ready|if you will|i'd be grateful|i would be grateful|"
        "if that is all right|if it is not too much trouble|if it isn't too much trouble|"
        "so to speak|not a big deal|no worries|just like that|once you're done|"
        "the light of|light of|the light on|the lights on|light on|the look of|"
        "to the beat please|as follows|in this order|pure|true|one of them|"
        "i'd love|we'd love|i would love|let me get|exactly over|at most|from there|"
        "starting position|the colors|the colours|in order|four on the floor|at the moment"
    ),
    "clear": (
        "start from scratch|from scratch|start over|clean out|clear out|clear off|"
        "wipe off|wipe out|empty out|clean up|get rid of|take off|remove it all|"
        "delete it all|start afresh|clear away|strip out|take out"
    ),
    "scratch": ("from scratch"),
    "delete": (
        "get rid of|take away|take out|throw away|throw out|throw off|do away with|"
        "rip out|i don't want|i do not want|don't need|no longer need|no longer want|"
        "we don't want|we don't need|i don't need|we no longer need|i no longer need|"
        "i no longer want|take off|cut out"
    ),
    "unwanted": ("any more|anymore|any longer"),
    "add": ("drop in|throw in|put in|pop in|stick in|lay down|put down"),
    "play": (
        "hit play|press play|let's hear it|let's hear|let's go|let it play|let it run|"
        "start playing|start playback|start the playback|hit it|roll it|play it|carry on|"
        "keep going|play on|let me hear it|let me hear|let me listen|from the top|"
        "i want to hear it|i want to hear|i wanna hear it|fire it up|kick it off|kick off|"
        "start it up|set it off|get it going|give it a play|give it a listen|back on|let her rip|"
        "i want to see it|fire up"
    ),
    "hear": (
        "i want to hear it|i want to hear|let's hear it|let's hear|let me hear it|"
        "let me hear|let me listen|hear it|listen to it|listen to|play it|i wanna hear it"
    ),
    "pause": (
        "hold it|hold it there|pause it|pause it there|hold the playback|hold the music|"
        "hold the song|hold the audio|hold the track|freeze it|stop there|stop for a sec|"
        "stop for a moment|hit pause|press pause"
    ),
    "stop": (
        "shut off|shut it off|shut up|turn it off|turn off|switch off|cut the music|"
        "stop it|stop everything|stop playing|stop playback|kill the music|kill the audio|"
        "kill the sound|hit stop|press stop|end playback|finish playing|end the playback|"
        "stop the playback|stop the show|turn the music off|switch the music off|"
        "shut the music off|turn off the music|set playback to stopped|playback to stopped"
    ),
    "seek": (
        "rewind all the way|all the way back|back to|jump ahead|skip ahead|skip forward|"
        "fast forward|take me|take us|bring me|go back|go forward|get me|wind back|"
        "let's go to|start over from|take it back to|take it to|move on to|scroll to|"
        "go to|jump to|stand by|park at|park the playhead|park me|get back|return to|"
        "back to the"
    ),
    "origin": (
        "rewind all the way|all the way back|rewind it|from the top|the very top|"
        "from the first|from the beginning|from the start|back to one|from scratch|"
        "the sequence start|sequence start|song start|the song start|the song's start|"
        "the start of everything"
    ),
    "undo": (
        "undo the last step|"
        "undo that|undo it|undo this|undo the last|take it back|take that back|"
        "roll it back|roll that back|revert that|put it back|put it back the way it was|"
        "undo the last thing|undo my last|change it back|go back one step|put that back|"
        "undo what you just did|undo the last change|undo your last change|undo last|"
        "revert the last turn|revert the last change"
    ),
    "each": (
        "of each|for each|each of|per color|per colour|a piece|one each|apiece|"
        "per step|per patch|a pop|per cell|per piece|per segment|each one|seconds each|"
        "steps|a go|each in"
    ),
    "onwards": ("onwards|onward|on out|and on|and onwards"),
    "all": (
        "all of|all the|each and every|every single|every channel|all channels|"
        "each channel|all of the channels|every track|all tracks|all timelines|"
        "every timeline|all the channels|all of channels|every channel's"
    ),
    "spread:together": (
        "at the same time|all together|in unison|at once|together|simultaneously|all at once"
    ),
    "spread:chase": (
        "one after the other|one after another|chase|chasing|chases|one by one|"
        "in sequence|in a chase|as a chase|in order|running from ball to ball|"
        "from ball to ball|round robin|successively|one at a time|travel|travels|"
        "travelling|traveling|runs across|run across|chase each other|chasing each other|"
        "chase it|hop from ball to ball|run a chase|pass it along|track to track|"
        "ball to ball|channel to channel|marching|march|chase them|cascade|running|"
        "runs through"
    ),
    "spread:bounce": (
        "there and back|back and forth|bounce|bouncing|bounces|ping pong|forth and back|"
        "bounce across|bounces across"
    ),
    "spread:alternate": (
        "odd and even|alternating channels|in alternation|alternately|left right|in turn|"
        "taking turns|by turns|take turns|turn by turn|alternate between|intercut|"
        "leapfrog|swap back and forth"
    ),
    "band:low": ("low band|bass|low end|low frequencies|the low|lows"),
    "grid:onsets low": (
        "kick|kicks|kick drum|bass drum|bass hits|bass hit|kick hits|bass drum hits|bass drums"
    ),
    "grid:onsets mid": ("snare|snares|snare hit|snare hits|snare drum|claps|clap"),
    "grid:onsets high": ("hat|hats|hi hat|hi hats|hihat|hihats|hi-hats|hi-hat|cymbal|cymbals"),
    "grid:onsets": ("onset|onsets|note onsets|drum hits|attacks|drum hit|transients|transient"),
    "grid:beats": (
        "beat|beats|to the music|with the music|to the song|in time with the music|"
        "on the music|beat synced|beat-synced|in time with the song|in sync with the music|"
        "to the rhythm|with the rhythm|rhythm|beat grid|in time to the music|in time|"
        "on beat|on time|per beat|beat by beat|the beat|nearest beat|closest beat|"
        "nearest beats"
    ),
    "grid:downbeats": (
        "downbeat|downbeats|down beat|down beats|bar|bars|measure|measures|bar line|"
        "bar lines|barline|barlines|beat one|first beat of each bar|"
        "first beat of every bar|the first beat of each bar|the first beat of every bar|"
        "bar start|bar starts|start of every bar|start of each bar|start of a bar|"
        "beginning of each bar|beginning of every bar|beginning of a bar|"
        "first beat of a bar|the one of every bar|the one of each bar|head of each bar|"
        "head of every bar|first beat of the bar|per bar|nearest bar|closest bar"
    ),
    "grid:offbeats": (
        "offbeat|offbeats|off beat|off beats|off-beat|off-beats|backbeat|backbeats|upbeat|upbeats"
    ),
    "grid:sections": (
        "song section|song sections|section of the song|sections of the song|sections|"
        "section change|section changes|song parts|parts of the song|section boundaries|"
        "section starts|part of the song|section start|section boundary"
    ),
    "grid:markers": ("marker|markers"),
    "grid:words": (
        "word|words|lyric|lyrics|sung word|sung words|word of the lyrics|"
        "words of the lyrics|word of the song|words of the song|lyric words|"
        "word in the lyrics|word by word|captions"
    ),
    "shape:flash": ("short flash|short flashes|quick flash|quick flashes|brief flash"),
    "shape:fade_in": ("fade in|fades in|fading in|fade up|fades up|fading up"),
    "shape:fade_out": (
        "fade out|fades out|fading out|fade down|fades down|fading down|die down|"
        "fade away|fades away"
    ),
    "whole": (
        "whole song|entire song|whole track|entire track|the whole thing|whole show|"
        "entire show|whole piece|whole sequence|full song|whole time|start to finish|"
        "from start to finish|beginning to end|from beginning to end|from start to end|"
        "start to end|all the way through|the entire thing|the complete song|"
        "whole timeline|from the start to the end|from the beginning to the end|"
        "all the way to the end from the start|entire sequence|whole tune|entire duration|"
        "the whole way through|throughout the song|throughout the whole song|"
        "throughout the track|the entire time|entire timeline|complete song|whole music|"
        "whole video"
    ),
    "playhead_time": (
        "the playhead|playhead|the cursor|where the playhead is|where i am|right here|"
        "current time|current position|the current time|the current position|"
        "playhead position|this point|here|right now|from now|the playhead position|"
        "where we are|this moment|where i'm at|where the cursor is|the present position|"
        "where it is|where it is now|where i'm parked|where i am now|where i am parked|"
        "the current point|current point|the play head|play head|place of playhead|"
        "this place|where the playhead sits|where the playhead is now|where we are now|"
        "current playhead position|the current playhead position|current playhead|"
        "the current playhead|its current position"
    ),
    "section_edge": ("drop"),
    "set_tempo": ("tempo is|tempo should be|bpm is|set the tempo|the tempo's"),
    "beat_one": (
        "beat one is|bar one is|the one is|beat 1 is|downbeat is|first beat is|beat one|"
        "the first downbeat|first downbeat|beat 1"
    ),
    "half_beat": ("half a beat|by half a beat|half beat"),
    "beats_right": (
        "accept the beats|accept these beats|accept the beat|the beats are right|the beat is right|"
        "the beats are correct|the beats fit|these beats are right|the beats are fine"
    ),
    "beats_wrong": (
        "drop the beats|drop these beats|discard the beats|discard these beats|there is no beat|"
        "there's no beat|it has no beat|the song has no beat|the beats are made up"
    ),
    "twice": (
        "twice as fast|double tempo|double the tempo|double time|double speed|"
        "twice the tempo|double the beats|double the bpm|double that|twice as many beats"
    ),
    "halfway": (
        "half as fast|half tempo|halve the tempo|half time|half the tempo|half speed|"
        "half the speed|half the bpm|halve the bpm"
    ),
    "quieter_by": ("turn down|turn up"),
    "half": (
        "half volume|half the volume|half its volume|half as loud|half of its volume|"
        "to half|by half|down by half|down to half"
    ),
    "quarter_v": (
        "quarter volume|a quarter of its volume|quarter of the volume|a quarter|"
        "a quarter of the volume"
    ),
    "twice_v": ("twice as loud|double the volume|double its volume"),
}
"""Tags and their phrases, by `|`; a tag with a colon says a value, such as `grid:beats`."""

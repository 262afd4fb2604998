"""English idioms of music and playback, by the words in which the frames know them."""

RETOLD = {
    "flash": (
        "strobe light|strobe effect|strobo|stutter|stutters|stuttering|twinkle|twinkles|"
        "twinkling|glitter|spark|sparks|zap on|burst|bursts|stab|stabs|hits of|hit of|pings|"
        "ping|blinking|blinker|shutter|wink|winks|winking|on off|on-off|staccato|glint|pop of|"
        "pops of|flare|flares|jab|jabs|tick|ticks|blast|blasts|flashing light|bang on and off"
    ),
    "pulse": (
        "breathing|breath|swelling|throbs|undulate|undulates|undulating|ebb and flow|pump|"
        "pumps|pumping|surge|surges|surging|wave|waves|heart beat|heartbeats|swell and fade|"
        "beat like a heart|beats like a heart|pulsation|thump|thumps|thumping"
    ),
    "every beat": (
        "with every beat|with each beat|at every beat|at each beat|at all beats|to each beat|"
        "to every beat|each beat|for every beat|for each beat|beat for beat|on all beats|"
        "on all the beats|on each and every beat|every single beat|each single beat|"
        "whenever the beat hits|when the beat hits|when the beat drops|"
        "whenever there is a beat|whenever there's a beat|on the pulse of the music|"
        "on every count|on each count|every count|each count|on every quarter note|"
        "every quarter note|quarter notes|on quarter notes|once per beat|once a beat|"
        "one per beat|one a beat|1 per beat|at the beat|at beats|with the beats|by beats|"
        "by the beat|by beat|in rhythm|in the rhythm|according to the beat|"
        "according to the beats|following the beat|following the beats|synced with the beat"
    ),
    "every bar": (
        "with every bar|with each bar|at every bar|at each bar|each bar|for every bar|"
        "for each bar|on all bars|every single bar|once per bar|once a bar|one per bar|"
        "one a bar|each measure|with each measure|with every measure|at each measure|"
        "at every measure|at every measure start|every measure start|on the one|"
        "at the top of every bar|at the top of each bar|on the first of every bar|by bars|"
        "by the bar|by bar|at bar lines|on bar lines|on the downbeats|at the downbeats|"
        "on each downbeat|at each downbeat|each downbeat|on all downbeats|on strong beats|"
        "on the strong beats|on every strong beat|on the count of one|on count one|on count 1"
    ),
    "every offbeat": (
        "in between the beats|between the beats|between beats|on the and|on the ands|"
        "off the beat|on the upbeat"
    ),
    "on the kick": (
        "when the bass drum hits|when bass drum hits|when the kick hits|when kick hits|"
        "whenever the kick hits|when the bass hits|whenever the bass hits|when bass hits|"
        "on each kick|every kick|with each kick|with every kick|with the kick|on the kicks|"
        "each time the kick hits|every time the kick hits|every time the bass hits|"
        "on the thump|on the low drum|on each bass hit|every bass hit|on each bass drum hit|"
        "every bass drum hit|each bass drum hit|every bass drum|each bass drum|"
        "on bass drum hits|on the boom|on the booms|bd"
    ),
    "on the snare": (
        "when the snare hits|when snare hits|whenever the snare hits|on each snare|every snare|"
        "with each snare|with every snare|with the snare|on the snares|"
        "every time the snare hits|each time the snare hits|on each snare hit|every snare hit|"
        "every clap|on each clap|on the claps|sd"
    ),
    "on the hi hat": (
        "with the hihat|with the hats|with the hi hats|every hihat|every hi hat|each hihat|"
        "each hi hat|on each hihat|on each hi hat|on every hat|every hat|each hat|"
        "on the cymbals|when the hihat plays"
    ),
    "on the sections": (
        "each time the section changes|every time the section changes|"
        "whenever the section changes|when the section changes|at every section|"
        "at each section|on every section|each section|every section|with each section|"
        "with every section|per section|at section changes|at the section changes|"
        "at every section change|at each section change|each part of the song|"
        "every part of the song|with every new section|at each new section|by section"
    ),
    "on every word": (
        "each word|every single word|with each word|with every word|at each word|at every word|"
        "for each word|for every word|per word|one per word|each time a word is sung|"
        "every time a word is sung|whenever a word is sung|all words|all the words|"
        "all the lyrics|each lyric|every lyric|each sung word|with the lyrics|to the lyrics|"
        "follow the lyrics|following the lyrics|word-synchronous|word synchronous|word by word|"
        "as they are sung|as it is sung"
    ),
    "every second beat": (
        "every 2nd beat|every other beat|each second beat|alternate beats|on alternate beats|"
        "every two beats|every 2 beats|half notes|on half notes"
    ),
    "every second bar": (
        "every 2nd bar|every other bar|each second bar|alternate bars|on alternate bars|"
        "every two bars|every 2 bars"
    ),
    "go to": (
        "scrub to|playhead to|cursor to|put me at|put us at|drop me at|set me at|place me at|"
        "bring us to|bring me to|get us to|get me to|head over to|head to|move over to|"
        "position at|position playhead at|cue up|cue to|cue at|return cursor in|return to|"
        "return playhead to|back up to|park on|park it at|park it on|hop over to|hop to|fly to|"
        "spool to|wind to|wind on to|teleport to|let me see|show me|show us|playhead at|"
        "playhead on|cursor at|cursor on|stand at|land on|land at|rewind to|"
        "park the playhead on|park the playhead at|park playhead at|locate to|shuttle to|"
        "zip to|zoom to|take the playhead to|send the playhead to|bring the playhead to|"
        "put the playhead at|put the playhead on|put playhead at|put playhead on|put cursor at|"
        "put the cursor at|put the cursor on|let's look at|position yourself at|go over to|"
        "go back to"
    ),
    "go to the start": (
        "back to zero|to zero|back to one|rewind to the head|rewind to the top|to the head|"
        "back to the head|return to start|return to beginning|return to the start|"
        "rewind to start|back to start|back to the top|go to the top|go to top|to the top|"
        "in beginning|to beginning|to start|first position|return to zero|go to zero"
    ),
    "play": (
        "run the slideshow|run the movie|run the film|start reading|turn the sound on|"
        "make it go|set it playing|make the song play|begin the song|begin the music|"
        "play the thing|play that thing|turn on music|turn on the music|turn on the song|"
        "turn the music on|switch on the music|start music|start the music|start the song|"
        "start song|start the track|start the show|begin playback|initiate playback|audition|"
        "give it a spin|give it a whirl|spin it|let it rip|let it roll|let me watch|"
        "let us watch|show it to me|hit the play button|press the play button|push play|"
        "push the play button|tap play|start playback|begin playing|get it playing|"
        "get the music playing|run the show|run the song|run the track|run it|roll the tape|"
        "roll tape|roll film|roll playback|get rolling|give me a playback|playback please|"
        "playback now|put the music on|put the song on|put the tune on|put music on|music on|"
        "launch|make it play|make the music play|do a playback|let me hear the song|crank it|"
        "blast it|start it playing|start it rolling|set it going|set it running|set it rolling|"
        "play back|playing it|drop the beat|get the show going|let the show run|"
        "let me see the show|let me see the song|let me see it|let me see the whole|"
        "let me see the whole thing|let me watch it|let me watch the show|show me the show|"
        "i want to see the show|i want to watch|from the top again"
    ),
    "pause": (
        "put in pause|put in a pause|halt it there|hold please|hold up|just hold|pause there|"
        "stop for a while|stop a moment|wait there|hang on there|hold for a moment|"
        "take a pause|make a pause|make pause|put pause|do pause|hold the transport|"
        "hold on that frame|freeze frame|freeze there|hold it right there|stop for a second|"
        "stop for a minute|stop it for a second|take a break|take five|pause it for a sec|"
        "pause a sec|pause a second|pause a moment|pause a minute|pause it a minute|"
        "pause it a sec|pause it a second|pause it a moment|pause for a sec|pause for a second|"
        "pause for a minute|pause for a moment|hit the pause button|press the pause button|"
        "hit the brakes|put it on pause|put the music on pause|put the song on pause|on pause|"
        "put on hold|put it on hold|hold the show|hold the video|hold everything|"
        "hold right there|pausing|paws|hold it please"
    ),
    "stop": (
        "stop running|quit playing|stop it now|cut the playback|cut playback|cut the audio|"
        "cut the song|cut the track|kill playback|kill the playback|kill the song|"
        "kill the track|halt the music|halt playback|halt the playback|stop the track|"
        "stop the tune|shut down the music|make it stop|make the music stop|bring it to a stop|"
        "bring to a stop|bring the music to a stop|hit the stop button|press the stop button|"
        "stop button|end the music|end the song|end the show|all stop|stop the tape|"
        "that's a wrap"
    ),
    "the volume of the song": (
        "the sound volume|sound volume|song loudness|the sound level|sound level|the sound|"
        "sound|song volume|music volume|the song volume|the music volume|track volume|"
        "audio volume|the track volume|the audio volume|volume of music|volume of the music|"
        "volume of the track|volume of the audio|volume of the sound|the gain of the song|"
        "gain of the song|song's volume|the song's volume|song gain|the song's gain|song level|"
        "music level|level of the song|level of the music|the level of the music|"
        "the level of the song|loudness of the song|the music's volume|how loud the song is|"
        "how loud the music is|turn the music down|turn the song down|turn down the music|"
        "turn down the song|bring the music down|bring the song down|lower the music|"
        "lower the song|raise the music|music down|song down|music way down|song way down|"
        "track down|turn the track down|pull the music down|pull the song down"
    ),
    "set the volume of the song to half": (
        "music to half|song to half|track to half|halve the volume|cut the volume in half|"
        "cut the music in half|halve the music|halve the song|half the music|half the song"
    ),
    "volume": (
        "reduce|low|lower|raise|increase|decrease|bring down|knock down|boost|amplify|"
        "turn down|turn up|cut down|duck|duck down|crank|crank up|turn it down|"
        "lower the volume|turn the volume|drop the volume|raise the volume|attenuate|soften|"
        "loudness"
    ),
    "add markers": (
        "put marks|put a marker|drop a marker|drop markers|flag up|annotate|bookmark|bookmarks|"
        "set marks|marks|draw markers|place marks|locators|cue points|hit points|add locators|"
        "set cue points"
    ),
    "add markers on the sections": (
        "section markers|markers on the section changes|sections markers"
    ),
    "to the beats": "to the grid|on the grid|to the beat grid|onto the grid",
    "ahead": "ahead of where we are|ahead of where i am|ahead of here|ahead of the playhead",
    "lasting": (
        "dur|lasting for|duration of|with a duration of|of duration|length of|a length of|"
        "total width|width"
    ),
    "trim": "truncate|truncates|truncated|curtail|abridge|chop off",
    "black": "darkness|pitch black|pitch dark",
    "play from": "read from|once more from|one more time from",
}
"""What is said, by how the frames know it; phrases by `|`."""

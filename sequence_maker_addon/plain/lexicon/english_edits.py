"""English idioms of edits, by the words in which the frames know them."""

EDITS = {
    "clear": (
        "be cleared|be wiped|should be clear|is not necessary|not necessary|"
        "no longer necessary|be nothing on|strip bare|clean off|wipe off|no more light on|"
        "no more lights on|turn off channel|keep clear|have nothing on|has nothing on|"
        "gets nothing|hoover up|hoover|hoover out|blank out|black out|blackout|blacked out|"
        "wipe down|wipe away|wipe clean|goes dark|go dark|going dark|gone dark|goes black|"
        "go black|turn dark|turns dark|stay dark|stays dark|be dark|kept dark|keep dark|"
        "kill the light on|kill the lights on|kill the lights|no light on|no lights on|"
        "no light|no lights|nothing on|nothing lit on|nothing should be lit on|"
        "nothing should be on|carry no light|take the light out|take the lights out|darken|"
        "darkened|unlit|vacate|sweep out|sweep clean|dead air on|dead air|unplug|"
        "bin everything on|lights out|lights out on|lights off|light off|go blank|goes blank|"
        "be blank|be empty|be emptied|emptied|is emptied|emptying|clearing out|cleared out|"
        "declutter|tidy up|tidy|tidy away|demolish|annihilate|eradicate|decimate|raze|torch|"
        "mop up|clean slate on|clean slate|reset to nothing|set to nothing|make blank|"
        "make empty|black it out|blank it|be off|be silent|rub out|rub off|rubbed out|flatten|"
        "wiped clean|wiped out|drop out on|drop-out|turn out|turn out the light on|snuff out|"
        "extinguish|douse the light|put out|leave empty|leave blank|leave dark|leave nothing|"
        "switch off channel|cut the light on|cut the lights on|cut light on|empty of light|"
        "zilch on|nada on|nuke|null out|zero out|blank off|kill the brightness on"
    ),
    "delete": (
        "suppress|unalive|nerf out|i do not need|no need for|no need of|have no use for|"
        "no use for|erase out|obliterate|jettison|sack|fire off|can be deleted|can be removed|"
        "should be removed|should be deleted|must be removed|must be deleted|must be erased|"
        "be removed please|it is wrong remove|purge|get shot of|get shut of|get rid of|"
        "has to go|have to go|must go|needs to go|need to go|should go|can go|gotta go|"
        "is to go|to go please|want gone|wants to go|wants removing|be gone|needs removing|"
        "needs deleting|out with|burn it|burn that|axe|snip out|snip|banish|evict|toss out|"
        "toss|bye bye|lift out|pluck out|pull off|pull out|is not needed|not needed|"
        "no longer needed|isn't needed|is not required|not required|on the floor|"
        "goes on the floor|to the bin|in the bin|goes in the bin|into the bin|ripple delete|"
        "be removed|be deleted|be erased|be taken out|take off|strike out|exclude|omit|vanish|"
        "disappear|make disappear|make vanish|make gone|let go of|withdraw|retire|expunge|"
        "liquidate|off with|get that off|get it off|knock out|knock off|knock it off|cull|ax|"
        "scratch out|yank out|zap|86|deleted|binned|scrapped|do without|bid farewell to|"
        "say goodbye to|wave goodbye to|kick out|throw in the bin|take it out|take it away|"
        "get it out|get it out of here|get it outta here|outta here|out please|is a mistake|"
        "was a mistake|clean away|bump off|expel|loose the|loose that|"
        "hits the cutting room floor|hit the cutting room floor|to the cutting room floor|"
        "gone thx|gone please|scratch"
    ),
    "move": (
        "tp|relocate|displace|repatch|repatched|patch over|patch|belongs to|goes on|"
        "put it over|carry to|hand to|give to|reassign|reassigned|switch over|throw over|"
        "bounce over to|cut and paste|paste it into|paste into|shove|shove along|shunt|scooch|"
        "transfer|translate|carry over|hop over|shuffle|bring forward|rehome|migrate|teleport|"
        "budge|send over|send|swing|haul|lug|transplant|transport|hoist|reschedule|realign|"
        "re-time|heave|nudged|pushed|dragged|relocated|transferred|hand over|pass|bump|"
        "copy over"
    ),
    "move later": "postpone|postpones|delay|put off|hold back",
    "move earlier": "prepone|advance the|bring ahead|hurry up",
    "earlier": "to the left|leftwards|left|more early|sooner",
    "later": (
        "to the right|rightwards|more late|later on|down the timeline|down the track|"
        "further along|further on|further back in time|afterward|down the line"
    ),
    "change": (
        "i don't like|i do not like|not happy with|not a fan of|i hate|exchange|turn into|"
        "turns into|make into|re-colour|re-color|redo|rework|revise|redye|dye|swap out|"
        "swap over|flip|transform|tweak|amend|reprogram|restyle|rename|overwrite"
    ),
    "fade from": "take from|gradual from|change gradually from",
    "fade to": (
        "diing to|diing into|diing towards|diing down to|diing up to|diing slowly to|"
        "diing gently to|diing softly to|becoming|up to full|gradually to|slowly to|"
        "smoothly to|tailing to|tailing off to|blossoming into|washing into|sunset to"
    ),
    "fade": (
        "grad|gradual change|xfade|x-fade|cross fade|cross-fade|crossfaded|cross dissolve|"
        "tween|easing|ease|segue|graduate|graduated|glide|tail out|tail off|swell|bleed"
    ),
    "fade in": "fade on|fade it up|bring up slowly|come up slowly|rise slowly|swell in|ease in",
    "fade out": (
        "fade off|fade down|ease out|taper off|taper out|go out slowly|die away|dies away|"
        "goes out slowly|ebb away|sink away|dim down|dim out|dims out|peter out|dwindle"
    ),
    "snap": (
        "latch|clip it to|stick to|locked to|lock to|glue to|magnet to|click to|clamp to|hitch|"
        "pin to|line up|lines up|lined up|sit on|sits on|sit exactly on|lands on|"
        "land exactly on|fall on|falls on|fall exactly on|must be exactly on|be exactly on|"
        "hits on|needs to start on|starts on|should start on|begin on|begins on|tighten up to|"
        "tighten to|conform to|true up to"
    ),
    "cut": (
        "carve|carve up|sever|dissect|break up|break|butcher|hack|hack up|make cuts in|"
        "put cuts in|put a cut in|put a cut|make a cut in|edit points in|add edit|"
        "slice and dice|scissor|snip up|partition|segment up"
    ),
    "fit": (
        "fits|fitted|squeeze|squeeze into|squash into|size to|resize to|match to|match|"
        "match up with|run head to tail over|run over|lie over|sit over|conform|span|occupy|"
        "take up|cover exactly|exactly cover|last for|be as long as|as long as"
    ),
    "longer": "more time|extra time",
    "shorter": "less time|briefer",
    "change to": (
        "turned to|turned into|made|switched to|changed to|to become|change on|repainted|"
        "painted over in|recolored to|becomes|become|became|should become|is now|"
        "to be changed to"
    ),
    "to black": (
        "to nothing|to dark|to darkness|to off|into darkness|into nothing|into the dark|"
        "to blackness|into blackness|to the dark|to zero light|to no light"
    ),
    "change the": (
        "i don't like the|i do not like the|i hate the|not happy with the|not a fan of the"
    ),
    "clear everything": (
        "no segments anywhere|nothing anywhere|no light anywhere|no lights anywhere|"
        "reset everything|full reset|factory reset|fresh start|clean sheet|clean list"
    ),
    "keep the length": (
        "duration not change|length not change|length stays|its length stays|"
        "length stays the same|duration stays|duration stays the same|don't change the length|"
        "do not change the length|don't change its length|without changing the length|"
        "without changing length|without changing its length|without altering its length|"
        "without altering the length|same length|same duration|length intact|keep its length|"
        "keep the same length|keeping its length|keeping the length|keep length|keep duration|"
        "it keeps its length|same length as before|length untouched"
    ),
    "from black": (
        "from darkness|from nothing|from dark|from off|out of darkness|out of the dark|"
        "from the dark|up from darkness|from pitch black|out of black|out of nothing"
    ),
    "extend by": (
        "run another|runs another|lasts another|last another|goes on another|stay another|"
        "hold another|go on for another|last for another|keep going for another|"
        "run on for another"
    ),
    "seconds longer": ("more seconds|more secs|extra seconds|seconds more|secs more|seconds extra"),
    "second longer": "more second|extra second|second more|second extra",
    "move it to": (
        "give it to|hand it to|put it over to|swap it over to|pass it to|send it to|"
        "bring it over to|belongs on|belong on|belongs in|should be on|should sit on|"
        "should live on|should really be on|is really for|is meant for|put it over there on|"
        "transfer it to|carry it to|reassign it to|put it on instead"
    ),
}
"""What is said, by how the frames know it; phrases by `|`."""

GRADUAL = (
    "rise climb grow glide drift slide go turn shift bleed move warm cool evolve sweep wander ease "
    "swell flow segue descend pass travel fall brighten melt run come blend morph decay dissolve "
    "ramp sink die trail fade age mellow soften deepen lighten"
)
"""Verbs of a fade, where `from` or `into` stands behind them."""
FORMS = {"go": "goes going", "pass": "passes passing", "run": "runs running", "die": "dies dying"}
"""Forms that are not made by `s` and `ing`."""
MANNERS = "up down slowly gradually smoothly gently softly steadily back over"
"""What may stand between such a verb and its `from`."""

"""Signs of refusal, doubt and correction in English, and how English words are spelled."""

SIGNS = {
    "hard": (
        "not don't dont doesn't doesnt didn't didnt won't wont can't cant cannot "
        "shouldn't shouldnt isn't isnt aren't arent wasn't wasnt wouldn't wouldnt couldn't "
        "couldnt never no "
        "none nothing nor neither nobody nowhere leave leaving avoid refuse ignore hardly barely "
        "ain't dinnae didnae cannae hasn't haven't hadn't weren't mustn't needn't without "
        "untouched unchanged alone"
    ),
    "condition": (
        "if unless whether or either suppose supposing imagine pretend prevent forbid cancel "
        "hypothetically hypothetical theoretically theoretical would've could've should've why "
        "besides except excluding save provided assuming until's otherwise lest once whenever why's"
    ),
    "off_again": (
        "daydreaming spitballing nevermind someday commented forget musing pondering brainstorming"
    ),
    "correction": ("no sorry wait correction scratch oops rather whoops nah nope apologies i-mean"),
    "hesitation": (
        "no wait sorry correction scratch oops rather whoops actually i mean that that's it's make "
        "make it hold on hang um uh er oh well nah nope better should be the a like ah my bad "
        "apologies"
    ),
    "called_off": (
        "do did does doing it that this now then please just so ok okay thing anything at all yet "
        "the a an to any i we you me my let us there here go one get was is be"
    ),
    "firm": (
        "delete remove erase clear wipe empty change move shift extend shorten trim play pause "
        "stop undo modify alter edit touch adjust make add create set put paint flash mute execute "
        "run start begin apply proceed write turn fade color colour light pulse blink"
    ),
    "unsure": (
        "take takes drop drops cut cuts kill strip strike lose clean wash start pull kick lift "
        "chuck pick yank chop clip"
    ),
    "reason": ("because cause cuz since so as while whereas hence"),
}
"""Tags and their words; they count in a second reading alone."""

SPOKEN = (
    "about above across after again along also among anyone apart around asked aside audio awake "
    "basic beach began being below birth blame blank blast blind blood blown board boards boost "
    "bored bound brain brand brass bread break brick bride brief broad broke build built bunch "
    "cable carry catch chain chair chant charm chart cheap check chest chief child china claim "
    "class climb close cloth cloud coach coast could count court cover crack craft crash crazy "
    "cream crime cross crowd crown curve daily dance dealt death delay depth dirty dizzy doing "
    "doubt dozen drama drawn dream dress drink drive drove drums early earth eight elbow empty "
    "enemy enjoy enter entry equal error event every exact extra faint faith false fancy fault "
    "feast fewer field fifth fight final first fixed flame flesh float floor focus force forth "
    "forty found frame frank fresh front fruit funny ghost giant given glass glory going grace "
    "grade grand grant grass grate grave great greet greek grief group grown guard guess guest "
    "guide habit happy harsh hasn't haven heart heavy hello hence hired house human ideal image "
    "index inner input issue joint judge juice knife knock known label labor large laser later "
    "laugh layer learn least leave legal level lever light limit liner local loose lover lower "
    "lucky lunch magic major maker march match maybe mayor means media mercy metal might minor "
    "model money month moral motor mouse mouth movie music naked nerve newer night noise north "
    "novel nurse occur ocean offer often order other ought outer owner paper party patch peace "
    "phase phone photo piano pilot pitch plane plant plate point pound power press price pride "
    "prime print prior prize proof proud prove queen quick quiet quite radio raise range rapid "
    "ratio reach ready refer reply right rival river rough round route royal rural salad sauce "
    "scale scare scene scope score sense serve seven shade shake shall shame shape share sharp "
    "sheet shelf shell shift shiny shirt shock shoes shoot shore short shown sight silly since "
    "sixth skill sleep slice slide slope small smart smell smile smoke snake solid solve sorry "
    "south space spare speak speed spell spend spent spice spike split spoke sport staff stage "
    "stair stake stand stare state steal steam steel steep stick still stock stole stone stood "
    "store storm story strip stuck study stuff style sugar suite super sweet swing table taken "
    "taste teach teeth tempo tends thank theme thing think third those three threw throw thumb "
    "tiger tight timer title toast today token topic total touch tough tower trace trade trail "
    "train trash treat trend trial tribe trick tried troop truck truly trust truth twice uncle "
    "under union unite unity upper upset urban usage usual valid value video visit vital vocal "
    "voice waste watch water wedge weigh weird whale wheel where which whole whose woman world "
    "worry worse worst worth would wound wrist write wrong wrote yield young youth reading "
    "section sections singer singers reason season lesson recording second flashy clearly paints "
    "playful player layers mister faster master poster greens greener blacks whites moved mover "
    "remote removal plays places planet pleasant painter fiddle middle riddle puddle between "
    "dancers dancer chancel changer bounce stripe stripes stripy pulled pushed purpose people "
    "string strong strange station market marked maker makers matching catches cleared cleaner "
    "brought bright fright flight slight plight delight marker started starter stopped stoppage"
)
"""Words that are spelled as they should be, though one letter makes a known one of them."""

SPELLED = (
    "channel channels timeline timelines track tracks segment segments strip strips block blocks "
    "second seconds minute minutes between until every beats downbeat downbeats marker markers "
    "section chorus delete remove remove erase clear clears change changes move shift stretch "
    "extend shorten trim flash flashes blink strobe pulse pulses fades fading crossfade pause "
    "resume start starting begin beginning ending volume tempo playhead movie photo "
    "twenty thirty forty fifty third fourth fifth sixth seventh eighth ninth tenth eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen hundred first white black "
    "green yellow purple orange brown violet indigo magenta turquoise crimson silver maroon "
    "salmon lavender coral amber scarlet olive khaki orchid ivory beige chartreuse aquamarine "
    "tomato chocolate emerald golden burgundy please color colour everything"
)
"""Words that a misspelled word may stand for."""

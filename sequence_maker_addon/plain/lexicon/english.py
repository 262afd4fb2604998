"""What English words do in a request, and the words that only are polite.

A word may have several tags. A frame says which tags it honors; `filler` is honored by all,
`turn` turns the sense of a sentence and is honored only by frames that name it.
"""

WORDS = {
    "set": (
        "make makes making set sets put puts putting give gives giving have has having let get "
        "gets getting got fill fills filling filled paint painted painting light lights lit "
        "lighting color colors colored coloring colour colours coloured colouring run runs "
        "running go goes going show shows showing turn turns turned turning hold holds keep "
        "keeps stay stays do does use want wants wanted need needs needed love like assign "
        "assigned glow glows glowing shine shines shining start starts bring brings become "
        "becomes becoming wash washes bathe drench program switch switches illuminate "
        "illuminates render burn burns appear appears hit hits pop pops wear wears deliver "
        "cover bump throw kick"
    ),
    "add": (
        "add adds added adding create creates created creating insert inserts inserted "
        "inserting place places placed placing stick throw draw lay build drop slap chuck pop "
        "plop generate plonk whack bung sling append enter"
    ),
    "change": (
        "change changes changed changing recolor recolour recolored recoloured modify modified "
        "adjust adjusted edit update swap replace switch tint repaint alter convert correct "
        "retint retime overwrite"
    ),
    "move": (
        "move moves moved moving shift shifts shifted shifting slide slides push pull nudge "
        "drag bring relocate transfer bump delay put reposition scoot displace carry belongs "
        "belong goes retime"
    ),
    "stretch": (
        "stretch stretches stretched extend extends extended lengthen prolong expand grow drag "
        "pull resize run keep hold let make"
    ),
    "shrink": (
        "shorten shortened shrink trim trims trimmed crop reduce resize cut clip tighten make "
        "retime"
    ),
    "delete": (
        "delete deletes deleted deleting remove removes removed removing erase erased kill lose "
        "drop scrap dump ditch trash bin axe zap nix chop strike cut take del rm discard "
        "dispose destroy eliminate clean wipe exterminate obliterate yank gone yeet lift "
        "extract chuck kick pull"
    ),
    "clear": (
        "clear clears cleared clearing wipe wipes wiped empty nuke blank purge flush reset "
        "delete remove erase scrap clean strip kill gone"
    ),
    "play": (
        "play plays playing resume resumes continue unpause go start hear listen run roll "
        "rolling preview watch restart carry proceed initiate begin commence"
    ),
    "pause": ("pause pauses paused freeze hold suspend"),
    "stop": ("stop stops halt cease quit shut kill end cut silence finish terminate"),
    "seek": (
        "jump go seek skip scrub rewind forward hop navigate head scroll leap wind return back "
        "park goto cue locate advance scoot"
    ),
    "flash": (
        "flash flashes flashing flashed blink blinks blinking strobe strobes strobing strobed "
        "flicker flickers flickering blip blips blinky sparkle"
    ),
    "pulse": (
        "pulse pulses pulsing pulsed throb throbs throbbing pulsate pulsates pulsating breathe "
        "breathes breathing heartbeat"
    ),
    "pattern": (
        "pattern patterns sync synced synchronize synchronised synchronized alternate "
        "alternates alternating cycle cycles cycling step steps stepping rhythm rhythmically "
        "follow follows following dance change changes changing switch switches switching "
        "trigger fire fires"
    ),
    "fade": (
        "fade fades faded fading crossfade crossfades crossfading gradient ramp ramps ramping "
        "blend blends blending morph morphs morphing transition transitions transitioning melt "
        "melts dissolve dissolves melting gradation lerp interpolate dissolving sweep"
    ),
    "snap": (
        "snap snaps snapped snapping align aligned quantize quantise quantized lock locked move "
        "shift sync line put nudge pull"
    ),
    "cut": (
        "cut cuts cutting split splits splitting slice slices slicing chop chops razor divide "
        "blade knife"
    ),
    "fit": (
        "fit fits fitted fitting stretch span cover fill last match align trim extend make run"
    ),
    "mute": ("mute muted mutes silence silenced silent unmute"),
    "mark": (
        "mark marks marking marker markers write put add set place drop create make label lay"
    ),
    "beatfix": (
        "correct fix set shift double halve tempo bpm add remove delete make change put is use "
        "treat take place insert"
    ),
    "double": ("double doubled twice"),
    "halve": ("halve halved half"),
    "analyze": ("analyze analyse detect scan"),
    "meter": ("meter metre signature"),
    "in_three": ("waltz"),
    "joins": ("join joins joined merge merges merged combine combined unite"),
    "restore": ("restore"),
    "border": ("border borders boundary boundaries"),
    "part_name": (
        "verse chorus refrain intro outro bridge hook solo breakdown buildup interlude coda "
        "prechorus"
    ),
    "undo": ("undo revert undone rollback"),
    "repeat": ("repeat copy duplicate same again"),
    "segment": (
        "segment segments strip strips block blocks clip clips section bit bits piece pieces "
        "one ones part parts bar chunk chunks bloc blocs fade fades light cue cues patch slot "
        "event stuff colour color thing things entry stretch flash item"
    ),
    "many": (
        "segments strips blocks clips bits pieces ones parts chunks blocs cues patches things "
        "entries items"
    ),
    "channel": (
        "channel channels chan chans ch chs timeline timelines track tracks lane lanes row rows "
        "layer layers chn cha"
    ),
    "prop": ("ball balls prop props lamp lamps light lights club clubs poi fixture fixtures line"),
    "song": (
        "song songs music track tune audio sound show sequence timeline piece recording "
        "soundtrack video film playback audio's"
    ),
    "playhead": ("playhead cursor player scrubber needle"),
    "volume": ("volume loudness level gain loud louder quiet quieter softer vol audio_level"),
    "color_noun": ("color colour colors colours hue shade tint red_value"),
    "time_noun": ("time seconds mark moment point spot timestamp"),
    "edge_start": (
        "start begin begins beginning starts starting started head commencing commence onset"
    ),
    "edge_end": ("end ends ending ended finish finishes finishing finished tail"),
    "start_of": ("start beginning opening front head"),
    "end_of": ("end ending finish close tail"),
    "longer": ("longer"),
    "shorter": ("shorter"),
    "later": ("later late"),
    "earlier": ("earlier sooner early"),
    "long": ("long lasting last lasts duration length worth dur lasted"),
    "each": ("each apiece every"),
    "all": ("all every everything entire whole both each complete entirely completely"),
    "everything": ("everything all anything lot contents content stuff whatever's"),
    "it": ("it that this them those these its"),
    "other": ("other"),
    "same": ("same identical"),
    "again": ("again"),
    "instead": ("instead"),
    "last": ("last final latest"),
    "next": ("next"),
    "previous": ("previous preceding"),
    "metronome": ("metronome click clicks clicking ticking"),
    "only": ("only just solely alone"),
    "but": ("but except excluding besides save without leaving minus"),
    "first": ("first opening initial"),
    "marker": ("marker markers"),
    "beside": ("come comes lag lags behind"),
    "random": ("random randomly"),
    "from": ("from starting beginning begin since"),
    "to": ("to into onto towards toward unto"),
    "until": ("until till til through thru upto"),
    "gradual": (
        "gradually slowly progressively softly gently smoothly linearly evenly steadily slow"
    ),
    "off": ("off"),
    "center": ("centred centered center centre midpoint middle central"),
    "loud": (
        "play plays playing resume resumes continue unpause hear listen playback preview audition"
    ),
    "at": ("at t"),
    "between": ("between"),
    "for": ("for during lasting over"),
    "on": ("on onto in"),
    "of": ("of"),
    "with": ("with"),
    "after": ("after past"),
    "before": ("before"),
    "and": ("and plus n"),
    "then": ("then afterwards next finally also"),
    "by": ("by"),
    "what": ("what which whats what's"),
    "how": ("how how's"),
    "when": ("when when's"),
    "where": ("where wheres where's"),
    "is": ("is are was were be been being am isn there there's"),
    "many_q": ("many"),
    "question": (
        "what which how when where who why whose whats wheres hows does what's where's how's "
        "when's who's"
    ),
    "list": ("list tell show say name describe count summarize report state remind lookup"),
    "approx": ("roughly approximately about exactly currently now"),
    "edges": ("edges ends sides"),
    "both": ("both"),
    "name": ("name named call called label rename title titled"),
    "pixels": ("pixels pixel px leds led"),
    "back": ("back backwards backward rewind minus"),
}
"""Tags and their words; `filler` and `turn` are below."""

THINGS = {"drop": "landmark"}
"""Verbs that are things behind `THE`, and what they do there."""
THE = "the a every each first second third fourth last next beat big"

FILLER = (
    "please pls plz thanks thank thx ta cheers kindly could can may might would will shall "
    "should ought must you u ya yeah yes yep ok okay okey alright right well so hey hi hello yo "
    "dear um uh erm er hmm ah oh like just really actually basically simply quick quickly now i "
    "i'd i'll i'm i've id im we we'd we'll we're we've let's lets let us me my our your their "
    "his her mine ours the a an this that these those it its it's that's there here's is are be "
    "am was been being to of in on for at with by as and then too also up down out over "
    "into there's want wants wanted love need needs needed wish think guess going gonna wanna "
    "gotta go get give got have has had do does did done try help able some bit little nice "
    "nicely lovely great cool good perfect awesome sweet beautiful solid plain full simple new "
    "big small pretty entire entirely totally completely fully all straight exactly precisely "
    "sharp about sort kind mate buddy pal folks guys everyone man dude sir friend assistant "
    "maestro boss team bro duration period time times seconds exact point mark whole while "
    "thing number no. nr per each fine next ready moment tad today tonight tomorrow brand "
    "single show showing sure possible possibly appreciate appreciated grateful happy glad "
    "hoping hope wondering wonder mind would'ya could'ya kinda gently smoothly smooth slowly "
    "slow linear linearly gradually evenly steady steadily constant constantly cleanly "
    "nope afterwards goes runs length long total altogether overall inclusive strictly set "
    "value values wide main regular normal usual style effect effects look looks bright "
    "brightly everywhere asap immediately instantly everyone's proper properly loud lad lass "
    "lads ever sorry apologies eh huh lol haha btw fyi gimme lemme smth etc ie eg i.e. e.g. "
    "called them they he she he's she's they're you're you'd your's yours itself bloody damn "
    "quite very truly respectfully dearest esteemed colleague gratefully pure consecutive "
    "successive respectively consecutively following belongs sits sit whatever's"
)
"""Words that a request may have without meaning anything by them."""

TURN = (
    "not don't dont doesn't doesnt didn't didnt won't wont can't cant cannot shouldn't "
    "shouldnt isn't isnt aren't arent wasn't wouldn't wouldnt couldn't couldnt never no "
    "none nothing nor neither nobody nowhere but except excluding besides without unless if "
    "whether only instead or either rather almost nearly roughly approximately around maybe "
    "perhaps otherwise else than until every last other another again same hypothetically "
    "suppose supposing imagine pretend stop avoid refuse prevent forbid skip leave leaving "
    "ignore forget nevermind cancel hardly barely why who whose what which how when where "
    "would've could've should've had whenever wherever however although though even still "
    "yet already once twice half double triple reverse reversed opposite inverse random "
    "randomly previous former latter before after previously earlier later"
)
"""Words that turn the sense of a sentence: nothing with one that no frame honors is carried out."""

"""Sentences that mention what can be edited and ask for no edit, in many voices; one a line."""

ASKED = """
how do I fade out the music?
how would I fade out the music over 2 s?
how can I split the movie at the playhead?
what does ripple do when I delete a strip?
did the title move?
has the movie been trimmed already?
which strips are muted?
is channel 5 locked?
are all images muted?
who muted the movie?
who locked channel 5?
when did you delete the photo?
why did you move the photo to 5 s?
why is there a crossfade at 12 s?
is it possible to crossfade two photos over 1 second?
can you even fade in a photo over 2 seconds?
would it be possible to add titles someday?
could the movie be split at 12 s without losing the sound?
what happens if I mute the movie?
what happens to the markers when I delete the photo?
does muting a channel mute its sounds?
do markers move when I move the strips?
do you know how to duplicate a strip?
can i undo it if you delete the logo?
will the title still be there after I delete the movie?
was the logo moved 2 seconds later?
did I mute the movie?
did we lock channel 3?
should we mute the movie?
should the movie fade in over 2 seconds?
is the photo at half opacity?
where would you put a marker at 10 s?
how long is a crossfade of 24 frames?
what is the shortcut to split the movie at the playhead?
how do you spell crossfade?
is there a way to lock the photo?
would you fade the movie out over 1 s or 2 s?
what if we deleted the photo?
what if the movie fades in over 2 seconds?
what's the difference between mute and delete?
does anyone know how to close the gaps?
u know how to mute the movie?
can you tell me if the movie is muted
can you tell me how to set the frame range to the end
tell me how to add a marker at 10 s
tell me whether the photo is locked
tell me about the crossfade on channel 20
explain how to trim the movie to end at 30 s
show me how to split the movie at 12 s
remind me how I fade in the music over 2 s
pls how i make title at 3 s ?
How is it I delete the marker "Verse"?
is it me or did the title move to channel 30
anyone deleted the logo?
sorry but where did the photo go, did you delete it?
excuse me, what did you call the marker at 10 s?
May I ask what it means to animate the opacity of Photo?
Would you happen to know whether the soundtrack has been muted?
Was it you who added a marker at 10 s?
have the selected strips been duplicated?
"""

REFUSED = """
don't touch the markers
don't mute the movie, it is fine
please do not delete the title
do not crossfade the clips on channel 20 over 1 second
never lock channel 3
never mind the crossfade
never mind the fade out
nevermind, i'll mute the movie myself
no need to mute the movie
no need to split the movie at 12 s
no need to delete the photo
there is no need to duplicate the logo
you needn't trim the movie to end at 30 s
I don't want to delete the photo
i dont want the movie muted
I do not want a marker at 10 s
I'd rather not delete the title
i would rather you didn't move the photo 2 seconds later
you must not delete the logo
nobody should mute the movie
nobody touches the frame range
nobody is to lock channel 5
leave the markers alone
leave the title where it is
leave the photo at 3 s
keep your hands off the title
hands off the selected strips
stay away from the movie
the movie must not be split at 12 s
the photo is not to be moved 2 seconds later
stop muting the movie
stop deleting my photos
stop adding markers at 10 s
avoid crossfades on channel 20
refrain from muting the movie
refrain from deleting the photo
resist the urge to delete the logo
under no circumstances delete the title
by no means lock channel 5
hold off on muting the movie
hold off deleting the photo until tomorrow
wait with the fade out of the music
wait before you delete the photo
not yet: split the movie at 12 s
no crossfade on channel 20 please
no fade in over 2 s for the music, thanks
no titles please
no more markers at 10 s
without muting the movie, please
careful, don't lock channel 5
beware of deleting the title
i forbid you to delete the movie
it would be wrong to delete the photo
it's too early to mute the movie
forget about the title
forget the crossfade on channel 20 over 1 second
scrap the idea of muting the movie
drop the plan to split the movie at 12 s
cancel the crossfade of 1 second on channel 20
skip the fade in of the music over 2 seconds
ignore what I said about muting the movie
dont u dare delete the logo
please not delete photo, is good photo
No delete! The title stays.
Do not, I repeat, do not lock the photo
I'm not asking you to mute the movie
I didn't ask you to delete the photo
i never said mute the movie
that does not mean you should delete the logo
we decided against muting the movie
we agreed not to split the movie at 12 s
the client vetoed the crossfade on channel 20
Deleting the photo is out of the question.
"""

TOLD = """
I faded it out yesterday
I faded the music out over 2 seconds yesterday
I muted the movie
I already muted the movie
I just deleted the photo
I deleted the photo, thanks
i have deleted the title
I've locked channel 5
I locked channel 5
we locked the photo
we moved the photo 2 seconds later
we have moved the title to channel 30
I split the movie at 12 s
I split the movie at 12 s myself
I trimmed the movie to end at 30 s
yesterday I set the end frame to 30 s
I set the frame range to the end
I added a marker at 10 s
I put a marker at 10 s
I've put a marker at 32 s
she deleted the logo
he muted the movie
they deleted the title
somebody deleted the photo
somebody muted the movie
someone locked channel 5
my son deleted the photo
my assistant duplicated the logo at 20 s
Anna moved the photo to 10 s
you deleted the photo
you muted the movie
you moved the photo 2 seconds later
you have already closed the gaps
you split the movie at 12 s
you were muting the movie
the movie was muted
the movie is muted
the photo was deleted
the photo got deleted
the photo has been deleted
the title has been moved to channel 30
the photo was moved 2 seconds later
the movie was split at 12 s
the logo is locked
the photo is now deleted
channel 5 was locked
channels 1 to 3 are locked now
all sounds are muted
all images are muted
the markers were removed
the markers are gone
the gaps were closed
the music fades in over 2 seconds
the music fades out over 2 seconds
the movie fades in over 1 second
the movie fades in and out over 1 s
the clips crossfade over 1 second on channel 20
Movie and Photo crossfade in 1 s
there is a crossfade of 1 second on channel 20
there is a marker at 10 s
there's a marker called Drop at 32 s
there was a title "Hello" from 3 to 6 s
the frame range ends at 30 s
the end frame was 30 s
the movie was trimmed to end at 30 s
the photo is at 50% opacity
Photo has 50% opacity
the music was at 50% volume
the opacity of Photo is 50%
the text of Title was "Welcome"
I changed the text of Title to "Welcome"
last week we faded in all images over half a second
at first we had a fade in of the music over 2 s
in the old version the movie was muted
in my other project the photo is locked
on monday I muted all sounds
in Premiere I would have split the movie at 12 s
my old editor muted the movie automatically
the tutorial mutes the movie first
the plan says mute the movie
my boss says to delete the photo
she said "delete the photo"
he told me to mute the movie
they asked me to lock channel 5
the director wanted a crossfade on channel 20 over 1 second
the script says: fade in the music over 2 s
"mute the movie" is what he wrote
the button says "close all gaps"
the note reads: delete the marker "Verse"
"""

PLANNED = """
later we will split the movie
later we will split the movie at 12 s
tomorrow I will mute the movie
tomorrow I'll delete the photo
I will delete the photo later
I'll mute the movie later
I'll delete the photo myself
i will do the fade in of the music over 2 s myself
I'm going to mute the movie
I'm going to delete the photo
I am about to delete the title
I'm gonna lock channel 5
I was going to delete the title
I was about to mute the movie
i was gonna split the movie at 12 s
I wanted to delete the photo
I wanted to mute the movie yesterday
I meant to lock channel 5
I might delete the photo
I may mute the movie
maybe I mute the movie
maybe mute the movie
perhaps crossfade the clips on channel 20 over 1 second
perhaps we should delete the photo
we could mute the movie
we could crossfade the clips on channel 20 over 1 second
we could always delete the title
one could split the movie at 12 s
one day I'll move the title to channel 30
next week we mute all sounds
next time mute the movie
next time fade in the music over 2 s
soon the movie will be muted
eventually all images fade in over half a second
in the final version the music fades out over 2 s
some day the photo will be deleted
I plan to mute the movie
i plan on deleting the photo
we plan to add a marker at 10 s
I intend to delete the title
I'm thinking of deleting the photo
I am thinking about muting the movie
thinking of a crossfade on channel 20 over 1 second
thinking about moving the photo 2 seconds later
I'm considering a fade in of the music over 2 s
considering deleting the logo
i wonder if muting the movie helps
wondering whether to delete the photo
I'd like to know how to mute the movie
I would like to know what deleting the photo does
I'd love to learn how to crossfade
I wish the movie was muted
I wish I had muted the movie
i wish the photo would fade in over 2 seconds
I hope you didn't delete the photo
I hope the title moves to channel 30
if the title were longer, I could read it
if the title were longer we would see it
if I mute the movie, will the music go on?
if I deleted the photo, would the gap close?
if only the movie was muted
if only I could fade in the music over 2 s
unless the client calls, mute the movie
when the client calls, delete the photo
as soon as the client agrees, delete the photo
once the client has agreed we delete the photo
in case it rains, mute the movie
before you delete the photo, ask me
before muting the movie, ask me
after lunch we split the movie at 12 s
until then the movie stays muted
suppose the movie is muted
suppose we delete the photo
imagine the music fades in over 2 seconds
let's say the photo is deleted, then what?
had I deleted the photo, it would look better
I should have muted the movie
you should have muted the movie
we should've locked channel 5
we ought to have deleted the title
you could have asked before you deleted the photo
I almost deleted the photo
i nearly muted the movie lol
I forgot to mute the movie
I forgot to lock channel 5
I tried to delete the photo
I tried to mute the movie but it did not work
I failed to split the movie at 12 s
I can't delete the photo
i cannot mute the movie
I couldn't split the movie at 12 s
I keep trying to lock channel 5
remember when we muted the movie?
"""

TASTE = """
thanks for muting the movie
thank you for deleting the photo
thanks, the crossfade on channel 20 is lovely
thx for the marker at 10 s
good that you deleted the photo
glad you muted the movie
nice fade in of the music over 2 seconds!
great crossfade of 1 second on channel 20
what a lovely title
what a nice fade out of the music over 2 s
I love the crossfade on channel 20
i like the title at 3 s
I like it when the movie fades in over 2 seconds
I prefer the movie muted
I hate it when the music fades out over 2 s
the title is ugly
the title is too long
the photo is too bright
the crossfade at 12 s is too slow
the fade in of the music over 2 s feels slow
the marker Drop is late
the cut at 12 s hurts
the split at 12 s was a mistake
muting the movie was a mistake
deleting the photo was a good idea
locking channel 5 was smart
closing the gaps made it worse
moving the photo 2 seconds later helped
splitting the movie at 12 s is always tricky
trimming the movie to end at 30 s makes sense
fading in the music over 2 s would be too much
a crossfade of 1 second on channel 20 would be kitsch
a marker at 10 s would not help
a title "Hello" from 3 to 6 s is too short
muted movies are boring
deleted photos are gone forever
locked channels drive me mad
crossfades are for wedding videos
titles are overrated
ripple edits confuse me
my favorite photo is the logo
the movie reminds me of my father
this photo must be from 1985
the music is stuck in my head
the kids love the movie
the sound of the movie is awful
the title sounds like a soap opera
"""

BEYOND = """
render the movie
render the frame range from 5 to 20 s
export the video as mp4
export the movie to youtube
upload the movie
burn the movie on a DVD
print the photo
email the photo to my mother
play the movie at double speed
speed the movie up by 20%
slow the movie down to 50%
add a speed ramp to the movie at 12 s
reverse the movie
make the movie black and white
grade the movie like a western
stabilize the movie
remove the background of the photo
remove the noise from the movie
remove the hiss from the music
remove the vocals from the music
delete the photo from my phone
delete the photo from my hard disk
delete the movie file
delete the movie from the trash
mute my microphone
mute my phone
mute the other people in the call
mute notifications
lock my screen
lock the door
lock the computer
lock the camera
crop the photo to a square
rotate the photo by 90 degrees
scale the photo to 50%
blur the photo from 5 to 8 s
mirror the movie
zoom into the photo over 2 seconds
undo the crop in photoshop
undo my last email
move the mouse to the left
move the window to the second screen
move the file to the desktop
move the movie to the trash
move the movie to my usb stick
copy the movie to my usb stick
duplicate the project
close the window
close Blender
trim my beard
cut the cake at 12
split the bill
fade my jeans
book me a ticket for the movie
take a photo of me
take a photo at 12 s
record my voice
sing the title
translate the title to French
write me a text about markers
write an email about the title
draw a picture of a horse
order a pizza at 12
call my mother at 10
set an alarm at 10 s
"""

HALF = """
the crossfade on
the title and
mute
muted
so the movie, um
about the markers
the fade in of the music
fade in of the music over 2 s
a crossfade on channel 20
marker at 10 s?
photo 50% opacity?
re: the title
the thing with the movie at 12 s
and the logo at 20 s
mute the
move the photo to
split at
delete the one with the
I want the movie to
could you please the title
as for the crossfade of 1 second on channel 20
movie muted, photo deleted, title moved to channel 30
status: channel 5 locked
done: movie muted
done: photo deleted
todo: mute the movie
todo: delete the photo
TODO add a marker at 10 s
changelog: trimmed Movie to end at 30 s
minutes of the meeting: photo deleted, movie muted
checklist: mute movie, lock photo
e.g. mute the movie
for example "delete the photo"
example: crossfade the clips on channel 20 over 1 second
# mute the movie
// delete the photo
"""

KINDS = {
    "asked": ASKED,
    "refused": REFUSED,
    "told": TOLD,
    "planned": PLANNED,
    "taste": TASTE,
    "beyond": BEYOND,
    "half": HALF,
}
"""By what they are, the sentences."""


def sentences() -> list[tuple[str, str]]:
    """Return each sentence with its kind."""
    return [(kind, line) for kind, text in KINDS.items() for line in text.strip().splitlines()]

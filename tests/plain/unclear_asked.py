"""Sentences about strips that are ambiguous or contradict themselves; one a line."""

UNCLEAR = """
mute it or lock it
mute the movie or the music
mute the movie, or maybe the music
mute either the movie or the music
mute one of the photos
mute some of the images
mute a few strips
mute the other movie
mute the second movie
mute the wrong one
mute whatever is too loud
mute the movie a bit
mute the movie twice
mute the movie for 2 seconds
mute the movie from 5 to 8 s
mute the movie at 12 s
mute the movie until the chorus
mute the movie and unmute the movie
mute and unmute the movie
unmute and mute the movie
lock and unlock the photo
lock the photo and unlock it
lock channel 5 and unlock channel 5
lock channel 5 but unlock it
lock the photo halfway
lock everything except the photo
lock all but the logo
lock channel 5 from 5 to 8 s
mute everything apart from the music
mute all but one
delete all photos but one
delete all images except the logo
delete the photo but keep it
delete the photo and keep the photo
delete one of the photos
delete some images
delete a few texts
delete half of the texts
delete half the photo
delete most of the movie
delete the middle of the movie
delete the end of the movie
delete the first second of the movie
delete the last 3 seconds of the photo
delete the photo from 5 to 8 s
delete the photo until 5 s
delete the photo at 12 s
delete the wrong title
delete the longer one of the photos
delete the best photo
delete the ugliest photo
delete the photo of my mother
delete the old title
delete the unused clips
delete the sound of the movie
delete the color of the photo
delete the fade of the music
delete the crossfade at 12 s
delete the marker at 10 s or at 12 s
delete a marker
delete the red marker
delete the photo or the logo
delete the photo and/or the logo
delete the photo, no, keep it
delete the photo, actually no
delete the photo, wait, don't
delete the photo... or not
delete the photo? hmm, no
delete Photo not Logo
delete the photo instead of the logo or the other way round
move the photo
move the photo a bit
move the photo somewhere else
move the photo 2 seconds
move the photo 2 seconds earlier and later
move the photo 2 seconds later and 3 s earlier
move the photo to 5 s and to 7 s
move the photo to 5 or 7 s
move the photo to channel 30 or 31
move the photo to channels 30 and 31
move the photo to channel 30 and channel 31
move the photo closer to the logo
move the photo behind the logo
move the photo next to the title
move one photo to 30 s
move the photo from 5 s
move the photo later, earlier I mean, or not
move the photo to 5 s without moving it
move the photo 2 seconds later but not the photo
swap the photo and the logo
move the markers
move the marker to 9 s
move the marker Verse or Drop to 9 s
rename the title
rename a marker
add a marker somewhere
add a marker at 10 or 12 s
add a marker at about 10 s
add a marker near 10 s
add a few markers
add a title
add a title "Hello"
add a title "Hello" at 3 s or at 5 s
add a title "Hello" or "Welcome" at 3 s
add a title "Hello" from 6 to 3 s
add a title "Hello" at 3 s but no title
add two titles "A" "B" at 3 s
change the title to something nicer
change the text of Title to "Welcome" or "Hello"
change the text of Title to "Welcome", no, leave it
fade the music
fade in the music
fade the music in or out over 2 s
fade the music over 2 s
fade in the music over 2 or 3 s
fade in the music over about 2 s
fade in the music slowly
fade in the music over 2 s and 3 s
fade in one of the images over 2 s
fade in all images but the logo over 2 s
fade in the music over -2 s
fade in the music over 0 s
fade in the music over 2 s, or rather not
crossfade the clips
crossfade the clips over 1 second
crossfade Movie over 1 s
crossfade Movie and itself over 1 s
crossfade Movie, Photo and Logo over 1 s
crossfade the clips on channel 20 or 21 over 1 second
crossfade the clips on channels 20 and 21 over 1 second
crossfade the clips on channel 20 over 1 or 2 seconds
crossfade the clips on channel 20 over 1 second but not too fast
split the movie
split the movie in the middle
split the movie at 12 s or 13 s
split the movie at about 12 s
split the movie around 12 s
split the movie near the playhead
split the movie at 12 s and not at 12 s
split the movie into three parts
split the movie at 12 s and delete the rest
split the movie at 12 s and delete the shorter part
split one of the photos at 5 s
split all but the movie at 12 s
trim the movie
trim the movie a little
trim the movie by 2 seconds
trim the movie to 30 s or 40 s
trim the movie to end at 30 s or so
trim the movie to end at 30 s and at 40 s
trim the movie to end at 30 s and start at 40 s
trim the photo to be as long as the logo
trim the start and the end of the movie by 1 s
set the frame range
set the frame range from 20 to 5 s
set the frame range to end at 30 s or 40 s
set the frame range from 5 s to 20 s or not at all
close some gaps
close one of the gaps
close the gaps but not on channel 20
close the gaps except on channel 20
close the gap and leave the gap
set the photo to half
set the photo to 50%
set the photo to 50% or 60% opacity
set the photo to 50% opacity and 60% opacity
set the photo to 150% opacity
set the photo to 50% opacity from 5 to 8 s
set one photo to 50% opacity
animate the photo
animate the opacity of Photo
animate the opacity of Photo from 0% to 100%
duplicate the photo at 20 or 30 s
duplicate the photo a few times
duplicate the photo half a time
duplicate one of the photos
duplicate the photo and delete both
"""


def sentences() -> list[str]:
    """Return each sentence."""
    return UNCLEAR.strip().splitlines()

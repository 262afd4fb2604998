"""The options of the command."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import files, given_calls, timelines_command

RENDER = (
    "a still (.png, .jpg) or a movie (.mp4, .mkv, .mov) with its sound: a lamp for each channel, "
    "or what is seen where there are movies, images or texts; without --blend a movie is small"
)
SHEET = "a page of the whole show: channels, segments, song, words and times (.svg)"
CAPTIONS = "text strips, or the imported words, as captions (.srt, .vtt)"
LANGUAGE = "of the words on the page of --sheet"
LAMPS = "render a lamp for each channel, whatever else there is"
PICTURE = "render what is seen, a color strip that fills the frame included"
PLAIN_FIRST = "what is surely a plain command is read by rules, without asking the model"
CHAT = "go on in the file's chat of this name, or begin it"
CONTINUE = "keep timeline and conversation, also one that --blend brings from another computer"
MEDIA = "a folder from which movies, sounds and images may be added, with all in it; may come again"
OFFLINE = "read plain commands by rules; the small model, where installed, proposes; no connection"
PLAN = "print the plan as JSON, and write nothing"
APPLY = "carry out a plan that --plan printed for the same file; --save keeps the result"
JOB = "a song, a recipe and what is to come of it, as JSON; what is done already is skipped"
EXIT_CODES = (
    "Exit code: 0 when every turn completed, 1 when not, 2 for wrong usage, 4 when another process "
    "has the job, 130 when interrupted, 143 when told to end."
)


def parser() -> argparse.ArgumentParser:
    """Return the description of the command line."""
    found = argparse.ArgumentParser(
        prog="sequence_maker",
        description="Ask the assistant to edit a timeline, without a window.",
        epilog=EXIT_CODES,
    )
    add = found.add_argument
    add("prompt", nargs="?", help="what the assistant should do")
    add("--prompts", type=Path, metavar="FILE", help="one prompt a line, each on a fresh timeline")
    add("--continue", dest="go_on", action="store_true", help=CONTINUE)
    add("--chat", metavar="NAME", help=CHAT)
    add("--sound", type=Path, metavar="FILE", help="a song for channel 128")
    add("--blend", type=Path, metavar="FILE", help="the file to start from")
    add("--media", type=Path, action="append", default=[], metavar="FOLDER", help=MEDIA)
    add("--save", type=Path, metavar="FILE", help="where to save the .blend (the last prompt's)")
    add("--render", type=Path, metavar="FILE", help=RENDER)
    add("--sheet", type=Path, metavar="FILE", help=SHEET)
    add("--captions", type=Path, metavar="FILE", help=CAPTIONS)
    timelines_command.add_options(found)
    add("--language", choices=files.languages_here(), default=files.ENGLISH, help=LANGUAGE)
    how = found.add_mutually_exclusive_group()
    how.add_argument("--lamps", dest="lamps", action="store_true", default=None, help=LAMPS)
    how.add_argument("--picture", dest="lamps", action="store_false", default=None, help=PICTURE)
    add("--base-url", metavar="URL", help="an OpenAI-compatible server; naming it is consent")
    add("--model", help="the model at that server")
    add("--plain-http", action="store_true", help="send key and prompt to http:// all the same")
    add("--offline", action="store_true", help=OFFLINE)
    add("--plain-first", action="store_true", help=PLAIN_FIRST)
    add("--max-requests", type=_positive, metavar="N", help="requests to the model per prompt")
    add("--json", action="store_true", help="one JSON object a line")
    add("--yes", action="store_true", help="agree to every change that asks")
    add("--plan", action="store_true", help=PLAN)
    add("--apply", type=Path, metavar="PLAN", help=APPLY)
    add("--accept-proposals", action="store_true", help="agree to what a prompt may mean, too")
    given_calls.add_options(found)
    add("--job", type=Path, metavar="JOB", help=JOB)
    return found


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return value

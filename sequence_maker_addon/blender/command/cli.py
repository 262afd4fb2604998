"""The command `blender --command sequence_maker …`, which `scripts/chat.py` runs as well."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from ...chat.conversation_turn import Turn
from ...chat.wire.endpoint import EndpointError
from ...kept.conversation_file import LONGEST_NAME
from ...sequence.errors import ToolError
from ..chat import chats, estimates
from ..keeping.chat_rows import one_line
from ..settings import turn_settings
from ..wording.numbers import estimate_line
from . import asked, caption_files, files
from . import output as cli_output
from .plan_command import Planning

log = logging.getLogger(__name__)

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
FOREIGN = "The file's conversation is from another computer and is not sent; --continue quotes it."
MEDIA = "a folder from which movies, sounds and images may be added, with all in it; may come again"
OFFLINE = "read plain commands by rules; the small model, where installed, proposes; no connection"
PLAN = "print the plan as JSON, and write nothing"
APPLY = "carry out a plan that --plan printed for the same file; --save keeps the result"
INTERRUPTED = 130
EXIT_CODES = (
    "Exit code: 0 when every turn completed, 1 when not, 2 for wrong usage, 130 when interrupted."
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
    return found


def main(argv: Sequence[str]) -> int:
    """Run the command and return its exit code.

    Args:
        argv: The arguments behind the command's name.
    """
    try:
        return _carried_out(list(argv))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt as interrupt:  # scripts say by which signal
        return interrupt.args[0] if interrupt.args else INTERRUPTED
    except (asked.UsageError, files.FileError) as error:
        cli_output.complain(error)
        return 2
    except BrokenPipeError:
        return 1  # nobody reads on, as after `| head`: that is no fault to tell
    except OSError as error:
        cli_output.complain(error)
        return 1
    except Exception as error:
        log.exception("the command failed")
        cli_output.complain(error)
        return 1


def _carried_out(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    agreed = given.yes, given.accept_proposals
    with cli_output.Output(given.json, *agreed, plan_alone=given.plan) as output:
        return _run(given, output)


def _run(given: argparse.Namespace, output: cli_output.Output) -> int:
    planning = Planning(given)
    if given.chat is not None:
        given.chat = one_line(given.chat, LONGEST_NAME)
        if not given.chat:
            raise asked.UsageError("--chat: the name is empty")
    files.check(given.sound, given.blend, given.save, given.render, given.sheet)
    caption_files.check(given.captions)
    files.allow(given.media)
    endpoint, consent = planning.endpoint() or asked.endpoint(given)
    if given.plain_http:
        endpoint = replace(endpoint, plain_http=True)
    if endpoint.is_open:
        message = f"{endpoint.host} is addressed without encryption: use https, or add --plain-http"
        raise asked.UsageError(message)
    completed = True
    for index, prompt in enumerate(planning.prompts):
        if index == 0 or not given.go_on:
            scene = files.open_scene(given.blend, given.sound)
            planning.check(scene)
        completed &= _ask(index, prompt, scene, endpoint, consent, given, output, planning)
    return 0 if _keep(given, scene) and completed else 1


def _keep(given: argparse.Namespace, scene: Any) -> bool:
    """Save, render and draw what is asked for; return whether that went well."""
    try:
        if given.save:
            files.save(given.save)
        if given.render:
            files.render(scene, given.render, fresh=given.blend is None, lamps=given.lamps)
        if given.sheet:
            files.save_sheet(scene, given.sheet, given.language)
        if given.captions:
            caption_files.save(scene, given.captions)
    except files.FileError as error:
        cli_output.complain(error)
        return False
    return True


def _ask(index, prompt, scene, endpoint, consent, given, output, planning) -> bool:
    output.tell({"event": "prompt", "index": index, "text": prompt})
    chat = chats.chat_of(scene)
    if given.chat is not None:
        output.tell(_named(chat, given.chat))
    elif not given.go_on and given.blend is None:
        chat.clear()
    if given.go_on:
        chat.go_on()
    elif chat.is_foreign:
        output.tell({"event": "note", "text": FOREIGN})
    try:
        turn_settings.check(endpoint, consent)
        options = planning.options(turn_settings.options(endpoint, given.max_requests))
        if given.plain_first:
            options = replace(options, plain_first=True)
        if (estimate := estimates.large(chat, prompt, endpoint, options)) is not None:
            output.tell({"event": "note", "text": estimate_line(estimate)})
        more = turn_settings.limits(), output.tell, planning.worker()
        turn = chat.send(prompt, endpoint, options, *more)
    except (EndpointError, ToolError) as error:
        output.tell({"event": "done", "status": "failed", "requests": 0, "error": _said(error)})
        return False
    try:
        output.wait(chat, turn, partial(planning.decide, scene))
    finally:
        _tell_end(turn.record, scene, output, planning.told)
    planning.check_end()
    return bool(turn.record.status == "complete" or planning.told)


def _named(chat: chats.Chat, name: str) -> dict[str, Any]:
    """Open the chat of a name, or begin it; return the event that says so."""
    row = chat.shelf.named(name)
    if row is None:
        chat.clear(name)
    elif row is not chat.shelf.current:
        chat.shelf.turn_to(chat.scene, row)
    turns = len(chat.conversation.turns) + chat.shelf.older
    return {"event": "chat", "name": name, "turns": turns}


def _tell_end(record: Turn, scene: Any, output: cli_output.Output, plan: Any) -> None:
    output.tell({"event": "timeline", "channels": files.timeline(scene)})
    if plan is not None:
        output.tell(plan)
    ended = ("planned", None) if plan is not None else (record.status, record.error)
    told = {"status": ended[0], "error": ended[1], "requests": len(record.requests)}
    output.tell({"event": "done", **told})


def _said(error: EndpointError | ToolError) -> dict[str, str]:
    return {"code": error.code, "message": error.message}


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return value

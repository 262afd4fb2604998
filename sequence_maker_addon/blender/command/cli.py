"""The command `blender --command sequence_maker …`, which `scripts/chat.py` runs as well."""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...chat.conversation_turn import Turn
from ...chat.wire.endpoint import RULES, Endpoint, EndpointError
from ...kept.conversation_file import LONGEST_NAME
from ...sequence.errors import ToolError
from ..chat import chats, estimates
from ..keeping.chat_rows import one_line
from ..settings import turn_settings
from ..settings.preferences import active_profile, preferences
from ..settings.profiles import endpoint_of
from ..wording.numbers import estimate_line
from . import files, paths
from . import output as cli_output

log = logging.getLogger(__name__)

RENDER = (
    "a still (.png, .jpg) or a movie (.mp4, .mkv, .mov) with its sound: a lamp for each channel, "
    "or what is seen where there are movies, images or texts; without --blend a movie is small"
)
SHEET = "a page of the whole show: channels, segments, song, words and times (.svg)"
LANGUAGE = "of the words on the page of --sheet"
LAMPS = "render a lamp for each channel, whatever else there is"
PICTURE = "render what is seen, a color strip that fills the frame included"
PLAIN_FIRST = "what is surely a plain command is read by rules, without asking the model"
CHAT = "go on in the file's chat of this name, or begin it"
CONTINUE = "keep timeline and conversation, also one that --blend brings from another computer"
FOREIGN = "The file's conversation is from another computer and is not sent; --continue quotes it."
MEDIA = "a folder from which movies, sounds and images may be added, with all in it; may come again"
OFFLINE = "read plain commands by rules; the small model, where installed, proposes; no connection"
INTERRUPTED = 130
EXIT_CODES = (
    "Exit code: 0 when every turn completed, 1 when not, 2 for wrong usage, 130 when interrupted."
)
OPENAI_URL = "https://api.openai.com/v1"


class UsageError(ValueError):
    """What was asked cannot be begun; exit code 2."""


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
    except (UsageError, files.FileError) as error:
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
    with cli_output.Output(given.json, given.yes, given.accept_proposals) as output:
        return _run(given, output)


def _run(given: argparse.Namespace, output: cli_output.Output) -> int:
    prompts = _prompts(given)
    if given.chat is not None:
        given.chat = one_line(given.chat, LONGEST_NAME)
        if not given.chat:
            raise UsageError("--chat: the name is empty")
    files.check(given.sound, given.blend, given.save, given.render, given.sheet)
    files.allow(given.media)
    endpoint, consent = _endpoint(given)
    if given.plain_http:
        endpoint = replace(endpoint, plain_http=True)
    if endpoint.is_open:
        message = f"{endpoint.host} is addressed without encryption: use https, or add --plain-http"
        raise UsageError(message)
    completed = True
    for index, prompt in enumerate(prompts):
        if index == 0 or not given.go_on:
            scene = files.open_scene(given.blend, given.sound)
        completed &= _ask(index, prompt, scene, endpoint, consent, given, output)
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
    except files.FileError as error:
        cli_output.complain(error)
        return False
    return True


def _ask(index, prompt, scene, endpoint, consent, given, output) -> bool:
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
        options = turn_settings.options(endpoint, given.max_requests)
        if given.plain_first:
            options = replace(options, plain_first=True)
        if (estimate := estimates.large(chat, prompt, endpoint, options)) is not None:
            output.tell({"event": "note", "text": estimate_line(estimate)})
        turn = chat.send(prompt, endpoint, options, turn_settings.limits(), output.tell)
    except (EndpointError, ToolError) as error:
        output.tell({"event": "done", "status": "failed", "requests": 0, "error": _said(error)})
        return False
    try:
        output.wait(chat, turn)
    finally:
        _tell_end(turn.record, scene, output)
    return bool(turn.record.status == "complete")


def _named(chat: chats.Chat, name: str) -> dict[str, Any]:
    """Open the chat of a name, or begin it; return the event that says so."""
    row = chat.shelf.named(name)
    if row is None:
        chat.clear(name)
    elif row is not chat.shelf.current:
        chat.shelf.turn_to(chat.scene, row)
    turns = len(chat.conversation.turns) + chat.shelf.older
    return {"event": "chat", "name": name, "turns": turns}


def _tell_end(record: Turn, scene: Any, output: cli_output.Output) -> None:
    output.tell({"event": "timeline", "channels": files.timeline(scene)})
    told = {"status": record.status, "error": record.error, "requests": len(record.requests)}
    output.tell({"event": "done", **told})


def _said(error: EndpointError | ToolError) -> dict[str, str]:
    return {"code": error.code, "message": error.message}


def _prompts(given: argparse.Namespace) -> list[str]:
    if (given.prompt is None) == (given.prompts is None):
        raise UsageError("give either a PROMPT or --prompts FILE")
    if given.prompt is not None:
        lines = [given.prompt]
    else:
        lines = paths.text_of("--prompts", given.prompts).splitlines()
    found = [line.strip() for line in lines if line.strip()]
    if not found:
        raise UsageError("there is no prompt to send: it is empty")
    return found


def _endpoint(given: argparse.Namespace) -> tuple[Endpoint, bool]:
    """Return where to ask, and whether the command line itself is the consent."""
    profile = endpoint_of(active_profile(preferences()))
    base_url = given.base_url or os.environ.get("OPENAI_BASE_URL", "")
    key = os.environ.get("OPENAI_API_KEY", "")
    offline = Endpoint("Plain Commands", "", RULES, offline=True)
    if given.offline:
        if given.base_url:
            raise UsageError("--offline and --base-url exclude each other")
        return offline, False
    if base_url or key:
        model = given.model or os.environ.get("OPENAI_MODEL") or profile.model
        found = Endpoint("Command line", base_url or OPENAI_URL, model, key, profile.temperature)
        return found, bool(given.base_url)
    if profile.offline or not (profile.is_loopback or profile.key):
        if given.model:
            raise UsageError("--model needs --base-url, OPENAI_API_KEY or OPENAI_BASE_URL")
        return offline, False
    return profile, False


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return value

"""The command `blender --command sequence_maker …`, which `scripts/chat.py` runs as well."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...chat.conversation_turn import Turn
from ...chat.wire.endpoint import Endpoint
from ...kept.conversation_file import LONGEST_NAME
from ...kept.recipe_file import Recipe
from ..chat import readers
from ..keeping.chat_rows import one_line
from . import asked, caption_files, command_line, files, given_calls, timelines_command
from . import output as cli_output
from .asked_turns import Asker
from .plan_command import Planning

log = logging.getLogger(__name__)

INTERRUPTED = 130


def main(argv: Sequence[str], job: Callable[[Path], int] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        argv: The arguments behind the command's name.
        job: Carries a job out and returns the exit code; None where there are none.
    """
    try:
        return _carried_out(list(argv), job)
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


def _carried_out(arguments: list[str], job: Callable[[Path], int] | None) -> int:
    given = command_line.parser().parse_args(arguments)
    if given.job is not None:
        if job is None or len(arguments) > 2:
            raise asked.UsageError("--job takes no other options: the job has them")
        return job(given.job)
    agreed = given.yes, given.accept_proposals
    with cli_output.Output(given.json, *agreed, plan_alone=given.plan) as output:
        return _run(given, output)


def _run(given: argparse.Namespace, output: cli_output.Output) -> int:
    recipe = given_calls.recipe(given)
    planning = Planning(given, recipe is not None)
    _check(given)
    if recipe is None and not planning.prompts:
        return _without_prompt(given, output)
    endpoint = (readers.PLAIN, False) if recipe else endpoint_of(given, planning)
    asker = Asker(given, output, endpoint, planning)
    if recipe is not None:
        return _apply(asker, recipe)
    completed = True
    for index, prompt in enumerate(planning.prompts):
        if index == 0 or not given.go_on:
            scene = _opened(given, output)
            planning.check(scene)
        completed &= asker.ask(index, prompt, scene)
    return 0 if _keep(given, scene, output, asker.turns[-1]) and completed else 1


def _apply(asker: Asker, recipe: Recipe) -> int:
    """Carry a recipe out, and keep what is asked for."""
    given, output = asker.given, asker.output
    scene = _opened(given, output)
    completed = asker.apply(recipe, scene)
    return 0 if _keep(given, scene, output, asker.turns[-1]) and completed else 1


def _check(given: argparse.Namespace) -> None:
    """Refuse wrong names and files before anything is done.

    Raises:
        UsageError or FileError: In one sentence.
    """
    if given.chat is not None:
        given.chat = one_line(given.chat, LONGEST_NAME)
        if not given.chat:
            raise asked.UsageError("--chat: the name is empty")
    files.check(given.sound, given.blend, given.save, given.render, given.sheet)
    timelines_command.check(given)
    caption_files.check(given.captions)
    files.allow(given.media)


def endpoint_of(given: argparse.Namespace, planning: Planning) -> tuple[Endpoint, bool]:
    """Return where to ask, and whether the command line itself is the consent.

    Raises:
        UsageError: If it cannot be asked.
    """
    endpoint, consent = planning.endpoint() or asked.endpoint(given)
    if given.plain_http:
        endpoint = replace(endpoint, plain_http=True)
    if endpoint.is_open:
        message = f"{endpoint.host} is addressed without encryption: use https, or add --plain-http"
        raise asked.UsageError(message)
    return endpoint, consent


def _opened(given: argparse.Namespace, output: cli_output.Output) -> Any:
    """Open the scene to start from, with the timelines that are brought in."""
    scene = files.open_scene(given.blend, given.sound)
    for text in timelines_command.bring(scene, given):
        output.tell({"event": "note", "text": text})
    return scene


def _without_prompt(given: argparse.Namespace, output: cli_output.Output) -> int:
    """Read and write files; nobody is asked anything."""
    scene = _opened(given, output)
    output.tell({"event": "timeline", "channels": files.timeline(scene)})
    return 0 if _keep(given, scene, output) else 1


def _keep(
    given: argparse.Namespace, scene: Any, output: cli_output.Output, turn: Turn | None = None
) -> bool:
    """Save, render and draw what is asked for; return whether that went well."""
    try:
        if given.save:
            files.save(given.save)
        if given.render:
            files.render(scene, given.render, fresh=given.blend is None, lamps=given.lamps)
        if given.sheet:
            files.save_sheet(scene, given.sheet, given.language)
        timelines_command.write(scene, given)
        if given.recipe_out:
            for text in given_calls.keep(scene, turn, given.recipe_out):
                output.tell({"event": "note", "text": text})
        if given.captions:
            caption_files.save(scene, given.captions)
    except files.FileError as error:
        cli_output.complain(error)
        return False
    return True

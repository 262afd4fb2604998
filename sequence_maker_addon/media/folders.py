"""The allowed folders by their names, and the one way from a name to a file in them.

No sentence of this file has a path in it: what the model is told are names below a folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..sequence.errors import ToolError
from ..toolkit.plain_text import named, plain
from .entries import child_of, entries_steps, is_hidden, is_plain_file, leads_inside

LONGEST = 1000
"""Characters of a name."""
DEEPEST = 12
"""Folders in one another that are looked into."""
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:([/\\]|$)")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/{1,2}")
HINT = 'call list_media; files are named like "Trip/IMG_1.mp4", the allowed folder first'


class Folders:
    """The folders of one moment.

    Args:
        paths: Whole paths of the allowed folders; one that is gone stays and is told.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._roots = _labeled(paths)

    @property
    def there(self) -> dict[str, bool]:
        """Whether each folder is there, by its name."""
        return {label: os.path.isdir(root) for label, root in self._roots.items()}

    def parts(self, name: str) -> list[str]:
        """Return a name's parts, its folder first.

        Raises:
            ToolError: `not_allowed` for a path, a way up, an address or a hidden file;
                `no_media_folder` where nothing is allowed.
        """
        self._refuse_none()
        if len(name) > LONGEST or "\0" in name:
            raise _refusal("this is no name of a file")
        if _URL.match(name):
            raise _refusal("addresses of the network are not opened, only files of allowed folders")
        if _ABSOLUTE.match(name):
            raise _refusal("whole paths are not opened, only files of allowed folders")
        parts = (name.replace("\\", "/") if os.name == "nt" else name).rstrip("/").split("/")
        if ".." in re.split(r"[/\\]", name):
            raise _refusal('".." leads out of the allowed folders')
        if any(part.startswith(".") for part in parts):
            raise _refusal("hidden files are not opened")
        if not all(part.strip() for part in parts) or (os.name == "nt" and ":" in name):
            raise _refusal("this is no name of a file")
        return parts

    def path(self, name: str) -> Path:
        """Return the file of a name, looked up anew; a caller hands it on at once.

        Raises:
            ToolError: As `parts`, or `unknown_file` for one that is not there or is no plain file.
        """
        parts = self.parts(name)
        label = self._label(parts[0])
        ways = [(label, parts[1:])] if label else [(other, parts) for other in self._roots]
        with told(name):
            found = [path for root, inside in ways if (path := self._inside(root, inside))]
        if len(found) != 1:
            raise self._unknown(name, parts, label)
        return found[0]

    def _inside(self, label: str, parts: Sequence[str]) -> Path | None:
        """Return a plain file below a folder; None if there is none.

        Raises:
            ToolError: `not_allowed`, if a link leads out of the folder.
        """
        root = place = Path(self._roots[label])
        for part in parts:
            child = child_of(place, part)
            if child is None:
                return None
            place = child
        if not parts or not is_plain_file(place):
            return None
        if not leads_inside(place, root):
            raise _refusal(f"{named(parts[-1])} is a link that leads out of its folder")
        return None if is_hidden(os.stat(place)) else place

    def _label(self, word: str) -> str:
        """Return the folder that a word names, case apart; nothing if it names none."""
        if word in self._roots:
            return word
        same = [label for label in self._roots if label.casefold() == word.casefold()]
        return same[0] if len(same) == 1 else ""

    def label(self, word: str) -> str:
        """Return the folder that a word names.

        Raises:
            ToolError: `unknown_folder`, naming those that are allowed.
        """
        self._refuse_none()
        label = self._label(word)
        if not label:
            message = f"no allowed folder is called {named(word)}"
            known = [plain(name) for name in self._roots]
            raise ToolError("unknown_folder", message, field="folder", allowed=known)
        return label

    def files(self, label: str, below: Sequence[str] = ()) -> Iterator[tuple[str, str] | None]:
        """Yield the files below a folder: the name of theirs, and their own; None where one waits.

        Links that lead out, hidden files and names that Blender cannot be given are left out.
        """
        root = Path(self._roots[label])
        start, way = root, [label]
        for part in below:
            child = child_of(start, part)
            if child is None:
                return
            start = child
            way.append(plain(child.name))
        seen: set[str] = set()
        open_ = [(start, "/".join(way))]
        while open_:
            folder, name = open_.pop()
            real = os.path.realpath(folder)
            if real in seen or not leads_inside(folder, root):
                continue
            seen.add(real)
            deeper = []
            here: list[os.DirEntry[str]] = []
            for scanned in entries_steps(folder):
                yield None
                here = scanned or here
            for entry in here:
                yield None
                if entry.is_dir():
                    deeper.append((folder / entry.name, f"{name}/{plain(entry.name)}"))
                elif not entry.is_symlink() or leads_inside(folder / entry.name, root):
                    yield name, entry.name
            if name.count("/") < DEEPEST:
                open_ += reversed(deeper)

    def _refuse_none(self) -> None:
        if not self._roots:
            raise ToolError(
                "no_media_folder",
                "the user has allowed no folder yet",
                hint="ask the user to press Allow a Folder… in the menu of the chat",
            )

    def _unknown(self, name: str, parts: Sequence[str], label: str) -> ToolError:
        message = f"there is no file {named(name)} in the allowed folders"
        gone = [plain(folder) for folder, there in self.there.items() if not there]
        if label and label in gone:
            message = f"the allowed folder {named(label)} is gone"
        allowed = [plain(folder) for folder in self._roots] if not label else None
        return ToolError("unknown_file", message, field="files", allowed=allowed, hint=HINT)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Tell what goes wrong with a file in one sentence, without its path.

    Raises:
        ToolError: `unknown_file`.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or "its name is odd"
        message = f"{named(name)} cannot be read: {reason}"
        raise ToolError("unknown_file", message, field="files") from None


def _labeled(paths: Iterable[str]) -> dict[str, str]:
    """Return the folders by names of their own, each once."""
    found: dict[str, str] = {}
    for path in dict.fromkeys(os.path.normpath(path) for path in paths if path):
        own = plain(os.path.basename(path)).strip(" .") or "Folder"
        label, number = own, 2
        while label.casefold() in (known.casefold() for known in found):
            label, number = f"{own} {number}", number + 1
        found[label] = path
    return found


def _refusal(message: str) -> ToolError:
    return ToolError("not_allowed", message, field="files", hint=HINT)

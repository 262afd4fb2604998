"""The rules of docs/architecture.md that a machine can check: one rule, one case, no Blender."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = next(p for p in Path(__file__).resolve().parents if (p / "blender_manifest.toml").is_file())
PACKAGE = ROOT / "sequence_maker_addon"

ORDER = (
    "blender/addon",
    "blender/tools",
    "blender/jobs",
    "blender/command",
    "blender/panel",
    "blender/again",
    "blender/ghosts",
    "blender/gradients",
    "blender/dialogs",
    "blender/model",
    "blender/chat",
    "blender/keeping",
    "blender/plans",
    "blender/show",
    "blender/world",
    "blender/wording",
    "blender/music_panel",
    "blender/song",
    "blender/sound",
    "blender/making",
    "blender/timeline",
    "blender/wishes",
    "blender/settings",
    "blender/permits",
    "interchange",
    "kept",
    "tools",
    "tools/repeating",
    "tools/media",
    "tools/looks",
    "tools/editing",
    "tools/places",
    "sheet",
    "music/in_memory",
    "music",
    "music/words",
    "music/hearing",
    "music/network",
    "media",
    "chat/proposing",
    "chat/planning",
    "chat",
    "chat/answer",
    "chat/memory",
    "chat/offer",
    "plain",
    "plain/translating",
    "plain/loose",
    "plain/edits",
    "plain/frames",
    "plain/cues",
    "plain/parts",
    "plain/lexicon",
    "plain/dictionaries",
    "toolkit/planning",
    "toolkit",
    "chat/wire",
    "chat/body",
    "chat/faults",
    "blender/draw",
    "blender/host",
    "sequence/in_memory",
    "sequence",
    "companion",
)
"""The rooms, the highest first: each imports from itself and from those below it only."""
SMALL, LARGE = 18, {"music/hearing": 20}
"""How many files a room may have."""
LONGEST = 250
"""Lines of a file."""
LONGEST_BODY = 40
"""Lines of a function without its head and docstring."""
BLENDER = {"bpy", "aud", "blf", "gpu", "gpu_extras", "mathutils", "addon_utils", "bl_ui"}
COMPAT = "blender/host/compat.py"
MEMORY = "blender/host/memory.py"
COMPANION = "companion"
"""An extension of its own; it is built from here, and neither knows the other's files."""
PUMP = "blender/host/pump.py"
CLIENT = "chat/wire/client.py"
FRAMES = "sequence/frames.py"
TIMEBASE = "blender/host/scene.py"

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
CONTAINERS = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
MAKERS = {"dict", "list", "set", "deque", "defaultdict", "OrderedDict", "Counter", "bytearray"}
CHANGES = set(
    "append add clear pop popitem update extend remove discard insert setdefault sort reverse "
    "appendleft extendleft popleft move_to_end subtract".split()
)
HARMLESS = {
    *("getLogger", "compile", "frozenset", "tuple", "TypeVar", "ParamSpec", "PerScene", "PerAddon"),
    *("Path", "resolve", "split", "get_args"),
}
"""Calls whose result has no state of its own, or keeps it in the memory."""


@dataclass(frozen=True)
class File:
    """A file of the package, parsed."""

    path: str
    room: str
    name: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]
    lines: int

    def at(self, node: ast.AST, what: str) -> str:
        """Say what is wrong where."""
        return f"sequence_maker_addon/{self.path}:{getattr(node, 'lineno', 1)}: {what}"


@cache
def files() -> dict[str, File]:
    """Return all files of the package by their path."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text, str(path))
        room = inside.parent.as_posix()
        nodes = tuple(ast.walk(tree))
        lines = len(text.splitlines())
        found[inside.as_posix()] = File(inside.as_posix(), room, path.stem, tree, nodes, lines)
    return found


def modules() -> list[File]:
    """Return the files that are no `__init__`."""
    return [file for file in files().values() if file.name != "__init__"]


def absolute_imports(file: File) -> Iterator[tuple[ast.stmt, str]]:
    """Yield the top-level names that a file imports from outside the package."""
    for node in file.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node, str(node.module).split(".")[0]


def relative_imports(file: File) -> Iterator[tuple[ast.stmt, File]]:
    """Yield the files that a file imports, those for types alone included.

    The package's own `__init__` is left out: it gives others its name and nothing else.
    """
    for node in file.nodes:
        if not isinstance(node, ast.ImportFrom) or node.level == 0:
            continue
        here = file.path.split("/")
        base = "/".join([*here[: len(here) - node.level], *(node.module or "").split(".")])
        base = base.strip("/")
        if f"{base}.py" in files():
            yield node, files()[f"{base}.py"]
            continue
        for alias in node.names:
            within = f"{base}/{alias.name}".strip("/")
            target = files().get(f"{within}.py") or files().get(f"{base}/__init__.py".strip("/"))
            if target is not None and target.path != "__init__.py":
                yield node, target


def holds(faults: Iterable[str]) -> None:
    """Fail with a line for each fault."""
    found = list(faults)
    assert not found, "\n" + "\n".join(found)


def test_rooms_import_in_one_order_and_only_downward() -> None:
    def faults() -> Iterator[str]:
        for file in files().values():
            if file.room == ".":  # the entry that Blender calls
                continue
            if file.room not in ORDER and not (file.name == "__init__" and file.lines == 1):
                yield file.at(file.tree, f"the room {file.room} has no place in the order")
            for node, target in relative_imports(file):
                if ORDER.index(file.room) > ORDER.index(target.room):
                    yield file.at(node, f"{target.path} is of a higher room")

    holds(faults())


def test_the_small_models_extension_and_the_add_on_import_nothing_of_each_other() -> None:
    holds(
        file.at(node, f"imports {target.path}")
        for file in files().values()
        for node, target in relative_imports(file)
        if (file.room == COMPANION) != (target.room == COMPANION)
    )


def test_no_files_import_each_other_in_a_circle_not_even_for_types() -> None:
    ways = {
        file.path: {target.path: node for node, target in relative_imports(file)}
        for file in files().values()
    }
    seen: set[str] = set()

    def circles(path: str, trail: tuple[str, ...]) -> Iterator[str]:
        if path in trail:
            told = " -> ".join([*trail[trail.index(path) :], path])
            yield files()[trail[-1]].at(ways[trail[-1]][path], told)
        elif path not in seen:
            seen.add(path)
            for target in ways[path]:
                yield from circles(target, (*trail, path))

    holds(fault for path in ways if path != "__init__.py" for fault in circles(path, ()))


def test_a_room_is_small_and_its_sign_names_every_file_in_one_line() -> None:
    def faults() -> Iterator[str]:
        rooms = Counter(file.room for file in modules())
        for room, count in rooms.items():
            sign = files()[f"{room}/__init__.py"]
            if count > LARGE.get(room, SMALL):
                yield sign.at(sign.tree, f"{count} files are too many for a room")
            text = ast.get_docstring(sign.tree) or ""
            named = re.findall(r"^(\w+): \S", text, re.MULTILINE)
            inside = sorted(file.name for file in modules() if file.room == room)
            if sorted(named) != inside:
                odd = sorted(set(named) ^ set(inside)) or "one twice"
                yield sign.at(sign.tree.body[0], f"its lines and its files differ: {odd}")

    holds(faults())


def test_no_two_files_have_the_same_name() -> None:
    first: dict[str, str] = {}
    twice = (
        file.at(file.tree, f"the same name as {first[file.name]}")
        for file in modules()
        if first.setdefault(file.name, file.path) != file.path
    )
    holds(twice)


def test_only_the_blender_folder_knows_blender() -> None:
    holds(
        file.at(node, f"imports {name}")
        for file in files().values()
        for node, name in absolute_imports(file)
        if name in BLENDER and not file.path.startswith("blender/")
    )


def test_only_the_client_knows_openai() -> None:
    holds(
        file.at(node, "imports openai")
        for file in files().values()
        for node, name in absolute_imports(file)
        if name == "openai" and file.path != CLIENT
    )


def test_our_own_files_are_imported_relatively() -> None:
    ours = {"bl_ext", "sequence_maker", PACKAGE.name, *(room.split("/")[0] for room in ORDER)}
    holds(
        file.at(node, f"imports {name} absolutely")
        for file in files().values()
        for node, name in absolute_imports(file)
        if name in ours
    )


def test_nothing_is_printed() -> None:
    holds(
        file.at(node, "prints")
        for file in files().values()
        for node in file.nodes
        if isinstance(node, ast.Call) and called(node) == "print"
    )


def test_a_file_can_be_read_in_one_go() -> None:
    holds(
        file.at(file.tree, f"has {file.lines} lines, more than {LONGEST}")
        for file in files().values()
        if file.lines > LONGEST
    )


def test_a_function_of_package_and_scripts_can_be_read_in_one_go() -> None:
    def faults() -> Iterator[str]:
        for path in (*PACKAGE.rglob("*.py"), *(ROOT / "scripts").rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), place)):
                if isinstance(node, FUNCTIONS) and body_lines(node) > LONGEST_BODY:
                    told = f"{node.name} has {body_lines(node)} lines, more than {LONGEST_BODY}"
                    yield f"{place}:{node.lineno}: {told}"

    holds(sorted(faults()))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its head and docstring.

    The head of a tool is the schema that the model gets, so it is as long as that has to be.
    """
    first, last = function.body[0], function.end_lineno or 0
    told = ast.get_docstring(function, clean=False) is not None
    return last - (first.end_lineno or 0) if told else last - first.lineno + 1


def test_every_file_says_what_it_is_for() -> None:
    holds(
        file.at(file.tree, "has no docstring")
        for file in files().values()
        if not ast.get_docstring(file.tree)
    )


def test_only_compat_asks_which_blender_runs() -> None:
    """Neither by version nor by probing; `getattr` with a default is for what a kind may lack."""

    def probe(node: ast.AST) -> str:
        if isinstance(node, ast.Call) and called(node) == "hasattr":
            return "probes by hasattr"
        if isinstance(node, ast.Attribute) and node.attr.startswith("version"):
            return "reads Blender's version" if "bpy.app" in ast.unparse(node) else ""
        if isinstance(node, ast.Compare) and "bpy.types" in ast.unparse(node):
            return "probes Blender's types"
        return ""

    holds(
        file.at(node, probe(node))
        for file in files().values()
        for node in file.nodes
        if file.path.startswith("blender/") and file.path != COMPAT and probe(node)
    )


def test_there_is_one_timer() -> None:
    holds(
        file.at(node, "uses a timer of its own")
        for file in files().values()
        for node in file.nodes
        if isinstance(node, ast.Attribute) and node.attr == "timers" and file.path != PUMP
    )


def test_state_is_kept_in_the_memory_alone() -> None:
    """A table that nobody changes is no state; a lock, a handle or an object of ours is."""

    def faults() -> Iterator[str]:
        for file in files().values():
            if file.path in (MEMORY, f"{COMPANION}/__init__.py"):  # which is a memory of its own
                continue
            changed = set(changed_names(file.tree))
            for node in file.nodes:
                if isinstance(node, ast.Global):
                    yield file.at(node, f"changes {', '.join(node.names)} of the module")
            for node, name, value in bound(file.tree):
                if name == "__all__":
                    continue
                if is_container(value):
                    if name in changed or not name.isupper():
                        yield file.at(node, f"{name} is a container that may change")
                elif isinstance(value, ast.Call) and called(value) not in HARMLESS:
                    if name in changed or not is_constant(name):
                        yield file.at(node, f"{name} is an object with state")

    holds(faults())


def bound(tree: ast.Module) -> Iterator[tuple[ast.stmt, str, ast.expr]]:
    """Yield the names that a module binds to values at its top."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield node, target.id, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            if isinstance(node.target, ast.Name):
                yield node, node.target.id, node.value


def is_container(value: ast.expr) -> bool:
    """Tell whether a value is a list, dictionary or set, or is made into one."""
    return isinstance(value, CONTAINERS) or (
        isinstance(value, ast.Call) and called(value) in MAKERS
    )


def is_constant(name: str) -> bool:
    """Tell whether a name is a constant's or a type's."""
    return name.isupper() or name[:1].isupper()


def called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    function = node.func.value if isinstance(node.func, ast.Subscript) else node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def changed_names(tree: ast.Module) -> Iterator[str]:
    """Yield the names whose contents a file changes: `a[0] = 1`, `del a[0]`, `a.append(1)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in CHANGES and isinstance(node.func.value, ast.Name):
                yield node.func.value.id
        elif isinstance(node, ast.Subscript | ast.Attribute):
            if isinstance(node.ctx, ast.Store | ast.Del) and isinstance(node.value, ast.Name):
                yield node.value.id


def test_seconds_and_frames_meet_in_one_file() -> None:
    """No other file asks how many frames a second has, or counts with the answer."""
    counted = ("fps", "fps_base", "frame_rate", "timebase", "base")

    def is_of_frames(node: ast.expr) -> bool:
        name = getattr(node, "attr", getattr(node, "id", ""))
        return name in counted or ast.unparse(node).endswith("scene.frame_start")

    def faults() -> Iterator[str]:
        for file in files().values():
            if file.path in (FRAMES, TIMEBASE):
                continue
            for node in file.nodes:
                if isinstance(node, ast.Attribute) and node.attr == "fps_base":
                    yield file.at(node, f"asks for the frame rate: {TIMEBASE} does")
                if isinstance(node, ast.BinOp) and any(map(is_of_frames, (node.left, node.right))):
                    yield file.at(node, f"counts with the frame rate: {FRAMES} does")

    holds(faults())

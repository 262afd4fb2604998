"""What Windows and macOS would stumble over, as far as the text of the package tells; no Blender.

Nothing of the project was ever run there: these rules stand in for that, and cannot replace it.
"""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = next(p for p in Path(__file__).resolve().parents if (p / "blender_manifest.toml").is_file())
PACKAGE = ROOT / "sequence_maker_addon"
UNIX_ONLY = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog"}
WINDOWS_ONLY = {"msvcrt", "winreg", "winsound", "_winapi"}
UNIX_CALLS = {
    *("fork", "forkpty", "getuid", "geteuid", "getgid", "setsid", "killpg", "mkfifo", "mknod"),
    *("chown", "lchown", "sysconf", "uname", "getpgid", "set_blocking", "statvfs", "nice"),
    *("getloadavg", "wait3", "wait4", "fchmod", "fchown", "chroot", "openpty", "pipe2"),
}
SIGNALS = {"SIGINT", "SIGTERM", "SIGABRT", "SIGFPE", "SIGILL", "SIGSEGV", "SIG_DFL", "SIG_IGN"}
"""Those that Windows has, too."""
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{n}{d}" for n in ("COM", "LPT") for d in range(10))}
LONGEST = 140
"""Characters of a path in the repository: Windows takes 260, its users' folders included."""


def called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def owner(node: ast.AST) -> str:
    """Return what a name is taken from: `os` of `os.fork`."""
    return ast.unparse(node.value) if isinstance(node, ast.Attribute) else ""


def guarded(node: ast.AST, parents: dict[ast.AST, ast.AST], *names: str) -> bool:
    """Tell whether an `if` or a `try` around a node asks for the system or takes the error."""
    while node in parents:
        node = parents[node]
        if isinstance(node, ast.If | ast.IfExp | ast.BoolOp) and any(
            word in ast.unparse(node) for word in ("os.name", "sys.platform", "hasattr")
        ):
            return True
        if isinstance(node, ast.Try) and any(
            name in ast.unparse(handler.type) if handler.type else True
            for handler in node.handlers
            for name in names
        ):
            return True
    return False


def keyword(node: ast.Call, name: str) -> str:
    """Return what is given by a name, as text; nothing if it is not given."""
    return next((ast.unparse(k.value) for k in node.keywords if k.arg == name), "")


def text_without_encoding(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """A text file is UTF-8 only where that is said."""
    if not isinstance(node, ast.Call) or keyword(node, "encoding"):
        return ""
    name, from_ = called(node), owner(node.func)
    if name in ("read_text", "write_text"):
        return "reads or writes text without an encoding"
    if name in ("open", "fdopen") and from_ not in ("wave", "bpy.ops.wm"):
        if from_ == "os" and name == "open":
            return ""  # a descriptor
        place = 0 if from_ not in ("", "os", "io") else 1
        mode = ast.unparse(node.args[place]) if len(node.args) > place else keyword(node, "mode")
        return "" if "b" in mode else "opens text without an encoding"
    text = keyword(node, "text") == "True" or keyword(node, "universal_newlines") == "True"
    return "talks to a process without an encoding" if text else ""


def of_one_system(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """What only one system has needs a question for the system around it."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = {str(getattr(node, "module", "")).split(".")[0]} | {a.name for a in node.names}
        found = names & (UNIX_ONLY | WINDOWS_ONLY)
        if found and not guarded(node, parents, "ImportError"):
            return f"imports {found}, which not every system has"
    if isinstance(node, ast.Attribute):
        if owner(node) == "os" and node.attr in UNIX_CALLS and not guarded(node, parents):
            return f"uses os.{node.attr}, which Windows lacks"
        wanted = owner(node) == "signal" and node.attr.startswith("SIG")
        if wanted and node.attr not in SIGNALS and not guarded(node, parents):
            return f"uses signal.{node.attr}, which Windows lacks"
    return ""


def modes(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """Windows knows no modes but read-only, so nothing may rest on them there."""
    if isinstance(node, ast.Call) and called(node) in ("chmod", "lchmod"):
        return "" if guarded(node, parents) else "changes a mode on every system"
    return ""


def replacing(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """On Windows a file that somebody has open cannot be replaced, nor removed."""
    if not isinstance(node, ast.Call):
        return ""
    of_os = owner(node.func) == "os" and called(node) in ("replace", "rename", "remove", "unlink")
    of_path = called(node) in ("replace", "rename") and len(node.args) == 1 and not node.keywords
    if of_os and called(node) == "rename" or of_path and called(node) == "rename":
        return "rename() fails on Windows where the new name is taken: use replace()"
    return ""


def processes(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """A process is started without a shell, and without a black window on Windows."""
    if not isinstance(node, ast.Call):
        return ""
    if keyword(node, "shell") not in ("", "False") or ast.unparse(node.func) in (
        "os.system",
        "os.popen",
        "subprocess.getoutput",
    ):
        return "starts a shell"
    if keyword(node, "preexec_fn") or keyword(node, "start_new_session"):
        return "" if guarded(node, parents) else "starts a process in a way that Windows lacks"
    starts = called(node) in ("Popen", "check_output", "check_call") or (
        ast.unparse(node.func) == "subprocess.run"
    )
    return "opens a window on Windows" if starts and not keyword(node, "creationflags") else ""


def written_paths(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """A path is put together by `/` of pathlib, and rests on no folder of one system."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if re.match(r"^(/tmp|/dev/|/proc/|/usr/|/home/|/var/|/etc/|[A-Za-z]:[\\/]|~/)", node.value):
            return f"names the place {node.value!r}"
    if isinstance(node, ast.Call) and called(node) == "strftime" and "%-" in ast.unparse(node):
        return "uses %- in a time, which Windows lacks"
    return ""


RULES: tuple[Callable[[ast.AST, dict[ast.AST, ast.AST]], str], ...] = (
    text_without_encoding,
    of_one_system,
    modes,
    replacing,
    processes,
    written_paths,
)


def faults(text: str, name: str) -> Iterator[str]:
    """Yield what a file would stumble over elsewhere."""
    tree = ast.parse(text, name)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        for rule in RULES:
            if told := rule(node, parents):
                yield f"{name}:{getattr(node, 'lineno', 1)}: {told}"


def test_the_package_uses_nothing_that_one_system_lacks() -> None:
    found = [
        fault
        for path in sorted(PACKAGE.rglob("*.py"))
        for fault in faults(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "open('a')",
        "open('a', 'w')",
        "path.open('w')",
        "path.open()",
        "os.fdopen(3, 'w')",
        "path.read_text()",
        "path.write_text('x')",
        "subprocess.run(['a'], text=True, creationflags=1)",
        "import fcntl",
        "from resource import getrlimit",
        "import winreg",
        "os.fork()",
        "x = os.geteuid",
        "os.kill(1, signal.SIGKILL)",
        "signal.signal(signal.SIGPIPE, f)",
        "os.chmod(a, 0o600)",
        "path.chmod(0o600)",
        "os.rename(a, b)",
        "path.rename(b)",
        "os.system('ls')",
        "subprocess.Popen('ls', shell=True, creationflags=1)",
        "subprocess.Popen(['ls'])",
        "subprocess.run(['ls'])",
        "subprocess.Popen(['ls'], creationflags=1, preexec_fn=f)",
        "a = '/tmp/x'",
        "a = 'C:\\\\x'",
        "time.strftime('%-d')",
    ],
)
def test_each_rule_finds_what_it_is_for(text: str) -> None:
    assert list(faults(text, "a.py"))


@pytest.mark.parametrize(
    "text",
    [
        "open('a', 'rb')",
        "path.open('rb')",
        "open('a', encoding='utf-8')",
        "try:\n import fcntl\nexcept ImportError:\n pass",
        "if os.name == 'posix':\n os.chmod(a, 0o600)",
        "getattr(signal, 'SIGPIPE', None)",
        "signal.signal(signal.SIGTERM, f)",
        "subprocess.Popen(['ls'], creationflags=NO_WINDOW, encoding='utf-8', text=True)",
        "part.replace(path)",
        "'a'.replace('b', 'c')",
    ],
)
def test_no_rule_finds_what_runs_everywhere(text: str) -> None:
    assert not list(faults(text, "a.py"))


def tracked() -> list[str]:
    """Return the files of the repository, or those that lie here where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if listed.returncode == 0:
        return [name for name in listed.stdout.split("\0") if name]
    return [path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if path.is_file()]


def unusable(name: str) -> str:
    """Tell why a path cannot be on every system, or nothing."""
    for part in name.split("/"):
        if part.split(".")[0].rstrip().upper() in RESERVED or re.search(
            r'[<>:"|?*\\\x00-\x1f]', part
        ):
            return f"{name}: Windows has no such name"
        if part != part.rstrip(" .") or not part.isascii():
            return f"{name}: the end, or a sign in it, is another one elsewhere"
    return f"{name}: too long" if len(name) > LONGEST else ""


def test_the_names_in_the_repository_are_names_on_every_system() -> None:
    names = tracked()
    assert len(names) > 100
    assert [told for name in names if (told := unusable(name))] == []
    folded = [name.casefold() for name in names]
    assert len(folded) == len(set(folded)), "two names differ in capitals alone"
    for odd in (
        "a/CON.txt",
        "nul",
        "a:b",
        "a?.png",
        "dot.",
        "blank ",
        "ä.txt",
        "x" * 200,
        "a/com1.py",
    ):
        assert unusable(odd)


def test_text_files_end_their_lines_the_same_way_everywhere() -> None:
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert rules[0] == "* text=auto eol=lf"
    for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.po"), *ROOT.glob("scripts/**/*.py")):
        assert b"\r" not in path.read_bytes(), path

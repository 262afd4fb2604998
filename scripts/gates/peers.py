"""Model servers that nobody here wrote, started on loopback for `gate.py`, each from its lock."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from environment import CACHE, LOCKS, SetupError, environment

HOST = "127.0.0.1"
STARTING = 30.0
LITELLM_STARTING = 180.0
"""LiteLLM imports for 15 s, and for much longer the first time or beside other work."""
NODE = (20, 15)
AIMOCK = "node_modules/@copilotkit/aimock/dist/cli.js"
KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
LITELLM = {
    "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true",  # it is on loopback
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "LITELLM_LOCAL_AUTOROUTER_PRESETS": "True",
    "LITELLM_LOCAL_BLOG_POSTS": "True",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_LOCAL_POLICY_TEMPLATES": "True",
    "LITELLM_TELEMETRY_DISABLED": "true",
    "LITELLM_MODE": "PRODUCTION",  # otherwise it reads the .env of whatever folder it is in
}
"""What keeps LiteLLM from fetching lists, and from reading what is meant for others."""


class Peer:
    """A running server.

    Attributes:
        url: Its address, without a path.
    """

    def __init__(self, port: int) -> None:
        self.url = f"http://{HOST}:{port}"

    @property
    def base_url(self) -> str:
        """The address for an endpoint."""
        return f"{self.url}/v1"

    def ask(self, path: str, body: Any = None, method: str = "") -> Any:
        """Send a request of the server's own control interface and return its JSON answer."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        way = method or ("GET" if data is None else "POST")
        request = urllib.request.Request(self.url + path, data, headers, method=way)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            request, timeout=10
        ) as answer:
            return json.load(answer)


@contextlib.contextmanager
def llmock(*arguments: str) -> Iterator[Peer]:
    """Run `llmock serve` with these arguments."""
    command = [str(environment("llmock")), "-m", "llmock.cli", "serve"]
    command += ["--host", HOST, "--log-level", "warning", *arguments]
    with _running(command, "/health") as peer:
        yield peer


@contextlib.contextmanager
def aimock(fixtures: Path) -> Iterator[Peer]:
    """Run aimock on a file of fixtures; `no_node` must have said that it can."""
    command = ["node", str(_aimock_folder() / AIMOCK), "--host", HOST, "--log-level", "silent"]
    with _running([*command, "--fixtures", str(fixtures)], "/__aimock/health") as peer:
        yield peer


@contextlib.contextmanager
def litellm(config: Path) -> Iterator[Peer]:
    """Run LiteLLM's proxy with a file of settings; it sees no keys and no proxy of this machine."""
    command = [str(environment("litellm")), "-c", "import litellm; litellm.run_server()"]
    command += ["--config", str(config), "--host", HOST]
    around = {name: os.environ[name] for name in KEPT if name in os.environ} | LITELLM
    with _running(command, "/health/readiness", around, LITELLM_STARTING) as peer:
        yield peer


def no_node() -> str:
    """Return why aimock cannot run here, or nothing."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "node and npm are not installed"
    told = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    version = tuple(int(part) for part in told.strip().lstrip("v").split(".")[:2] if part.isdigit())
    return "" if version >= NODE else f"node {told.strip()} is older than 20.15"


def _aimock_folder() -> Path:
    """Make sure of the npm package, exactly as locked."""
    folder, locks = CACHE / "aimock", LOCKS / "aimock"
    names = ("package.json", "package-lock.json")
    stamp = hashlib.sha256(b"".join((locks / name).read_bytes() for name in names)).hexdigest()
    kept = folder / "sequence_maker.stamp"
    if kept.exists() and kept.read_text(encoding="utf-8") == stamp:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in names:
        shutil.copy(locks / name, folder / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise SetupError(f"aimock could not be set up:\n{done.stderr.strip()}")
    kept.write_text(stamp, encoding="utf-8")
    return folder


@contextlib.contextmanager
def _running(
    command: Sequence[str],
    health: str,
    around: Mapping[str, str] | None = None,
    seconds: float = STARTING,
) -> Iterator[Peer]:
    """Start a server on a free port, wait until it answers, and end it.

    Args:
        command: Its command line but for the port.
        health: A path that answers once it is up.
        around: Its environment variables, None for ours.
        seconds: How long it may take.
    """
    port = _free_port()
    log = CACHE / "logs" / "peer.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        line = [*command, "--port", str(port)]
        process = subprocess.Popen(line, env=around, stdout=output, stderr=subprocess.STDOUT)
    peer = Peer(port)
    try:
        _wait(peer, health, process, seconds)
        yield peer
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(peer: Peer, health: str, process: subprocess.Popen[bytes], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            peer.ask(health)
            return
        except (OSError, urllib.error.URLError, ValueError):
            time.sleep(0.1)
    raise SetupError(f"{Path(process.args[0]).name} did not start; see logs/peer.log")  # type: ignore[index,arg-type]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
    return port

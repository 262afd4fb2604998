"""The plan that waits in a scene: what the panel lists and the Sequencer draws.

`plan_of(scene)` is all that who draws needs; `plan.serial` says whether it is another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ...toolkit.planning.plan import Plan
from ..host import pump
from ..host.memory import PerScene


@dataclass(slots=True)
class Waiting:
    """What waits in one scene.

    Attributes:
        plan: The plan that is shown, None where none waits.
        serial: How often another one was shown.
    """

    plan: Plan | None = None
    serial: int = 0

    def show(self, plan: Plan | None) -> None:
        """Let this be the plan that waits; None for none."""
        self.serial += 1
        self.plan = None if plan is None else replace(plan, serial=self.serial)
        pump.redraw(("UI", "WINDOW"))


_waiting = PerScene(lambda scene: Waiting())


def of(scene: Any) -> Waiting:
    """Return the place of a scene's plan; a turn keeps it, and empties it when it ends."""
    return _waiting.of(scene)


def plan_of(scene: Any) -> Plan | None:
    """Return the plan that waits in a scene, None where none does."""
    found = _waiting.known(scene)
    return found.plan if found is not None else None

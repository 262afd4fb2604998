"""Writing an arrangement of strips: segments and others together, with what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from ...sequence.numerals import counted
from ...sequence.strip import Move
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.report import with_left
from ...toolkit.world import Session
from .arrangement import Arrangement, Target, drafted


def carry_out(
    session: Session,
    plan: Arrangement,
    targets: Sequence[Target],
    going: list[Move],
    how: str,
) -> Steps:
    """Move segments and other strips together, after what has to be asked."""
    draft = drafted(session, plan, targets)
    draft.strips.move(going)
    result = yield from commit(session, draft, skipped=plan.skipped)
    named_moves = [
        {"strip": move.name, "start_time": round(move.start, 6), "end_time": round(move.end, 6)}
        for move in going
    ]
    by_name = {target.name: target for target in targets}
    shifts = [abs(span[0] - by_name[name].start) for name, span in plan.spans.items()]
    result["moved"] = named_moves[:20]
    if draft.strips.along:
        along = ", ".join(draft.strips.along[:5])
        result["warnings"].append(f"moved along, since they are connected: {along}")
    result["rounding_ms"] = round(1000 * max(plan.rounding, draft.rounding), 1)
    told = counted(len(plan.spans), "strip")
    result["done"] = with_left(f"{told} moved {how}", len(plan.skipped))
    result["largest_move_ms"] = round(max(shifts, default=0.0) * 1000, 1)
    return result

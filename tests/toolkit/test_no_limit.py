"""A limit of 0 is none, whichever it is."""

from bl_ext.user_default.sequence_maker.chat.metrics import Metrics
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from timeline_help import ListWorld, call, create, refused

FLASHES = [
    {"channel": 1, "start_time": n / 5, "end_time": n / 5 + 0.1, "color": "white"}
    for n in range(20)
]


def asks(limits):
    """Tell whether flashes are asked about."""
    job = TOOLS["create_segments_batch"].start(ListWorld().session(limits), {"segments": FLASHES})
    return not job.step() and job.waiting is not None


def test_no_limit_of_flashes_asks_about_none():
    assert asks(Limits()) and not asks(Limits(flashes_per_second=0))


def test_no_limit_of_things_refuses_none():
    session = ListWorld().session(Limits("never", max_segments=0))
    create(session)
    create(session, 2)
    tight = ListWorld().session(Limits("never", max_segments=1))
    create(tight)
    refused(call(tight, "clear_timeline"), "turn_limit")


def test_no_limit_of_requests_time_and_cost_stops_nothing():
    free = Options(max_requests=0, max_seconds=0, max_cost_usd=0)
    many = [Metrics(cost_usd=9.0)] * 50
    assert free.reached(many, 9999.0) is None
    for given in ({"max_requests": 1}, {"max_seconds": 1}, {"max_cost_usd": 1}):
        limited = Options(**{"max_requests": 0, **given})
        assert limited.reached(many, 9999.0)[0] == next(iter(given))

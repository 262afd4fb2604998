"""Numbers in words: seconds, spans, counts, costs and the line of figures below a turn."""

from __future__ import annotations

from typing import Any

from ...chat.metrics import Metrics
from ...chat.offer.offered import Offer
from ...chat.offer.windows import Window
from ...chat.spending import Amount, Cap, Estimate
from ...sequence.numerals import counted
from ...sequence.times import LONGEST, spoken
from ..host.languages import tr
from ..host.recognized import told


def seconds(value: float | None) -> str:
    """Write how long something took: `0.08 s`, `4.1 s`, `1:05`."""
    if value is None or value != value:
        return tr("unknown")
    if abs(value) < 0.995:
        return f"{value:.2f} s"
    if abs(value) < 59.95:
        return f"{value:.1f} s"
    minutes, rest = divmod(round(value), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def span(start: float, end: float) -> str:
    """Write a stretch of time: `5–10 s` within the first minute, then `1:05–1:21`."""
    if max(start, end) < 60:
        return f"{number(start)}–{number(end)} s"
    return f"{_clock(start)}–{_clock(end)}"


def moment(time: float) -> str:
    """Write a point in time: `5 s` within the first minute, then `1:05`."""
    return f"{number(time)} s" if time < 60 else _clock(time)


def number(value: float) -> str:
    """Write a number with thousands separators and at most three decimals."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def count(amount: int, noun: str) -> str:
    """Write an amount of one of `NOUNS`: `1 segment`, `2,315 tokens`."""
    return told(counted(amount, noun))


def cost(value: float | None) -> str:
    """Write US dollars: `$0.0021`, `free` for exactly nothing, `unknown` for None."""
    if value is None:
        return tr("unknown")
    if value == 0:
        return tr("free")
    if value < 0.0001:
        return "< $0.0001"
    return f"${value:,.4f}" if value < 0.1 else f"${value:,.2f}"


def metrics_line(metrics: Metrics) -> str:
    """Write the figures of a turn in one line, without those that are not known."""
    tokens = [t for t in (metrics.prompt_tokens, metrics.completion_tokens) if t is not None]
    rate = metrics.tokens_per_second
    parts = [
        None if metrics.response_time is None else seconds(metrics.response_time),
        count(sum(tokens), "token") if tokens else None,
        None if metrics.cost_usd is None else cost(metrics.cost_usd),
        None if rate is None else tr("{rate} tokens/s").format(rate=f"{rate:,.0f}"),
    ]
    return " · ".join(part for part in parts if part)


def estimate_line(estimate: Estimate) -> str:
    """Write what a request takes at least: `About 61,000 tokens are sent, about $0.18`."""
    tokens = tr("About {tokens} tokens are sent").format(tokens=number(estimate.tokens))
    if estimate.usd is None:
        return tokens
    return tr("{tokens}, about {cost}").format(tokens=tokens, cost=cost(estimate.usd))


def spent_line(amount: Amount, cap: Cap | None = None) -> str:
    """Write what was spent: `$0.12 of $1.00 · 31,000 tokens`; of what is not known, at least."""
    money = cost(amount.usd) if amount.usd or not amount.unknown else ""
    if amount.unknown and money:
        money = tr("at least {cost}").format(cost=money)
    tokens = count(amount.tokens, "token")
    if cap is not None and cap.usd is not None:
        money = tr("{spent} of {most}").format(spent=money or cost(0.0), most=f"${cap.usd:,.2f}")
    if cap is not None and cap.tokens is not None:
        most = number(cap.tokens)
        tokens = tr("{spent} of {most} tokens").format(spent=number(amount.tokens), most=most)
    return " · ".join(part for part in (money, tokens) if part)


def window_line(window: Window, offer: Offer | None) -> str:
    """Write how much the model can read, and in which form it is offered the functions."""
    origins = {"entered": tr("entered"), "learned": tr("learned"), "assumed": tr("assumed")}
    text = tr("Window: {tokens} tokens ({origin})")
    text = text.format(tokens=number(window.tokens), origin=origins[window.origin])
    if offer is None or not offer.forms:
        return text
    if offer.form == "full":
        return f"{text}, {tr('functions in full')}"
    if offer.form == "bare":
        return f"{text}, {tr('functions in a few words')}"
    return f"{text}, {tr('functions in short')}"


def as_number(value: Any) -> float | None:
    """Return a number that is one and finite, else None."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= LONGEST:
        return float(value)
    return None


def _clock(time: float) -> str:
    if not 0 <= time <= LONGEST:
        return f"{number(time)} s"
    return spoken(round(time, 2))

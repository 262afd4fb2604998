"""Worlds to edit, drawn at random and the same twice: strips in memory, and strips in Blender."""

from dataclasses import replace

from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from interval_model import Intervals, Item
from timeline_help import FREE, TransportPlayer, effect, strips_of

RATE = 25
BARE = ("text", "color", "image", "adjustment")
"""Kinds without a content of their own."""


@st.composite
def intervals(draw, kinds=("movie", "sound", "text", "color", "meta"), pairs=True):
    """Rows of strips on channels 1 to 5, some connected, some joined by effects on 6 and 7."""
    items, joined = {}, []
    for channel in range(1, draw(st.integers(2, 5)) + 1):
        edge = 0
        for n in range(draw(st.integers(1, 4))):
            kind = draw(st.sampled_from(kinds))
            a = edge + draw(st.sampled_from((0, 0, 5, 12)))
            b = a + draw(st.sampled_from((1, 6, 10, 20)))
            edge = b
            item = Item(f"C{channel}N{n}", kind, channel, a, b)
            if kind not in BARE:
                head, tail = draw(st.sampled_from(((0, 0), (3, 8))))
                limited = kind in ("movie", "sound")
                length = b - a + head + tail if limited else None
                item = replace(item, c=a - head, length=length)
            items[item.name] = replace(item, locked=draw(st.integers(0, 9)) == 0)
    free = [i for i in items.values() if i.kind not in ("color",)]
    if pairs and draw(st.booleans()):
        for one in free:
            other = next((o for o in free if o.channel > one.channel and o.a == one.a), None)
            taken = set().union(set(), *joined)
            if other is not None and not {one.name, other.name} & taken:
                joined.append({one.name, other.name})
    made = Intervals(items, joined, draw(st.sampled_from((set(), set(), {2}, {3}))))
    _add_effects(made, draw(st.integers(0, 2)))
    return made.checked()


def _add_effects(made: Intervals, count: int) -> None:
    """Join strips that overlap on neighboring channels by crosses, and blur one."""
    rows = sorted(made.items.values(), key=lambda item: item.a)
    visual = [item for item in rows if item.kind in ("movie", "text", "meta", "image")]
    edge = 0
    for one in visual:
        for other in visual:
            a, b = max(one.a, other.a), min(one.b, other.b)
            if one.a < other.a < one.b < other.b and a >= edge and count:
                name = f"X{count}"
                made.items[name] = Item(name, "cross", 6, a, b, inputs=(one.name, other.name))
                edge, count = b, count - 1
    if count and visual:
        one = visual[0]
        made.items["Blur"] = Item("Blur", "gaussian_blur", 7, one.a, one.b, inputs=(one.name,))


def in_memory(model: Intervals) -> Session:
    """Return a session on a world in memory that looks so."""
    timelines = ListTimelines(RATE, 1000)
    colors = [item for item in model.items.values() if item.kind == "color"]
    segments = [
        Segment(n, i.channel, i.a / RATE, i.b / RATE, (9, 9, n), name=i.name)
        for n, i in enumerate(colors, 1)
    ]
    timelines.put(segments)
    timelines.next = len(segments) + 1
    timelines.locks = set(model.locked)
    scene = ListScene(timelines, [_strip(i) for i in model.items.values() if i.kind != "color"])
    scene.joined = [set(pair) for pair in model.joined]
    scene.states["all_markers"] = []
    return Session(timelines, TransportPlayer(60.0), FREE, scene=scene)


def _strip(item: Item) -> Strip:
    content = item.a if item.c is None else item.c
    return Strip(
        *(item.name, item.kind, item.channel, item.a / RATE, item.b / RATE, content / RATE),
        locked=item.locked,
        inputs=item.inputs,
        content_length=None if item.length is None else item.length / RATE,
    )


def read(session: Session, like: Intervals) -> Intervals:
    """Return how a session looks now."""
    session.look_again()
    items, joined = {}, []
    for strip in session.scene.strips():
        a, b, c = (round(time * RATE) for time in (strip.start, strip.end, strip.content))
        bare = strip.kind in BARE or strip.inputs
        length = None if strip.content_length is None else round(strip.content_length * RATE)
        items[strip.name] = Item(
            *(strip.name, strip.kind, strip.channel, a, b),
            c=None if bare else c,
            length=length,
            locked=strip.locked and strip.channel not in like.locked,
            inputs=strip.inputs,
        )
        group = {strip.name, *session.scene.connected(strip.name)}
        if len(group) > 1 and group not in joined:
            joined.append(group)
    return Intervals(items, joined, like.locked)


def in_blender(scene, model: Intervals) -> Session:
    """Return a session on a scene that is emptied and looks so; strips are titles and colors."""
    import bpy

    from bl_ext.user_default.sequence_maker.blender.making import connecting
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for

    strips = strips_of(scene)
    for strip in [s for s in strips if not getattr(s, "input_count", 0)]:
        if strip.name in strips:
            strips.remove(strip)
    for strip in list(strips):
        strips.remove(strip)
    scene.render.fps, scene.render.fps_base = RATE, 1.0
    for number, channel in enumerate(scene.sequence_editor.channels):
        channel.lock = number in model.locked
    for item in sorted(model.items.values(), key=lambda item: bool(item.inputs)):
        kind = {"text": "TEXT", "color": "COLOR", "cross": "CROSS"}.get(item.kind, "GAUSSIAN_BLUR")
        inputs = {f"input{n}": strips[name] for n, name in enumerate(item.inputs, 1)}
        place = item.channel, item.a / RATE, item.b / RATE
        effect(scene, kind, *place, item.name, **inputs).lock = item.locked
    connecting.connect(scene, model.joined)
    bpy.context.view_layer.update()
    session = session_for(scene, FREE)
    session.timelines.mark()
    return session

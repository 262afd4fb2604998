"""What tests of kept chats share: written and read with one secret, as on one computer."""

from types import SimpleNamespace

from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.host import damaged
from bl_ext.user_default.sequence_maker.blender.keeping.chat_shelf import Shelf
from bl_ext.user_default.sequence_maker.kept.conversation_file import written_chat
from bl_ext.user_default.sequence_maker.kept.signatures import Signer
from bl_ext.user_default.sequence_maker.kept.signed_turns import sign

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, st.just(10**400), st.just(-1e300)
)
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)

SIGNER = Signer(b"a secret of the tests, 32 bytes.")
NUMBERS = {"number": 0, "made": 0, "dropped": 0, "pinned": False}
FIELDS = {"chat": 0, "size": 0, "changes": 0, "text": "", "ledger": "", "uid": "", "title": ""}


class Rows(list):
    """A collection of a scene, as Blender has it."""

    def add(self):
        self.append(SimpleNamespace(name="", **FIELDS, **NUMBERS))
        return self[-1]

    def remove(self, index):
        del self[index]

    def foreach_get(self, name, found):
        found[:] = type(found)("i", [getattr(row, name) for row in self])


class PaperScene:
    """A scene with nothing but what it keeps of its chats."""

    count = 0

    def __init__(self, conversation="", ledgers=""):
        PaperScene.count -= 1
        self.session_uid = PaperScene.count
        self.sequence_maker = SimpleNamespace(
            kept_turns=Rows(),
            chats=Rows(),
            current_chat=0,
            conversation=conversation,
            ledgers=ledgers,
            damaged="",
        )

    @property
    def texts(self):
        """The texts of all turns that it keeps."""
        return [row.text for row in self.sequence_maker.kept_turns if row.chat]


def shelf_of(scene, signer=SIGNER, **more):
    """Return the chats of a scene, as when its file was opened, all turns loaded."""
    shelf = Shelf(scene, signer, **more)
    while shelf.older:
        shelf.load_older(scene)
    return shelf


def opened(text, signer=SIGNER, **more):
    """Return the conversation that a scene of 0.1 keeps, and whether it is damaged."""
    scene = PaperScene(text)
    return shelf_of(scene, signer, **more).conversation, bool(damaged.found(scene))


def text_of(conversation, signer=SIGNER, chat="c" * 32):
    """Return a conversation as a scene of 0.1 keeps it, and as it is exported."""
    rows, before = [], ""
    for turn in conversation.turns:
        row = sign(turn, signer, chat, before)
        before = row.signature
        rows.append(row.text)
    return written_chat(chat, "", conversation.dropped, rows)


def again(conversation, signer=SIGNER):
    """Return the conversation of a scene that keeps another one, and whether it is damaged."""
    scene = PaperScene()
    shelf = shelf_of(scene, signer)
    shelf.conversation.turns += conversation.turns
    shelf.write(scene)
    return shelf_of(scene, signer).conversation, bool(damaged.found(scene))


def read(text, signer=SIGNER, **more):
    """Return the conversation of a text that is whole."""
    found, is_damaged = opened(text, signer, **more)
    assert not is_damaged
    return found

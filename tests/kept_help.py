"""What tests of kept chats share: written and read with one secret, as on one computer."""

from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.kept.conversation_file import ConversationFile
from bl_ext.user_default.sequence_maker.kept.signatures import Signer

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


def file_of(signer=SIGNER):
    """Return the file of one scene's conversation."""
    return ConversationFile(signer)


def text_of(conversation, signer=SIGNER):
    """Return a conversation as a scene keeps it."""
    return file_of(signer).write(conversation)


def read(text, signer=SIGNER, **more):
    """Return the conversation of a text that is whole."""
    found, problem = file_of(signer).read(text, **more)
    assert not problem, problem
    return found

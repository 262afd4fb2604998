"""By which a chat is known as one's own: a signature that only this computer can make."""

from __future__ import annotations

import hashlib
import hmac


class Signer:
    """Signs the turns of chats.

    Args:
        secret: Bytes that nobody else has.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, chat: str, row: str) -> str:
        """Return the signature of a turn's row in a chat, 64 hexadecimal digits."""
        text = f"{chat}\n{row}".encode("utf-8", "replace")
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()

    def fits(self, signature: object, chat: str, row: str) -> bool:
        """Tell whether a signature was made here, for this row in this chat."""
        return isinstance(signature, str) and hmac.compare_digest(
            signature.encode("utf-8", "replace"), self.sign(chat, row).encode()
        )

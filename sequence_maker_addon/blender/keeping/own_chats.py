"""The signer of chats, by the secret of this computer."""

from __future__ import annotations

from ..wishes.own_secret import NAME as NAME
from ..wishes.own_secret import SIZE as SIZE
from ..wishes.own_secret import secret_in as secret_in
from ..wishes.own_secret import signer as signer

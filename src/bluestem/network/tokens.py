"""Links that let somebody in once: the token goes out by mail, the database keeps its hash."""

from __future__ import annotations

import hashlib
import secrets

BYTES = 32


def new_token() -> str:
    """Give 256 bits that nobody guesses, fit for an address."""
    return secrets.token_urlsafe(BYTES)


def hash_of(token: str) -> str:
    """Give what the database keeps of a token: 64 hexadecimal digits (SHA-256; the token is too long to be tried)."""
    return hashlib.sha256(token.encode()).hexdigest()

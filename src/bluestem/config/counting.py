"""Keys of the shared cache: they name mail addresses and addresses of clients, so nobody may read them in a backup."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def unreadable(key: str, key_prefix: str, version: int) -> str:
    """Give the key that is stored: 64 hexadecimal digits that only this installation's secret key leads to."""
    return salted_hmac("bluestem.cache", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()

"""What the worker does for interfaces now and then.

What delivers is imported only there: it brings the client for other machines, 13 MB that web processes never need.
"""

from __future__ import annotations


def deliver_webhooks() -> None:
    """Deliver the messages to subscribers that are due, for some seconds."""
    from bluestem.interfaces.delivering import deliver_due

    deliver_due()


def forget_messages() -> None:
    """Forget what was delivered or given up long ago."""
    from bluestem.interfaces.delivering import forget_old

    forget_old()

"""Which subscriber hears of which line of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bluestem.interfaces.models import JournalEntry, Webhook, WebhookDelivery


def tell_subscribers(entries: Sequence[JournalEntry], now: datetime) -> None:
    """Lay a message ready for each subscriber who asked for it; called in the transaction that writes the lines."""
    if not entries:
        return
    hooks = list(Webhook.objects.filter(is_active=True, person__is_active=True))
    WebhookDelivery.objects.bulk_create(
        (message(hook, entry, now) for entry in entries for hook in hooks if wants(hook, entry)), batch_size=500
    )


def wants(hook: Webhook, entry: JournalEntry) -> bool:
    """Whether a subscriber asked for this event, kind and one of these countries."""
    return (
        entry.event in hook.events
        and (not hook.kinds or entry.kind in hook.kinds)
        and (not hook.countries or not set(hook.countries).isdisjoint(entry.countries))
    )


def message(hook: Webhook, entry: JournalEntry, now: datetime) -> WebhookDelivery:
    """Give the message about a line, due at once, not stored yet."""
    return WebhookDelivery(
        webhook=hook,
        event=entry.event,
        kind=entry.kind,
        record_id=entry.record_id,
        record_uuid=entry.uuid,
        happened_at=entry.stamp,
        due_at=now,
    )

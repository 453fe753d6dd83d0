"""The journal of what became public, access tokens, and subscribers of events."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.api import User
from bluestem.interfaces.choices import Delivery, Event


class ChangeNote(models.Model):
    """A record that changed: written with the change itself, removed with what the journal then says of it."""

    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class JournalEntry(models.Model):
    """What became public, changed in public or stopped being public, one line after the other.

    Lines are only added, by one writer at a time, so `id` and `stamp` rise together: whoever reads in order of `id`
    reads in order of time. A line that a newer one of the same record replaces says so, and stays long enough for
    whoever reads the journal as it was when they began.

    stamp: whole seconds. superseded_by: id of the newer line of the same record.
    """

    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()
    uuid = models.UUIDField()
    event = models.CharField(max_length=10, choices=Event.choices)
    stamp = models.DateTimeField()
    superseded_by = models.PositiveBigIntegerField(null=True)
    countries = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id"],
                condition=models.Q(superseded_by__isnull=True),
                name="one_current_line_per_record",
            )
        ]
        indexes = [
            models.Index(fields=["stamp", "id"], name="journal_by_time"),
            models.Index(fields=["kind", "id"], name="journal_by_kind"),
            models.Index(fields=["uuid"], name="journal_by_uuid"),
            models.Index(
                fields=["superseded_by"], condition=models.Q(superseded_by__isnull=False), name="journal_superseded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.kind} {self.uuid}"

    @property
    def is_withdrawn(self) -> bool:
        return self.event == Event.WITHDRAWN


class JournalCountry(models.Model):
    """A country that a line of the journal is about, so that one country's lines are found as quickly as all."""

    country = models.CharField(max_length=12)
    entry = models.ForeignKey(JournalEntry, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "entry"], name="journal_by_country")]

    def __str__(self) -> str:
        return f"{self.country} {self.entry_id}"


class JournalState(models.Model):
    """One row: whether the journal holds what was public before it began. Whoever writes the journal locks it."""

    filled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "filled" if self.filled else "being filled"


class AccessToken(models.Model):
    """A key that a program uses in a person's name. Only its hash is kept; the key was shown once."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name


class Webhook(models.Model):
    """An address that wants to hear of events, the secret that signs what it hears, and what it wants to hear of.

    kinds, countries: empty for all. failing_since: when a delivery failed that none has followed well since.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    url = models.URLField(_("address"), max_length=500)
    secret = models.CharField(max_length=80)
    events = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    created_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """One event on its way to one subscriber. `uuid` is the message's id: the same at every attempt."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=10, choices=Event.choices)
    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()
    record_uuid = models.UUIDField()
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="webhook_delivery_due"),
            models.Index(fields=["ended_at"], name="webhook_delivery_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.record_uuid}"

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.api import User
from bluestem.following.choices import Pace, Target


class Follow(models.Model):
    """A search or a record that a person wants to hear of.

    A search is `kind` (name of a record type; empty for all) and `query`, a canonical query string, as searched in
    `language`; `search_key` is the same for searches that find the same. A record is `kind` and `record_id`.
    Only changes noted after `after` are told: what was there before is no news.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    target = models.CharField(max_length=6, choices=Target.choices)
    kind = models.CharField(max_length=60, blank=True)
    query = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=12, blank=True)
    search_key = models.CharField(max_length=64, blank=True)
    record_id = models.PositiveBigIntegerField(null=True, blank=True)
    title = models.CharField(_("name"), max_length=200)
    pace = models.CharField(_("how often"), max_length=6, choices=Pace.choices)
    is_paused = models.BooleanField(_("paused"), default=False)
    created_at = models.DateTimeField()
    after = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "search_key"], condition=models.Q(target="search"), name="follow_search_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "record_id"], condition=models.Q(target="record"), name="follow_record_once"
            ),
        ]
        indexes = [
            models.Index(fields=["search_key"], name="follow_search", condition=models.Q(target="search")),
            models.Index(fields=["kind", "record_id"], name="follow_record", condition=models.Q(target="record")),
        ]

    def __str__(self) -> str:
        return self.title


class ChangeNote(models.Model):
    """A record whose change may concern somebody: written with the change itself, removed once everybody is told."""

    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class KnownRecord(models.Model):
    """A record that was public when notes were last worked off: the next time it is public, it is not new."""

    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="known_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class Progress(models.Model):
    """One row: the last note that was worked off, and whether the records from before the first note are known."""

    last_note = models.PositiveBigIntegerField(default=0)
    is_filled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.last_note)

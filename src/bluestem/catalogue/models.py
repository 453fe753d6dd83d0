"""The outbox of the search index."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class IndexChange(models.Model):
    """A record whose index entry must follow: written with the change itself, removed once the index has it.

    `applied` entries are in the index already and wait only for an index that is being made anew at the same time.
    """

    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    applied = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["applied", "id"], name="index_change_next")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"

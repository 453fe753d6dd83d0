"""The outbox of the search index, and what records were at each saving."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.choices import Deed


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


class Revision(models.Model):
    """A record as it was after a saving: who saved it, when and why. Numbers count from 1 for each record.

    Two savers who both began from the same revision ask for the same number, and the constraint refuses the second.
    `content` is what modelcluster's `serializable_data` gives: the record's fields and the rows of its parts.
    """

    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=12, choices=Deed.choices)
    title = models.CharField(max_length=300)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = _("versions of records")
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id", "number"], name="revision_number_once"),
        ]
        indexes = [models.Index(fields=["-saved_at", "-id"], name="revision_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id} revision {self.number}"

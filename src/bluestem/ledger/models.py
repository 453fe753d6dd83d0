from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LedgerEntry(models.Model):
    """One thing that happened. The shape of an xAPI statement (ADL xAPI 1.0.3, part 2, section 2.4).

    Never edited: a mistake is answered by a counter-entry with the opposite quantity.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("when"))
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_role = models.CharField(max_length=40, blank=True)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    object_title = models.CharField(max_length=300)
    # References by kind and id, never foreign keys upwards
    programme_id = models.BigIntegerField(null=True, blank=True)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    country = models.CharField(max_length=2, blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=2, default=1)
    recorded_by = models.CharField(max_length=60)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="correction")

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [
            models.Index(fields=["programme_id", "verb", "at"], name="ledger_programme"),
            models.Index(fields=["object_kind", "object_id", "verb"], name="ledger_object"),
            models.Index(fields=["verb", "at"], name="ledger_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_title}"

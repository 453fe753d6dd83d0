from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.importing.choices import WORKING, Outcome, Phase


class ImportRun(models.Model):
    """A table that somebody imports: first checked as a whole, then imported when they say so.

    `position` is how many rows of the present phase are behind it, and is stored together with what they led to: a run
    that was cut off goes on there. `counts`: outcome to number of rows. `notes`: what had to be assumed about the file.
    """

    kind = models.CharField(max_length=60)
    name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to="imports/", blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("imported by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(_("started"))
    changed_at = models.DateTimeField(_("changed"))
    phase = models.CharField(max_length=12, choices=Phase.choices, default=Phase.CHECKING)
    stopped_phase = models.CharField(max_length=12, choices=Phase.choices, blank=True)
    publishes = models.BooleanField(_("publish new records"), default=False)
    overwrites = models.BooleanField(_("replace corrections made here"), default=False)
    position = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    headings = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        return self.phase in WORKING

    @property
    def is_excel(self) -> bool:
        return str(self.file.name).endswith(".xlsx")


class ImportRow(models.Model):
    """What a row led to, or would lead to. Unchanged rows are only counted.

    changes: field by field `{"field", "before", "after", "kept"}`; kept says that a correction made here stays.
    reasons: why it is rejected, `{"field", "reason"}`. cells: the row as it was, where it is rejected.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    title = models.CharField(max_length=300)
    record_id = models.BigIntegerField(null=True)
    changes = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    cells = models.JSONField(default=list)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="import_row_once")]
        indexes = [models.Index(fields=["run", "outcome", "line"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.line} {self.title}"


class ImportedRecord(models.Model):
    """What the last import said about a record: a short hash of each field's value, to know what changed since."""

    kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    values = models.JSONField(default=dict)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="imported_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"

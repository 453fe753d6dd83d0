from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bluestem.publishing.choices import OPEN, Planned, Step, SubmissionState

PERSON = settings.AUTH_USER_MODEL


class Submission(models.Model):
    """A new record, or a change of one, on its way from a member to the secretariat.

    `content` is the form as it was typed (field name to list of texts), so that a draft keeps whatever stands in it.
    `scope_id` names the organisation in whose name it is made; the record type's room knows what the number means.
    It is empty for what an editor restored. `version` rises with every saving; a saving names the one it began from.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField(null=True)
    scope_id = models.PositiveBigIntegerField(null=True)
    scope_name = models.CharField(max_length=250, blank=True)
    title = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(_("state"), max_length=10, choices=SubmissionState.choices, default=SubmissionState.DRAFT)
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    submitter = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(blank=True)
    publish_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    held_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="submission_waiting"),
            models.Index(fields=["scope_id", "-changed_at"], name="submission_scope"),
            models.Index(fields=["kind", "record_id"], name="submission_record"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=SubmissionState.SCHEDULED) | models.Q(publish_at__isnull=False),
                name="scheduled_submission_has_date",
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id"],
                condition=models.Q(record_id__isnull=False, state__in=OPEN),
                name="one_open_change_for_each_record",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Without a title yet"))

    def get_absolute_url(self) -> str:
        return reverse("publishing:submission", args=[self.uuid])

    @property
    def is_new(self) -> bool:
        return self.record_id is None


class SubmissionFile(models.Model):
    """A file that belongs to a submission, until the record takes it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    field = models.CharField(max_length=60)
    file = models.FileField(upload_to="submissions/")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "field"], name="one_file_for_each_field")]

    def __str__(self) -> str:
        return self.name


class FieldComment(models.Model):
    """What an editor asks for at a field; `field` is empty for a word about the whole. Old rounds stay readable."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="comments")
    field = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    author = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = _("comments on submissions")

    def __str__(self) -> str:
        return f"{self.field}: {self.text[:40]}"


class SubmissionEvent(models.Model):
    """One step in the life of a submission: who did it, when, and the words that went with it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(max_length=12, choices=Step.choices)
    actor = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = _("steps of submissions")
        indexes = [models.Index(fields=["-at", "-id"], name="submission_event_newest")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.step}"


class Plan(models.Model):
    """What is to happen to a record at a moment to come. `done_at` is set once, in the transaction that does it."""

    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()
    action = models.CharField(_("what"), max_length=10, choices=Planned.choices)
    due_at = models.DateTimeField(_("when"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    planned_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = _("plans for records")
        indexes = [models.Index(fields=["done_at", "due_at"], name="plan_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "action"],
                condition=models.Q(done_at__isnull=True),
                name="one_plan_for_each_action",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.record_id}"


class ConfirmationRequest(models.Model):
    """When the owners of a record were last asked to confirm it."""

    kind = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()
    asked_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="one_request_for_each_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class Sweep(models.Model):
    """Up to which day a daily work was done, so that a day without a worker is made up for."""

    name = models.CharField(max_length=60, unique=True)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.name} {self.day}"

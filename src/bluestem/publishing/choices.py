from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionState(models.TextChoices):
    """Where a submission stands between its writer and the secretariat."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    CHANGES_ASKED = "asked", _("Changes asked")
    SCHEDULED = "scheduled", _("Accepted, with a date")
    ACCEPTED = "accepted", _("Published")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


# States in which the writer writes, in which the secretariat has to do something, and in which nothing happens any more
WRITABLE = (SubmissionState.DRAFT, SubmissionState.CHANGES_ASKED)
WAITING = (SubmissionState.SUBMITTED,)
OPEN = (*WRITABLE, *WAITING, SubmissionState.SCHEDULED)


class Step(models.TextChoices):
    """What happened to a submission, for its history and for the list of who did what."""

    STARTED = "started", _("began")
    RESTORED = "restored", _("began from an earlier version")
    SUBMITTED = "submitted", _("submitted")
    TAKEN_BACK = "taken-back", _("took back")
    ASKED = "asked", _("asked for changes")
    SCHEDULED = "scheduled", _("accepted for a date")
    ACCEPTED = "accepted", _("accepted and published")
    DECLINED = "declined", _("declined")
    TAKEN_OVER = "taken-over", _("took over the review")
    FAILED = "failed", _("could not be published")


class Planned(models.TextChoices):
    """What is to happen to a record on a day to come."""

    PUBLISH = "publish", _("Publish")
    WITHDRAW = "withdraw", _("Withdraw")
    ARCHIVE = "archive", _("Archive")

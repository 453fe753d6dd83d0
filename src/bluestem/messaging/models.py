from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.api import User
from bluestem.messaging.choices import Frequency, MailState


class Mail(models.Model):
    """A mail to one address, written in the transaction of what it tells of; the worker delivers it.

    `message` is the whole mail as RFC 5322 bytes; it is emptied once the mail is sent, since it may hold a link that
    lets its reader in. `key` is what keeps one occasion from becoming two mails.
    """

    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    recipient = models.EmailField(_("receiver"), max_length=254)
    category = models.CharField(max_length=60)
    subject = models.CharField(_("subject"), max_length=300)
    message_id = models.CharField(max_length=120, unique=True)
    message = models.BinaryField()
    state = models.CharField(_("state"), max_length=10, choices=MailState.choices, default=MailState.WAITING)
    created_at = models.DateTimeField(_("written"))
    due_at = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # Whoever sends holds the mail until then; past it, the holder is taken for dead.
    held_until = models.DateTimeField(null=True, blank=True)
    holder = models.UUIDField(null=True, blank=True)
    done_at = models.DateTimeField(_("finished"), null=True, blank=True)
    answer = models.CharField(_("answer of the server"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=["state", "due_at"], name="mail_next"),
            models.Index(fields=["person", "created_at"], name="mail_person"),
        ]

    def __str__(self) -> str:
        return self.subject


class Bounce(models.Model):
    """An address that a server refused for good. It gets no mail until somebody confirms that it works again."""

    recipient = models.EmailField(_("mail address"), max_length=254, unique=True)  # in lower case
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"))
    answer = models.CharField(_("answer of the server"), max_length=300)

    class Meta:
        verbose_name = _("refused address")
        verbose_name_plural = _("refused addresses")

    def __str__(self) -> str:
        return self.recipient


class Notice(models.Model):
    """One thing a person may want to know: always in their space, and by mail as often as they chose.

    due_at: when it is to be mailed; empty when no mail is wanted. mail: the mail that told of it.
    source_*: what it came from, such as a search that the person follows; notices of one source stand together.
    stop: target of the link that ends this source, `name:argument` (see `stopping`).
    still_open: what to ask before it is shown or sent, `name:argument` (see `kinds`).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=160)
    title = models.CharField(max_length=300)
    text = models.CharField(max_length=600, blank=True)
    url = models.CharField(max_length=500)
    source_label = models.CharField(max_length=300, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    stop = models.CharField(max_length=120, blank=True)
    still_open = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_notice_per_key")]
        indexes = [
            models.Index(fields=["due_at"], name="notice_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["person", "-created_at"], name="notice_person"),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeChoice(models.Model):
    """How often a person wants mail about one kind of notice; without a row, the kind's own default holds."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    frequency = models.CharField(max_length=6, choices=Frequency.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_choice_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_frequency_display()}"

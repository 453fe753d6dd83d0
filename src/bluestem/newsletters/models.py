from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from bluestem.accounts.api import User
from bluestem.catalogue.api import PublicRecord
from bluestem.newsletters.blocks import IssueBlock
from bluestem.newsletters.choices import Stage


class Issue(PublicRecord):
    """One newsletter in one language. Public from the moment at which its sending begins."""

    title = models.CharField(_("subject"), max_length=150)
    summary = models.CharField(
        _("first sentence"), max_length=300, help_text=_("Mail programs show it beside the subject.")
    )
    body = StreamField(IssueBlock(), verbose_name=_("text"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.WRITING, editable=False)
    send_at = models.DateTimeField(_("to be sent"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    receivers = models.PositiveIntegerField(_("receivers"), default=0, editable=False)
    leavers = models.PositiveIntegerField(_("ended by it"), default=0, editable=False)

    class Meta(PublicRecord.Meta):
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("newsletters:issue", args=[self.slug])


class Subscription(models.Model):
    """An address that asked for the newsletter in a language. It counts once its reader has confirmed it by mail.

    A row goes when its reader ends it, or after a week without confirmation; nothing of it is kept.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("mail address"), max_length=254)
    language = models.CharField(_("language"), max_length=12)
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("asked for"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_subscription_per_address")]
        indexes = [models.Index(fields=["language", "confirmed_at"], name="subscription_language")]

    def __str__(self) -> str:
        return self.email


class Delivery(models.Model):
    """An issue that was handed to the outbox for a subscriber; what keeps anybody from getting it twice."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "subscription"], name="one_delivery_per_subscriber")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.subscription_id}"

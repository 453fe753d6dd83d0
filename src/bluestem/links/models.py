from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.links.choices import LinkState, Trouble

LONGEST = 500


class ExternalLink(models.Model):
    """An address of another site that at least one public record points to, with what the last visits found."""

    url = models.CharField(_("address"), max_length=LONGEST, unique=True)
    host = models.CharField(max_length=255)
    state = models.CharField(_("state"), max_length=8, choices=LinkState.choices, default=LinkState.UNKNOWN)
    trouble = models.CharField(_("what is wrong"), max_length=12, choices=Trouble.choices, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(_("since"), null=True, blank=True)
    checked_at = models.DateTimeField(_("last visited"), null=True, blank=True)
    next_at = models.DateTimeField(_("next visit"))

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        indexes = [
            models.Index(fields=["next_at", "host"], name="link_due"),
            models.Index(fields=["host", "checked_at"], name="link_host"),
            models.Index(fields=["state", "failing_since"], name="link_state"),
        ]

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """A record that points to a link; records are named by kind and id, because rooms above have their own tables."""

    link = models.ForeignKey(ExternalLink, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id", "link"], name="link_used_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class LinkScan(models.Model):
    """Until when the records of a kind have been looked through for links."""

    kind = models.CharField(max_length=60, unique=True)
    until = models.DateTimeField()
    whole_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.kind

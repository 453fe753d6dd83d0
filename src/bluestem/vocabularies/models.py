from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.vocabularies.choices import Species


class Topic(models.Model):
    """What the secretariat says of a topic: a topic of its own, or other words and another place for a built-in one.

    code: stable for ever; records, addresses and feeds hold it. labels: language (BCP 47) to words; a language
    without words gets the built-in ones, or English. successor: code of the topic that takes its place.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    labels = models.JSONField(_("words"), default=dict, blank=True)
    order = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    species = models.CharField(_("plant in drawings"), max_length=10, choices=Species.choices, default=Species.GRASS)
    successor = models.SlugField(_("replaced by"), max_length=40, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return str(self.labels.get("en") or self.code)

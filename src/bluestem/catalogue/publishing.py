"""What every public record is: addressed, dated, published or not, confirmed by someone."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from bluestem.kit.text import fold
from bluestem.vocabularies.api import LANGUAGES

CONFIRMATION_HOLDS = timedelta(days=365)


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ARCHIVED = "archived", _("Archived")


class Confirmer(models.TextChoices):
    """Who said that a record is right as it stands."""

    ORGANISATION = "organisation", _("by the organisation")
    SECRETARIAT = "secretariat", _("by the secretariat")


class RecordQuerySet(models.QuerySet[Any]):
    """Records of any state; `public()` leaves what everyone may read, `known()` what once was public as well."""

    def public(self) -> RecordQuerySet:
        """Records that everyone may read."""
        return self.filter(state=State.PUBLISHED)

    def known(self) -> RecordQuerySet:
        """Records that are or were public: their addresses answer, if only to say what became of them."""
        return self.filter(published_at__isnull=False).exclude(state=State.DRAFT)


class PublicRecord(models.Model):
    """Common fields of records. `changed_at` is set by services, so that imports can keep a source's own date."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    language = models.CharField(_("language of the text"), max_length=12, choices=[(c, c) for c in LANGUAGES])
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    is_sample = models.BooleanField(_("sample record"), default=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"))
    withdrawn_at = models.DateTimeField(_("withdrawn or archived"), null=True, blank=True, editable=False)
    withdrawn_because = models.CharField(_("reason for withdrawal"), max_length=300, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=12, choices=Confirmer.choices, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="%(class)s_published_has_date",
            )
        ]

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_gone(self) -> bool:
        """Whether the record was public once: its page says when and why it went."""
        return self.state in (State.WITHDRAWN, State.ARCHIVED)

    @property
    def revision(self) -> str:
        """Changes whenever the record does; part of the address of what is drawn from it."""
        return f"{int(self.changed_at.timestamp()):x}"

    def is_confirmation_old(self, now: datetime) -> bool:
        """Whether nobody confirmed the record within a year."""
        return self.confirmed_on is None or self.confirmed_on < (now - CONFIRMATION_HOLDS).date()


def free_slug(model: type[PublicRecord], title: str) -> str:
    """Give an address for a new record, made from its title, that no other record of its type has."""
    longest = model._meta.get_field("slug").max_length or 100  # noqa: SLF001
    base = slugify(fold(title))[: longest - 8].strip("-") or "record"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)

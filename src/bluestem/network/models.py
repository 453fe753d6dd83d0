from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import PublicRecord
from bluestem.network.choices import NetworkRole, OrganisationKind, OrganisationRole
from bluestem.ui.api import slug_address
from bluestem.vocabularies.api import COUNTRIES, LANGUAGES

COUNTRY_CHOICES = [(code, code) for code in COUNTRIES]


class Organisation(PublicRecord):
    """A ministry, school, company, university, centre or other body. Names are labels; PIC and ROR are keys."""

    name = models.CharField(_("name"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRY_CHOICES)
    city = models.CharField(_("city"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    member_since = models.PositiveSmallIntegerField(_("member since"), null=True, blank=True)
    summary = models.CharField(_("summary"), max_length=400)
    description = models.TextField(_("description"), blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    pic = models.CharField(_("PIC"), max_length=9, blank=True)
    ror = models.URLField(_("ROR"), max_length=60, blank=True)

    class Meta(PublicRecord.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            *PublicRecord.Meta.constraints,
            models.UniqueConstraint(fields=["pic"], condition=~models.Q(pic=""), name="one_organisation_per_pic"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return slug_address("network:organisation_detail", self.slug)

    @property
    def kind_label(self) -> str:
        """The words for its kind; `get_kind_display` costs ten times as much, and lists ask for twenty."""
        return str(OrganisationKind(self.kind).label)


class CountryProfile(models.Model):
    """What the network says about a country: how STEM education is organised there and whom to ask."""

    country = models.CharField(_("country"), max_length=2, choices=COUNTRY_CHOICES, unique=True)
    lead = models.TextField(_("introduction"), blank=True)
    language = models.CharField(_("language"), max_length=12, default="en", choices=[(c, c) for c in LANGUAGES])
    national_contact = models.ForeignKey(
        Organisation,
        verbose_name=_("national contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    member_since = models.PositiveSmallIntegerField(_("member since"), null=True, blank=True)
    ministries = models.CharField(_("ministries"), max_length=250, blank=True)
    local_networks = models.JSONField(_("local networks"), default=list, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("country profile")
        verbose_name_plural = _("country profiles")

    def __str__(self) -> str:
        return self.country


class OrganisationMembership(models.Model):
    """A person's place in an organisation."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=OrganisationRole.choices)
    since = models.DateTimeField(_("since"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="one_membership_per_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class NetworkMembership(models.Model):
    """A person's role in the secretariat of the network."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=NetworkRole.choices)
    since = models.DateTimeField(_("since"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="one_membership_per_network_role")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"

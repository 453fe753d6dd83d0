from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import PublicRecord
from bluestem.network.choices import NetworkRole, OrganisationKind, OrganisationRole, RequestState
from bluestem.ui.api import slug_address
from bluestem.vocabularies.api import COUNTRIES, LANGUAGES

PERSON = settings.AUTH_USER_MODEL
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


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships with their history; whoever asks what a person may do asks `current()`."""

    def current(self) -> MembershipQuerySet:
        """Those that have not ended. An ended one gives nothing, from the moment on."""
        return self.filter(ended_at=None)


class OrganisationMembership(models.Model):
    """A person's place in an organisation, with one row for each role they had; `ended_at` keeps the history."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=OrganisationRole.choices)
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(ended_at=None),
                name="one_current_membership_per_organisation",
            )
        ]
        indexes = [models.Index(fields=["organisation", "ended_at"], name="members_of_organisation")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class NetworkMembership(models.Model):
    """A person's role in the secretariat of the network; `ended_at` keeps the history."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=NetworkRole.choices)
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(ended_at=None),
                name="one_current_membership_per_network_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class MembershipRequest(models.Model):
    """A person asks to belong to an organisation; one of its managers or an editor decides."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(_("a word to the organisation"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RequestState.choices, default=RequestState.WAITING)
    asked_at = models.DateTimeField(_("asked"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(state=RequestState.WAITING),
                name="one_waiting_request_per_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state}"


class Invitation(models.Model):
    """A manager asks the owner of a mail address to join; the link works once, for that address, until it expires.

    Of the link's token only the hash is kept: whoever reads the table cannot follow the link.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(_("mail address"), max_length=254)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=OrganisationRole.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-invited_at"], name="invitations_newest")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > now


class Merge(models.Model):
    """Two records of one organisation became one. What was moved is kept, so that it can go back.

    moved: name of the part (`programmes.programme.organisation`) to the numbers of the rows that were moved.
    """

    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    merged = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    state_before = models.CharField(max_length=12)
    moved = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=300)
    merged_at = models.DateTimeField(_("merged"))
    merged_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(_("separated again"), null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_at=None), name="merged_into_one_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id}"

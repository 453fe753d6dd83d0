"""Reading organisations and country profiles."""

from __future__ import annotations

from django.db.models import QuerySet

from bluestem.accounts.api import User
from bluestem.network.models import CountryProfile, Organisation, OrganisationMembership


def organisation_page(slug: str) -> Organisation | None:
    """Give an organisation in any state, or None."""
    return Organisation.objects.filter(slug=slug).first()


def country_profile(country: str) -> CountryProfile | None:
    """Give what the network says about a country, with its national contact, or None."""
    return CountryProfile.objects.select_related("national_contact").filter(country=country).first()


def memberships_of(person: User) -> QuerySet[OrganisationMembership]:
    """Give a person's places in organisations, with the organisations."""
    return OrganisationMembership.objects.filter(person=person).select_related("organisation")

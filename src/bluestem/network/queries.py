"""Reading organisations and country profiles."""

from __future__ import annotations

from django.db.models import QuerySet

from bluestem.accounts.api import User
from bluestem.catalogue.api import WORD_PLACE, CompiledQuery
from bluestem.network.models import CountryProfile, Organisation, OrganisationMembership

_by_slug = CompiledQuery(lambda slug: Organisation.objects.filter(slug=slug), place=WORD_PLACE)


def organisation_page(slug: str) -> Organisation | None:
    """Give an organisation in any state, or None."""
    return next(iter(_by_slug(slug)), None)


_profile_of = CompiledQuery(
    lambda country: CountryProfile.objects.select_related("national_contact").filter(country=country),
    place=WORD_PLACE,
)


def country_profile(country: str) -> CountryProfile | None:
    """Give what the network says about a country, with its national contact, or None."""
    return next(iter(_profile_of(country)), None)


def memberships_of(person: User) -> QuerySet[OrganisationMembership]:
    """Give a person's places in organisations, with the organisations."""
    return OrganisationMembership.objects.filter(person=person).select_related("organisation")

"""What happens to organisations and country profiles."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.catalogue.api import page_changed, save_record
from bluestem.kit.html import clean_html
from bluestem.network.models import CountryProfile, Organisation


def save_organisation(
    *, organisation: Organisation, actor: User, now: datetime, reason: str = "", version: int | None = None
) -> Organisation:
    """Check and store an organisation. Raises PermissionDenied or ValidationError; then nothing has changed."""
    organisation.description = clean_html(organisation.description)
    save_record(kind="organisation", record=organisation, actor=actor, now=now, reason=reason, version=version)
    return organisation


@transaction.atomic
def save_country_profile(*, profile: CountryProfile, actor: User) -> CountryProfile:
    """Check and store what the network says about a country. Raises PermissionDenied or ValidationError."""
    if not actor.has_perm("network.change_countryprofile"):
        raise PermissionDenied(f"{actor} may not change country profiles.")
    profile.full_clean()
    profile.save()
    page_changed()
    return profile

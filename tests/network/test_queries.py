"""Reading organisations and country profiles."""

from __future__ import annotations

from bluestem.catalogue.api import State
from bluestem.network.api import Organisation, country_profile, memberships_of
from bluestem.network.queries import organisation_page


def test_an_organisation_is_found_by_its_address_in_any_state(organisation):
    Organisation.objects.filter(pk=organisation.pk).update(state=State.DRAFT)

    assert organisation_page("csr-europe") == organisation
    assert organisation_page("nowhere") is None


def test_a_profile_comes_with_its_contact_in_one_query(db, count_queries):
    with count_queries() as counted:
        profile = country_profile("be")
        assert profile is not None
        names = (profile.country, profile.national_contact and profile.national_contact.name)

    assert counted.number == 1
    assert names[0] == "be"
    assert names[1]
    assert country_profile("xx") is None


def test_memberships_come_with_their_organisations_in_one_query(member, organisation, count_queries):
    with count_queries() as counted:
        found = [(m.organisation.name, m.role) for m in memberships_of(member)]

    assert found == [(organisation.name, "member")]
    assert counted.number == 1

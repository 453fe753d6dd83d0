"""Broken links and the people they concern, in the admin and on my space."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bluestem.links.finding import scan
from bluestem.links.models import ExternalLink
from bluestem.links.queries import broken_links, broken_links_of, with_places
from bluestem.network.api import Organisation, OrganisationRole, join_organisation
from tests.reading import read_html, read_page


@pytest.fixture
def broken(db, organisation, now) -> ExternalLink:
    """The website of CSR Europe is broken; another organisation has it too, and a draft."""
    others = Organisation.objects.exclude(pk=organisation.pk)
    other, draft = others[0], others[1]
    url = "https://gone.example/<page>"
    Organisation.objects.filter(pk__in=[organisation.pk, other.pk, draft.pk]).update(website=url)
    scan(now)
    Organisation.objects.filter(pk=draft.pk).update(state="draft", name="Secret quasar")
    ExternalLink.objects.filter(url=url).update(
        state="broken", trouble="gone", status=404, failing_since=now, checked_at=now
    )
    return ExternalLink.objects.get(url=url)


@pytest.fixture
def manager(administrator, organisation, now):
    from tests.factories.people import make_person

    person = make_person("Mara Manager", now=now)
    join_organisation(
        person=person, organisation=organisation, role=OrganisationRole.MANAGER, actor=administrator, now=now
    )
    return person


def test_broken_links_name_the_public_records_that_have_them(broken, organisation):
    (found,) = with_places(list(broken_links()))

    assert found.link == broken
    assert len(found.places) == 2
    assert organisation.name in [place.title for place in found.places]
    assert "Secret quasar" not in [place.title for place in found.places]


def test_people_see_what_they_look_after(broken, manager, member, editor, organisation):
    (found,) = broken_links_of(manager)
    assert found.link == broken
    assert [place.record for place in found.places] == [organisation]
    assert broken_links_of(member) == []
    assert broken_links_of(editor) == []


def test_links_of_many_records_cost_few_queries(broken, count_queries):
    with count_queries() as counted:
        with_places(list(broken_links()))
    assert counted.number <= 3


def test_days_without_broken_links_cost_one_query(manager, count_queries):
    with count_queries() as counted:
        assert broken_links_of(manager) == []
    assert counted.number == 1


def test_my_space_shows_broken_links_to_managers(broken, manager, client, signed_in):
    client.force_login(manager)

    panel = read_page(client.get("/me/")).find(id="broken-links")
    assert "https://gone.example/<page>" in panel.text
    assert "There is no such page any more." in panel.text
    assert read_page(signed_in.get("/me/")).find_all(id="broken-links") == []


def test_the_report_lists_them_with_the_way_to_mend_them(broken, editing, organisation):
    answer = editing.get("/admin/reports/links/")

    page = read_html(answer.content.decode(), strict=False)
    assert "<page>" not in answer.content.decode()
    assert "There is no such page any more. (404)" in page.text
    assert f"/admin/organisations/edit/{organisation.pk}/" in [link["href"] for link in page.find_all("a")]
    assert "Secret quasar" not in page.text


def test_a_visit_is_asked_for_in_the_report(broken, editing, now):
    ExternalLink.objects.filter(pk=broken.pk).update(next_at=now + timedelta(days=9000))

    answer = editing.post(f"/admin/reports/links/{broken.pk}/visit/", follow=True)

    assert "will be visited" in answer.content.decode()
    broken.refresh_from_db()
    assert broken.next_at < now + timedelta(days=9000)
    assert editing.get(f"/admin/reports/links/{broken.pk}/visit/").status_code == 405
    assert editing.post("/admin/reports/links/999999/visit/").status_code == 404


def test_an_empty_report_says_so(editing, db):
    assert "No link is broken." in editing.get("/admin/reports/links/").content.decode()


def test_members_reach_no_report(broken, signed_in, client):
    for browser in (signed_in, client):
        assert browser.get("/admin/reports/links/").status_code == 302
        assert browser.post(f"/admin/reports/links/{broken.pk}/visit/").status_code == 302

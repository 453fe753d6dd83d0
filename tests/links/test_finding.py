"""Which links the public records have."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bluestem.links.finding import external, host_of, is_scan_due, scan, with_links
from bluestem.links.models import ExternalLink, LinkUse
from bluestem.network.api import Organisation
from bluestem.programmes.api import Programme, ProgrammeDocument
from tests.factories.records import new_organisation, new_programme, store


@pytest.fixture
def scanned(db, now) -> None:
    scan(now)


def urls_of(kind: str, record_id: int) -> set[str]:
    uses = LinkUse.objects.filter(kind=kind, record_id=record_id).select_related("link")
    return {use.link.url for use in uses}


def test_every_room_says_which_links_its_records_have(scanned):
    assert {record_type.name for record_type in with_links()} >= {"organisation", "programme", "publication"}
    for organisation in Organisation.objects.public():
        assert urls_of("organisation", organisation.pk) == set(external([organisation.website]))
    with_documents = Programme.objects.public().filter(documents__isnull=False).distinct()
    assert with_documents
    for programme in with_documents:
        documents = external(document.url for document in programme.documents.all())
        assert set(documents) <= urls_of("programme", programme.pk)


def test_a_changed_record_is_looked_at_within_the_hour(scanned, editor, organisation, now):
    organisation.website = "https://new.example/page#part"
    store(organisation, actor=editor, now=now + timedelta(minutes=30))
    assert not is_scan_due(now + timedelta(minutes=59))
    assert is_scan_due(now + timedelta(minutes=60))

    scan(now + timedelta(hours=1))

    assert urls_of("organisation", organisation.pk) == {"https://new.example/page"}


def test_what_is_public_no_longer_is_forgotten(scanned, editor, organisation, now):
    organisation.website = "https://only-here.example/"
    store(organisation, actor=editor, now=now)
    scan(now + timedelta(hours=1))
    assert ExternalLink.objects.filter(host="only-here.example").exists()

    Organisation.objects.filter(pk=organisation.pk).update(state="withdrawn")
    scan(now + timedelta(hours=2))

    assert not ExternalLink.objects.filter(host="only-here.example").exists()
    assert urls_of("organisation", organisation.pk) == set()


def test_drafts_are_not_looked_at(scanned, editor, now):
    draft = store(new_organisation(state="draft", website="https://draft.example/"), actor=editor, now=now)

    scan(now + timedelta(days=8))

    assert urls_of("organisation", draft.pk) == set()


def test_one_link_of_many_records_is_kept_once(scanned, editor, organisation, now):
    for number in (1, 2):
        programme = new_programme(organisation, strategy_url="https://shared.example/")
        programme.documents = [ProgrammeDocument(title=f"Report {number}", url="https://shared.example/#2")]
        store(programme, actor=editor, now=now)

    scan(now + timedelta(hours=1))

    link = ExternalLink.objects.get(url="https://shared.example/")
    assert (link.uses.count(), link.next_at) == (2, now + timedelta(hours=1))


def test_a_second_look_writes_nothing(scanned, now):
    before = list(LinkUse.objects.order_by("pk").values()), list(ExternalLink.objects.order_by("pk").values())

    scan(now + timedelta(days=8))

    assert (list(LinkUse.objects.order_by("pk").values()), list(ExternalLink.objects.order_by("pk").values())) == before


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.ORG:8080/a", "example.org"),
        ("ftp://example.org/", ""),
        ("javascript:alert(1)", ""),
        ("http://[::1", ""),
        ("", ""),
        ("mailto:a@example.org", ""),
    ],
)
def test_only_web_addresses_have_hosts(url, host):
    assert host_of(url) == host


def test_our_own_pages_and_endless_addresses_are_left_out():
    assert external(
        ["http://testserver/x", "https://a.example/" + "x" * 500, " https://a.example/#b ", "https://a.example/"]
    ) == ["https://a.example/"]

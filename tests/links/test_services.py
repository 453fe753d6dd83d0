"""Rounds of visits: polite, patient, and safe to begin again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from bluestem.links.choices import LinkState, Trouble
from bluestem.links.models import ExternalLink
from bluestem.links.rounds import begin_round
from bluestem.links.services import CLAIMED, ask_for_visit, look_after_links, require_keeper, visit_due


@pytest.fixture
def add(db, now):
    def adding(url: str, **fields) -> ExternalLink:
        from bluestem.links.finding import host_of

        return ExternalLink.objects.create(**{"url": url, "host": host_of(url), "next_at": now, **fields})

    return adding


def test_a_link_becomes_broken_visit_by_visit_and_well_again(sites, add, now):
    link = add(sites.url("/page"))
    found = []
    for _visit in range(3):
        visit_due(now=now, client=sites.client())
        link.refresh_from_db()
        found.append((link.state, link.trouble, link.status, link.failing_since))
        now = link.next_at
    sites.strange.serve("/page", b"")
    visit_due(now=now, client=sites.client())
    link.refresh_from_db()

    began = found[0][3]
    assert found == [
        (LinkState.FAILING, Trouble.GONE, 404, began),
        (LinkState.BROKEN, Trouble.GONE, 404, began),
        (LinkState.BROKEN, Trouble.GONE, 404, began),
    ]
    assert (link.state, link.trouble, link.status, link.failing_since, link.failures) == ("good", "", 200, None, 0)
    assert timedelta(days=7) <= link.next_at - now < timedelta(days=7, hours=6)


def test_a_round_visits_each_host_once_and_lets_it_rest(sites, add, now):
    for number in range(3):
        add(sites.url(f"/{number}", "one.example"), next_at=now - timedelta(minutes=10 - number))
    add(sites.url("/other", "two.example"))

    visited = [
        visit_due(now=now + timedelta(seconds=passed), client=sites.client()) for passed in (0, 10, 60, 120, 180)
    ]

    assert visited == [2, 0, 1, 1, 0]
    assert [path for method, path in sites.asked() if method == "HEAD" and path != "/other"] == ["/0", "/1", "/2"]


def test_a_round_that_is_cut_off_is_made_up_for(sites, add, now):
    link = add("http://one.example:1/")

    with pytest.raises(KeyboardInterrupt):
        visit_due(now=now, client=_Killed())

    link.refresh_from_db()
    assert (link.state, link.next_at) == (LinkState.UNKNOWN, now + CLAIMED)
    assert visit_due(now=now + CLAIMED, client=sites.client(ports={1})) == 1


class _Killed:
    def call(self, *_words: object, **_more: object) -> None:
        raise KeyboardInterrupt


def test_links_to_private_addresses_are_reported_and_never_asked(sites, add, now):
    link = add(sites.url("/secret", "private.example"))
    for _visit in range(3):
        visit_due(now=now, client=sites.client())
        link.refresh_from_db()
        now = link.next_at

    assert (link.state, link.trouble, link.status) == (LinkState.BROKEN, Trouble.FORBIDDEN, None)
    assert sites.asked() == []


def test_a_whole_round_finds_and_visits(sites, editor, organisation, now):
    sites.strange.serve("/home", b"")
    type(organisation).objects.exclude(pk=organisation.pk).update(website="")
    type(organisation).objects.filter(pk=organisation.pk).update(website=sites.url("/home"))

    while look_after_links(now=now, client=sites.client()):
        pass  # other hosts of the sample network come first

    assert ExternalLink.objects.get(url=sites.url("/home")).state == LinkState.GOOD


def test_only_keepers_of_records_ask_for_visits(add, editor, member, now):
    link = add("https://a.example/", next_at=now + timedelta(days=3))
    with pytest.raises(PermissionDenied):
        ask_for_visit(link=link, actor=member, now=now)
    link.refresh_from_db()
    assert link.next_at == now + timedelta(days=3)

    require_keeper(actor=editor)
    ask_for_visit(link=link, actor=editor, now=now)
    link.refresh_from_db()
    assert link.next_at == now


def test_no_second_round_is_queued_beside_another(db, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    assert [begin_round(), begin_round()] == [True, False]


def test_no_round_without_anything_to_do(db, settings):
    from django.utils import timezone

    from bluestem.links.finding import scan

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    scan(timezone.now())
    ExternalLink.objects.update(next_at=timezone.now() + timedelta(days=1))

    assert not begin_round()

"""Reading publications."""

from __future__ import annotations

from datetime import timedelta

from bluestem.catalogue.api import State
from bluestem.library.api import PublicationTranslation, save_publication
from bluestem.library.queries import publication_page, publications_of
from bluestem.programmes.api import Programme, save_programme
from tests.factories.records import new_programme, new_publication


def test_a_page_is_read_with_everything_whatever_its_size(editor, organisation, now, count_queries):
    programme = Programme.objects.get(slug="together-4-stem")
    publication = new_publication(organisation=organisation, programme=programme)
    publication.translations = [PublicationTranslation(language=x, title=x) for x in ("fr", "de", "nl")]
    save_publication(publication=publication, actor=editor, now=now)

    with count_queries() as counted:
        found = publication_page(publication.slug)
        assert found is not None
        shown = (found.organisation.name, found.programme.reading("fr").title, len(found.readings()))

    assert shown == (organisation.name, programme.reading("fr").title, 4)
    assert counted.number == 3, counted
    assert publication_page("nowhere") is None


def test_publications_of_a_programme_come_newest_first_and_public_only(editor, organisation, now):
    programme = save_programme(programme=new_programme(organisation), actor=editor, now=now)
    for title, year, age, state in (
        ("old", 2020, 0, State.PUBLISHED),
        ("new", 2024, 0, State.PUBLISHED),
        ("earlier that year", 2024, 3, State.PUBLISHED),
        ("draft", 2025, 0, State.DRAFT),
        ("withdrawn", 2025, 0, State.WITHDRAWN),
    ):
        record = new_publication(title=title, year=year, state=state, programme=programme)
        save_publication(publication=record, actor=editor, now=now - timedelta(days=age))
    save_publication(publication=new_publication(title="of nobody"), actor=editor, now=now)

    assert [p.title for p in publications_of(programme_id=programme.pk)] == ["new", "earlier that year", "old"]

"""Publications: stored, cleaned, refused; and downloads, counted on the record and in the ledger together."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from bluestem.catalogue.models import IndexChange
from bluestem.ledger.api import LedgerEntry, total
from bluestem.library.api import Publication, PublicationTranslation, record_download, save_publication
from bluestem.library.queries import downloads_by_publication
from bluestem.programmes.api import Programme
from tests.factories.records import new_publication

HOSTILE = '<p onclick="x()">a<script>alert(1)</script></p>'


def test_a_publication_is_stored_dated_and_noted_for_the_index(editor, now):
    publication = save_publication(publication=new_publication(countries=["be", "eu"]), actor=editor, now=now)

    publication.refresh_from_db()
    assert (publication.published_at, publication.changed_at, publication.downloads) == (now, now, 0)
    assert publication.countries == ["be", "eu"]
    assert list(IndexChange.objects.values_list("kind", "record_id")) == [("publication", publication.pk)]


def test_abstracts_are_cleaned_in_every_language(editor, now):
    publication = new_publication(abstract=HOSTILE)
    publication.translations = [PublicationTranslation(language="fr", title="Un", abstract=HOSTILE)]

    save_publication(publication=publication, actor=editor, now=now)

    stored = Publication.objects.get(pk=publication.pk)
    assert (stored.abstract, stored.translations.get().abstract) == ("<p>a</p>", "<p>a</p>")


@pytest.mark.parametrize("person", ["member", "organiser", "anonymous"])
def test_only_editors_store_publications(request, db, now, person):
    actor = AnonymousUser() if person == "anonymous" else request.getfixturevalue(person)
    there = Publication.objects.get(slug="kiezen-voor-stem")
    there.title = "Something else"
    before = Publication.objects.count(), IndexChange.objects.count()

    for publication in (there, new_publication()):
        with pytest.raises(PermissionDenied):
            save_publication(publication=publication, actor=actor, now=now)

    assert Publication.objects.get(pk=there.pk).title == "Kiezen voor STEM"
    assert (Publication.objects.count(), IndexChange.objects.count()) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 301),
        ("slug", "kiezen-voor-stem"),
        ("authors", ""),
        ("countries", []),
        ("kind", "poem"),
        ("year", None),
        ("pages", -1),
        ("url", "javascript:alert(1)"),
        ("language", "xx"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(editor, now, field, value):
    before = Publication.objects.count()

    with pytest.raises(ValidationError) as refusal:
        save_publication(publication=new_publication(**{field: value}), actor=editor, now=now)

    assert list(refusal.value.message_dict) == [field]
    assert Publication.objects.count() == before


def test_a_translation_stands_once_in_each_language(editor, now):
    publication = new_publication()
    publication.translations = [PublicationTranslation(language="fr", title="Un") for _ in range(2)]

    with pytest.raises(ValidationError, match="Translation with this Publication and Language already exists"):
        save_publication(publication=publication, actor=editor, now=now)

    assert not Publication.objects.filter(slug=publication.slug).exists()


def test_a_download_is_counted_once_on_the_record_and_in_the_ledger(editor, member, organisation, now):
    programme = Programme.objects.get(slug="together-4-stem")
    publication = new_publication(programme=programme, organisation=organisation, countries=["it", "be"])
    save_publication(publication=publication, actor=editor, now=now)

    record_download(publication=publication, actor=member, now=now)

    publication.refresh_from_db()
    entry = LedgerEntry.objects.get(object_id=str(publication.uuid))
    assert publication.downloads == 1
    assert (entry.verb, entry.object_kind, entry.object_title) == (
        "library.downloaded",
        "publication",
        publication.title,
    )
    assert (entry.actor, entry.programme_id, entry.organisation_id) == (member, programme.pk, organisation.pk)
    assert (entry.country, entry.quantity, entry.at, entry.recorded_by) == ("it", 1, now, "library.record_download")


def test_counter_and_ledger_move_together_or_not_at_all(db, now):
    publication = Publication.objects.get(slug="climate-education-toolkit")
    before = publication.downloads, total(verb="library.downloaded", object_id=str(publication.uuid))

    with transaction.atomic():
        record_download(publication=publication, actor=None, now=now)
        transaction.set_rollback(True)

    publication.refresh_from_db()
    assert (publication.downloads, total(verb="library.downloaded", object_id=str(publication.uuid))) == before
    assert before[0] == before[1]


def test_a_stale_copy_does_not_lose_a_download(db, now):
    first, second = (Publication.objects.get(slug="climate-education-toolkit") for _ in range(2))
    before = first.downloads

    record_download(publication=first, actor=None, now=now)
    record_download(publication=second, actor=None, now=now)

    first.refresh_from_db()
    assert first.downloads == before + 2


def test_editing_meanwhile_does_not_lose_a_download(editor, now):
    being_edited = Publication.objects.get(slug="climate-education-toolkit")
    before = being_edited.downloads
    record_download(publication=Publication.objects.get(pk=being_edited.pk), actor=None, now=now)

    save_publication(publication=being_edited, actor=editor, now=now)

    being_edited.refresh_from_db()
    assert being_edited.downloads == before + 1


def test_the_rooms_own_count_names_only_what_was_downloaded(db, count_queries):
    with count_queries() as counted:
        found = downloads_by_publication()

    downloaded = Publication.objects.filter(downloads__gt=0)
    assert found == {str(publication.uuid): publication.downloads for publication in downloaded}
    assert counted.number == 1

"""Declarations of record types, and the addresses and versions that every record has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import override

from bluestem.catalogue.api import State, choose_reading, registry, seconds, without_empty
from bluestem.catalogue.records import Registry
from bluestem.catalogue.search.port import Shape
from bluestem.programmes.api import Programme, ProgrammeTranslation
from tests.factories.records import new_organisation, new_programme

KINDS = ["programme", "publication", "organisation"]


def test_types_come_in_the_order_they_ask_for():
    register = Registry()
    for kind in ("newsletter", "publication", "page", "organisation", "programme"):
        register.register(registry[kind])

    names = [record_type.name for record_type in register]
    assert names == ["programme", "publication", "organisation", "page", "newsletter"]
    assert [record_type.name for record_type in registry] == names


@pytest.mark.parametrize("changes", [{"name": "other"}, {"path": "others"}])
def test_name_and_path_are_taken_once(changes):
    register = Registry()
    register.register(registry["programme"])

    with pytest.raises(ValueError, match="is declared twice"):
        register.register(replace(registry["programme"], **changes))

    assert [record_type.name for record_type in register] == ["programme"]


def test_facets_of_one_name_are_one_facet():
    for record_type in registry:
        for facet in record_type.facets:
            assert registry.facets()[facet.name] is facet


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_described_for_the_index(db, kind):
    record_type = registry[kind]
    shape = Shape.of(registry)
    for record in record_type.whole(record_type.public()):
        document = record_type.document(record)
        assert (document.kind, document.pk) == (kind, record.pk)
        assert document.title
        assert all(document.texts.values())
        assert set(document.facets) <= {facet.name for facet in record_type.facets}
        assert set(document.numbers) <= set(shape.numbers)
        assert document.numbers["published"] == int(record.published_at.timestamp())


@pytest.mark.parametrize("kind", KINDS)
def test_describing_costs_no_query_of_its_own(db, count_queries, kind):
    record_type = registry[kind]
    records = list(record_type.whole(record_type.public()))

    with count_queries() as counted:
        for record in records:
            record_type.document(record)
            record_type.json_ld(record)
            record_type.dublin_core(record)
            [column.value(record) for column in record_type.columns]

    assert counted.number == 0, counted


@pytest.mark.parametrize("kind", KINDS)
def test_an_identifier_leads_to_the_page(client, db, kind):
    record = registry[kind].public()[0]

    answer = client.get(f"/id/{kind}/{record.uuid}/")

    assert (answer.status_code, answer.headers["Location"]) == (302, record.get_absolute_url())


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_an_identifier_of_what_is_not_public_leads_nowhere(client, publish, state):
    record = publish(new_organisation(state=state))

    assert client.get(f"/id/organisation/{record.uuid}/").status_code == 404


NOBODY = "6f2b7c4e-6d1f-4a3e-9a52-0c1d2e3f4a5b"


@pytest.mark.parametrize("address", [f"/id/programme/{NOBODY}/", f"/id/cake/{NOBODY}/", "/id/programme/7/", "/id/"])
def test_an_unknown_identifier_answers_404(client, db, address):
    assert client.get(address).status_code == 404


def programme_in(*languages: str) -> Programme:
    programme = new_programme(new_organisation(), language=languages[0], name=languages[0])
    programme.translations = [ProgrammeTranslation(language=code, name=code, summary=code) for code in languages[1:]]
    return programme


@pytest.mark.parametrize(
    ("languages", "page", "asked", "chosen", "is_foreign"),
    [
        (("nl", "en", "fr"), "en", "", "en", False),
        (("nl", "en", "fr"), "de", "", "nl", True),
        (("nl", "en", "fr"), "en", "fr", "fr", True),
        (("nl", "en", "fr"), "fr", "xx", "nl", True),
        (("en",), "en", "", "en", False),
    ],
)
def test_the_version_is_the_readers_else_the_original(languages, page, asked, chosen, is_foreign):
    with override(page):
        reading = choose_reading(programme_in(*languages), asked)

        assert (reading.language, reading.is_foreign) == (chosen, is_foreign)
        assert reading.is_original is (chosen == languages[0])


def test_seconds_are_never_negative(now):
    assert seconds(now) == 1795348800
    assert seconds(now.replace(year=1900)) == 0


def test_what_is_not_known_is_left_out():
    assert without_empty({"a": 0, "b": "", "c": None, "d": [], "e": {}, "f": False}) == {"a": 0, "f": False}

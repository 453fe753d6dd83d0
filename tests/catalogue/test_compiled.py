"""Compiled queries give what the same querysets give, whatever the number of keys, and notice a new connection."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from bluestem.catalogue.compiled import SIZES, WORD_PLACE, CompiledBatch, CompiledQuery, attach_parts_to_all
from bluestem.network.models import Organisation
from bluestem.programmes.models import Programme

pytestmark = pytest.mark.django_db


def by_slug() -> CompiledQuery[Programme]:
    return CompiledQuery(
        lambda slug: Programme.objects.select_related("organisation").filter(slug=slug), place=WORD_PLACE
    )


def some(number: int) -> list[int]:
    return list(Organisation.objects.order_by("-pk").values_list("pk", flat=True)[:number])


def whole(found) -> list[dict[str, object]]:
    return [{field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields} for one in found]


def test_a_record_comes_as_the_queryset_gives_it_with_its_organisation(count_queries):
    query, slug = by_slug(), "together-4-stem"
    (found,) = query(slug)
    expected = Programme.objects.get(slug=slug)

    assert whole([found]) == whole([expected])
    with count_queries() as counted:
        assert found.organisation.name == "CSR Europe"
    assert counted.number == 0
    assert not found._state.adding
    assert query("no-such-programme") == []


def test_another_key_gives_another_record():
    query = by_slug()
    slugs = list(Programme.objects.values_list("slug", flat=True)[:3])

    assert [query(slug)[0].slug for slug in slugs] == slugs


@pytest.mark.parametrize("number", [0, 1, SIZES[0], SIZES[0] + 1, SIZES[-1], SIZES[-1] + 1])
def test_a_batch_gives_each_record_once(number):
    batch = CompiledBatch(lambda keys: Organisation.objects.filter(pk__in=keys).order_by("pk"))
    keys = some(number)

    assert whole(batch(keys)) == whole(Organisation.objects.filter(pk__in=keys).order_by("pk"))


def test_what_is_to_be_prefetched_comes_too(count_queries):
    batch = CompiledBatch(lambda keys: Programme.objects.filter(pk__in=keys).prefetch_related("translations"))
    keys = list(Programme.objects.values_list("pk", flat=True)[:5])
    with count_queries() as counted:
        found = {programme.pk: len(programme.translations.all()) for programme in batch(keys)}

    assert counted.number == 2
    assert found == {pk: Programme.objects.get(pk=pk).translations.count() for pk in keys}


def test_parts_come_with_one_query_to_whom_they_belong(count_queries):
    programmes = list(Programme.objects.all())
    with count_queries() as counted:
        attach_parts_to_all(programmes[:20], "translations")
        found = {programme.pk: [text.pk for text in programme.translations.all()] for programme in programmes[:20]}

    assert counted.number == 1
    assert found == {pk: list(Programme.objects.get(pk=pk).translations.values_list("pk", flat=True)) for pk in found}
    assert any(found.values())


@pytest.mark.django_db(transaction=True)
def test_another_thread_has_its_own(transactional_db):
    query: CompiledQuery[Organisation] = CompiledQuery(lambda key: Organisation.objects.filter(pk=key))
    expected = list(Organisation.objects.filter(pk=1))
    answers = [query(1)]

    def ask() -> None:
        answers.append(query(1))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()

    assert answers == [expected, expected]

"""A large world for benchmarks: generated, marked as such, the same at every run."""

from __future__ import annotations

import pytest
from django.db import transaction

from bluestem.catalogue.api import registry
from bluestem.demo.reading import read
from bluestem.demo.scaling import load_large_world
from bluestem.library.api import Publication
from bluestem.network.api import Organisation
from bluestem.programmes.api import Programme

KINDS = {"organisations": Organisation, "programmes": Programme, "publications": Publication}


@pytest.fixture
def larger(db, now):
    """Makes the world `scale` times as large; gives what was said."""

    def making(scale: int) -> list[str]:
        lines: list[str] = []
        load_large_world(scale=scale, now=now, say=lines.append)
        return lines

    return making


def generated() -> dict[str, list[dict]]:
    """Every generated record, without the keys that each database gives."""
    keys = ("id", "uuid", "organisation_id", "programme_id")
    return {
        name: [
            {field: value for field, value in row.items() if field not in keys}
            for row in model.objects.filter(slug__startswith="generated-").order_by("slug").values()
        ]
        for name, model in KINDS.items()
    }


def test_twice_the_network_is_twice_as_large(larger):
    lines = larger(2)

    for name, model in KINDS.items():
        wanted = 2 * len(read(name))
        assert model.objects.count() == wanted
        assert f"{name}: {wanted} of {wanted}" in lines


def test_generated_records_say_so_and_are_public(larger):
    larger(2)

    for model in KINDS.values():
        made = model.objects.filter(slug__startswith="generated-")
        assert set(made.values_list("is_sample", "state")) == {(True, "published")}
        assert not model.objects.exclude(slug__startswith="generated-").filter(slug__contains="generated").exists()


def test_repeating_adds_nothing_and_a_larger_scale_only_what_is_missing(larger):
    larger(2)
    assert larger(2) == []

    larger(3)

    assert {name: model.objects.count() for name, model in KINDS.items()} == {
        name: 3 * len(read(name)) for name in KINDS
    }


def test_the_world_is_the_same_at_every_run(larger):
    with transaction.atomic():
        larger(2)
        first = generated()
        transaction.set_rollback(True)

    larger(2)

    assert generated() == first
    assert all(len(rows) > 50 for rows in first.values())


def test_generated_records_are_correct_and_can_be_described(larger):
    larger(2)

    for record_type in registry:
        made = record_type.public().filter(slug__startswith="generated-")
        for record in record_type.whole(made):
            record.full_clean()
            assert record_type.document(record).title
    for programme in Programme.objects.filter(slug__startswith="generated-"):
        assert programme.evidence_level == programme.computed_evidence().level

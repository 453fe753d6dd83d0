"""Records for tests: complete and correct, not stored yet. What a test is about it says itself."""

from __future__ import annotations

from itertools import count
from typing import Any

from bluestem.catalogue.api import PublicRecord, State
from bluestem.library.api import Publication, PublicationKind, save_publication
from bluestem.network.api import CountryProfile, Organisation, OrganisationKind, save_organisation
from bluestem.programmes.api import Programme, Status, save_programme

_numbers = count(1)


def new_organisation(**fields: Any) -> Organisation:
    number = next(_numbers)
    return Organisation(
        **{
            "slug": f"test-organisation-{number}",
            "name": f"Test organisation {number}",
            "kind": OrganisationKind.NGO,
            "country": "be",
            "language": "en",
            "state": State.PUBLISHED,
            "summary": "Helps teachers to bring experiments into the classroom.",
            **fields,
        }
    )


def new_programme(organisation: Organisation, **fields: Any) -> Programme:
    number = next(_numbers)
    return Programme(
        **{
            "slug": f"test-programme-{number}",
            "number": f"T-{number}",
            "name": f"Test programme {number}",
            "country": organisation.country,
            "organisation": organisation,
            "language": "en",
            "state": State.PUBLISHED,
            "summary": "Pupils build small machines and measure what they do.",
            "description": "<p>Pupils build small machines and measure what they do.</p>",
            "status": Status.ACTIVE,
            "year_start": 2020,
            **fields,
        }
    )


def new_publication(**fields: Any) -> Publication:
    number = next(_numbers)
    return Publication(
        **{
            "slug": f"test-publication-{number}",
            "title": f"Test publication {number}",
            "authors": "Test Institute",
            "countries": ["be"],
            "language": "en",
            "state": State.PUBLISHED,
            "kind": PublicationKind.REPORT,
            "year": 2024,
            "abstract": "<p>What happens in lessons with experiments.</p>",
            **fields,
        }
    )


def new_profile(**fields: Any) -> CountryProfile:
    return CountryProfile(
        **{"country": "is", "lead": "Schools in Iceland teach science from the first year.", **fields}
    )


def store(record: PublicRecord, **by: Any) -> PublicRecord:
    """Store a record through its room's service; `by` are `actor` and `now`."""
    if isinstance(record, Programme):
        return save_programme(programme=record, **by)
    if isinstance(record, Publication):
        return save_publication(publication=record, **by)
    return save_organisation(organisation=record, **by)

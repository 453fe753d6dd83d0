"""Loading the sample network, only through the services of the rooms; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from bluestem.accounts.api import User, create_person
from bluestem.demo.building import build_country_profile, build_organisation, build_programme, build_publication
from bluestem.demo.reading import read
from bluestem.demo.submissions import load_submissions
from bluestem.demo.written import load_pages
from bluestem.library.api import Publication, record_download, save_publication
from bluestem.network.api import (
    CountryProfile,
    NetworkRole,
    Organisation,
    appoint,
    join_organisation,
    save_country_profile,
    save_organisation,
)
from bluestem.programmes.api import Programme, save_programme

# Known to everyone who reads this file; the settings refuse to serve a demo to other machines.
PASSWORD = "bluestem-demo-sign-in"  # noqa: S105
SECRETARIAT = "administrator"


@dataclass
class Loaded:
    """How many records of each kind were added; what was there is not counted."""

    added: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str) -> None:
        self.added[kind] = self.added.get(kind, 0) + 1


def load_sample_network(*, now: datetime, say: Callable[[str], None]) -> Loaded:
    """Add whatever is missing of the sample network.

    Gives what was added. Safe to run again: records that exist are left alone, with everything typed into them.
    """
    loaded = Loaded()
    administrator = _administrator(now)
    for kind, load in (
        ("organisations", _load_organisations),
        ("people", _load_people),
        ("countries", _load_countries),
        ("programmes", _load_programmes),
        ("publications", _load_publications),
        ("pages", _load_pages),
        ("submissions", _load_submissions),
    ):
        load(administrator, now, loaded)
        say(f"{kind}: {loaded.added.get(kind, 0)} added")
    return loaded


def _administrator(now: datetime) -> User:
    row = next(row for row in read("people") if row["role"] == SECRETARIAT)
    return _person(row, now) or User.objects.get(email=row["email"])


def _person(row: dict[str, Any], now: datetime, actor: AbstractBaseUser | None = None) -> User | None:
    """Create a person with their role, or nobody when the address has an account."""
    if User.objects.filter(email__iexact=row["email"]).exists():
        return None
    person = create_person(email=row["email"], name=row["name"], password=PASSWORD, now=now, language=_language(row))
    if row["role"] in NetworkRole.values:
        appoint(person=person, role=NetworkRole(row["role"]), actor=actor, now=now)
    return person


def _language(row: dict[str, Any]) -> str:
    offered = dict(settings.LANGUAGES)
    return next((code for code in row.get("languages", []) if code in offered), "en")


def _load_people(administrator: User, now: datetime, loaded: Loaded) -> None:
    for row in read("people"):
        person = _person(row, now, administrator)
        if person is None:
            continue
        loaded.count("people")
        if row.get("organisation") and row["role"] not in NetworkRole.values:
            organisation = Organisation.objects.get(slug=row["organisation"])
            join_organisation(person=person, organisation=organisation, role=row["role"], actor=administrator, now=now)


def _load_organisations(administrator: User, now: datetime, loaded: Loaded) -> None:
    for row in _missing(Organisation, "organisations"):
        organisation = build_organisation(row)
        save_organisation(organisation=organisation, actor=administrator, now=_moment(row, now))
        loaded.count("organisations")


def _load_countries(administrator: User, now: datetime, loaded: Loaded) -> None:
    known = set(CountryProfile.objects.values_list("country", flat=True))
    organisations = _by_slug(Organisation)
    for row in read("countries"):
        if row["code"] not in known:
            save_country_profile(profile=build_country_profile(row, organisations), actor=administrator)
            loaded.count("countries")


def _load_programmes(administrator: User, now: datetime, loaded: Loaded) -> None:
    organisations = _by_slug(Organisation)
    for row in _missing(Programme, "programmes"):
        programme = build_programme(row, organisations)
        save_programme(programme=programme, actor=administrator, now=_moment(row, now))
        loaded.count("programmes")


def _load_publications(administrator: User, now: datetime, loaded: Loaded) -> None:
    organisations, programmes = _by_slug(Organisation), _by_slug(Programme)
    for number, row in enumerate(_missing(Publication, "publications")):
        publication = build_publication(row, organisations, programmes)
        save_publication(publication=publication, actor=administrator, now=_moment(row, now))
        loaded.count("publications")
        if publication.file:
            _download(publication, times=(7 * number) % 23, now=now)


def _load_pages(administrator: User, now: datetime, loaded: Loaded) -> None:
    added = load_pages(administrator)
    if added:
        loaded.added["pages"] = added


def _load_submissions(administrator: User, now: datetime, loaded: Loaded) -> None:
    for _number in range(load_submissions(now=now)):
        loaded.count("submissions")


def _download(publication: Publication, *, times: int, now: datetime) -> None:
    """Some readers of the sample network took the file; each is a line in the ledger, as in real life."""
    for _time in range(times):
        record_download(publication=publication, actor=None, now=now)


def _missing(model: type, name: str) -> Iterable[dict[str, Any]]:
    known = set(model.objects.values_list("slug", flat=True))
    return [row for row in read(name) if row["slug"] not in known]


def _by_slug(model: type) -> dict[str, Any]:
    return {record.slug: record for record in model.objects.all()}


def _moment(row: dict[str, Any], now: datetime) -> datetime:
    """When a sample was published: noon of its day, never later than now."""
    day: date | None = row.get("published_on")
    return min(datetime.combine(day, time(12), UTC), now) if day else now

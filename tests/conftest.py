"""One world for every test: the sample network, loaded once per process through the rooms' services.

Tests read it, or change it inside a transaction that is rolled back. Whoever wants the search index to follow a change
uses `published`; afterwards the index is that of the sample network again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation

from bluestem.accounts.api import User
from bluestem.catalogue.api import PublicRecord, rebuild_index, suspend_indexing
from bluestem.catalogue.search import generation, get_engine
from bluestem.catalogue.search.folder import IndexFolder
from bluestem.demo.loading import load_sample_network
from bluestem.network.api import NetworkRole, Organisation, OrganisationRole, join_organisation
from tests import schema_cache
from tests.factories.people import give_second_factor, make_person
from tests.factories.records import store
from tests.queries import CountsQueries

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def migrated_before(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether the test database is there already, with every migration, from an earlier run."""
    kept = _kept_schema(request)
    if not kept.is_file() or connection.vendor != "sqlite":
        yield False
        return
    memory = schema_cache.restore(kept)
    yield True
    memory.close()


@pytest.fixture(scope="session")
def django_db_keepdb(migrated_before: bool) -> bool:
    return migrated_before


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureDef,
    migrated_before: bool,
    request: pytest.FixtureRequest,
) -> None:
    with django_db_blocker.unblock():
        if not migrated_before and connection.vendor == "sqlite":
            schema_cache.keep(_kept_schema(request))
        with translation.override("en"), suspend_indexing():
            load_sample_network(now=NOW, say=lambda _line: None)
        rebuild_index()


def _kept_schema(request: pytest.FixtureRequest) -> Path:
    return schema_cache.kept_schema(request.config.cache.mkdir("schema"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request in another language leaves that language behind in its thread; the next test begins in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def administrator(db: None) -> User:
    person = User.objects.get(email="administrator@bluestem.example")
    give_second_factor(person)
    return person


@pytest.fixture
def editor(db: None, administrator: User) -> User:
    return make_person("Eda Editor", role=NetworkRole.EDITOR, by=administrator, now=NOW)


@pytest.fixture
def organiser(db: None, administrator: User) -> User:
    return make_person("Orla Organiser", role=NetworkRole.ORGANISER, by=administrator, now=NOW)


@pytest.fixture
def member(db: None, administrator: User, organisation: Organisation) -> User:
    """A member of CSR Europe without any role in the network."""
    person = make_person("Mira Member", now=NOW)
    join_organisation(
        person=person, organisation=organisation, role=OrganisationRole.MEMBER, actor=administrator, now=NOW
    )
    return person


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.get(slug="csr-europe")


@pytest.fixture
def signed_in(member: User) -> Client:
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def editing(editor: User) -> Client:
    """The browser of an editor who is signed in."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def count_queries() -> CountsQueries:
    """`with count_queries() as counted: …` and then `counted.number`."""
    return CountsQueries


@pytest.fixture
def count_generation() -> Callable[[], AbstractContextManager]:
    """`with count_generation() as risen: …` and then `risen()`: how often finished pages were dropped."""

    @contextmanager
    def counting() -> Iterator[Callable[[], int]]:
        before = generation().current()
        yield lambda: generation().current() - before

    return counting


@pytest.fixture(scope="session")
def sample_index(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the index of the sample network, as it was before any test."""
    copy = tmp_path_factory.mktemp("index") / "sample"
    shutil.copytree(_index_folder().current().folder, copy)
    return copy


@pytest.fixture
def published(
    sample_index: Path, db: None, django_capture_on_commit_callbacks: Callable
) -> Iterator[Callable[[], AbstractContextManager]]:
    """`with published(): …` does at its end what waits for the commit, so the search index has what was changed inside.

    Afterwards the index is put back from the copy, which takes some milliseconds; the database rolls itself back.
    """
    yield lambda: django_capture_on_commit_callbacks(execute=True)
    get_engine().close()
    folder = _index_folder()
    shutil.copytree(sample_index, restored := folder.create(), dirs_exist_ok=True)
    folder.publish(restored, folder.current().fingerprint)
    folder.clear()
    generation().advance()


@pytest.fixture
def publish(editor: User, published: Callable) -> Callable[..., PublicRecord]:
    """`publish(record)` stores a record through its room's service, as an editor does; the index follows."""

    def publishing(record: PublicRecord) -> PublicRecord:
        with published():
            return store(record, actor=editor, now=NOW)

    return publishing


def _index_folder() -> IndexFolder:
    return IndexFolder(settings.DATA_FOLDER / "search")

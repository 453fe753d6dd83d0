"""People and records around submissions: a manager of CSR Europe, one of another organisation, a sheet."""

from __future__ import annotations

import pytest
from django.test import Client

from bluestem.accounts.api import User
from bluestem.network.api import Organisation, OrganisationRole, join_organisation
from bluestem.programmes.api import Indicator, Programme, Reach, save_programme
from bluestem.publishing.api import begin_change, submit
from bluestem.publishing.models import Submission
from tests.factories.people import make_person
from tests.factories.records import new_organisation, new_programme, store


def manager_of(organisation, name, *, administrator, now) -> User:
    person = make_person(name, now=now)
    join_organisation(
        person=person, organisation=organisation, role=OrganisationRole.MANAGER, actor=administrator, now=now
    )
    return person


@pytest.fixture
def manager(administrator, organisation, now) -> User:
    return manager_of(organisation, "Mona Manager", administrator=administrator, now=now)


@pytest.fixture
def colleague(administrator, organisation, now) -> User:
    return manager_of(organisation, "Cleo Colleague", administrator=administrator, now=now)


@pytest.fixture
def elsewhere(editor, now) -> Organisation:
    return store(new_organisation(name="Elsewhere"), actor=editor, now=now)


@pytest.fixture
def stranger(administrator, elsewhere, now) -> User:
    """The manager of another organisation."""
    return manager_of(elsewhere, "Sten Stranger", administrator=administrator, now=now)


@pytest.fixture
def managing(manager) -> Client:
    """The browser of the manager."""
    client = Client()
    client.force_login(manager)
    return client


@pytest.fixture
def programme(editor, organisation, now) -> Programme:
    programme = new_programme(organisation, name="Machines", slug="machines", topics=["climate"])
    programme.indicators = [Indicator(name="Pupils", kind="reach", measured_by="Counting", target=100)]
    programme.reach = [Reach(year=2025, what="pupils", actual=40)]
    return save_programme(programme=programme, actor=editor, now=now)


@pytest.fixture
def draft(programme, manager, now) -> Submission:
    """A change of the sheet that was begun, nothing typed yet."""
    return begin_change(kind="programme", record=programme, actor=manager, now=now)


@pytest.fixture
def submitted(draft, manager, now) -> Submission:
    return submit(submission=draft, actor=manager, now=now)

"""Organisations, country profiles and memberships: what changes, who may, and that a refusal changes nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from bluestem.catalogue.api import State
from bluestem.catalogue.models import IndexChange
from bluestem.network.api import (
    CountryProfile,
    NetworkRole,
    Organisation,
    OrganisationRole,
    appoint,
    join_organisation,
    save_country_profile,
    save_organisation,
)
from bluestem.network.models import NetworkMembership, OrganisationMembership
from tests.factories.people import make_person
from tests.factories.records import new_organisation, new_profile


@pytest.fixture
def stranger(request):
    """Somebody without the rights of an editor: a member, an organiser, or nobody at all."""
    return AnonymousUser() if request.param == "anonymous" else request.getfixturevalue(request.param)


@pytest.fixture
def no_profile(db) -> None:
    """Iceland, of which `new_profile` tells, has no profile yet."""
    CountryProfile.objects.filter(country="is").delete()


strangers = pytest.mark.parametrize("stranger", ["member", "organiser", "anonymous"], indirect=True)


def test_an_organisation_is_stored_dated_and_noted_for_the_index(editor, now):
    organisation = save_organisation(organisation=new_organisation(), actor=editor, now=now)

    organisation.refresh_from_db()
    assert (organisation.published_at, organisation.changed_at) == (now, now)
    assert list(IndexChange.objects.values_list("kind", "record_id")) == [("organisation", organisation.pk)]


def test_the_description_is_cleaned(editor, now):
    organisation = new_organisation(description='<p onclick="x()">a<script>alert(1)</script></p>')

    save_organisation(organisation=organisation, actor=editor, now=now)

    organisation.refresh_from_db()
    assert organisation.description == "<p>a</p>"


@strangers
def test_only_editors_store_organisations(stranger, organisation, now):
    before = Organisation.objects.count(), IndexChange.objects.count()
    name = organisation.name
    organisation.name = "Something else"

    for record in (organisation, new_organisation()):
        with pytest.raises(PermissionDenied):
            save_organisation(organisation=record, actor=stranger, now=now)

    organisation.refresh_from_db()
    assert organisation.name == name
    assert (Organisation.objects.count(), IndexChange.objects.count()) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("slug", "csr-europe"),
        ("slug", "no spaces"),
        ("kind", "circus"),
        ("country", "xx"),
        ("website", "javascript:alert(1)"),
        ("language", "klingon"),
        ("state", "secret"),
        ("summary", "x" * 401),
        ("founded", -1),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(editor, now, field, value):
    before = Organisation.objects.count()

    with pytest.raises(ValidationError) as refusal:
        save_organisation(organisation=new_organisation(**{field: value}), actor=editor, now=now)

    assert list(refusal.value.message_dict) == [field]
    assert Organisation.objects.count() == before


def test_a_pic_names_one_organisation(editor, now):
    save_organisation(organisation=new_organisation(pic="123456789"), actor=editor, now=now)

    with pytest.raises(ValidationError, match=r"(?i)pic"):
        save_organisation(organisation=new_organisation(pic="123456789"), actor=editor, now=now)

    assert Organisation.objects.filter(pic="123456789").count() == 1


def test_the_database_itself_refuses_a_second_pic(editor, now):
    save_organisation(organisation=new_organisation(pic="123456789"), actor=editor, now=now)
    second = new_organisation(pic="123456789", published_at=now, changed_at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_many_organisations_may_lack_a_pic(editor, now):
    for _ in range(2):
        save_organisation(organisation=new_organisation(pic=""), actor=editor, now=now)

    assert Organisation.objects.filter(pic="", slug__startswith="test-").count() == 2


def test_the_database_itself_refuses_a_published_record_without_date(db, now):
    undated = new_organisation(changed_at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        undated.save()


def test_a_draft_needs_no_date(editor, now):
    draft = save_organisation(organisation=new_organisation(state=State.DRAFT), actor=editor, now=now)

    assert draft.published_at is None
    assert draft not in Organisation.objects.public()


@pytest.mark.usefixtures("no_profile")
def test_a_country_profile_is_stored(editor):
    profile = save_country_profile(profile=new_profile(reviewed_on=date(2026, 1, 2)), actor=editor)

    assert CountryProfile.objects.get(country="is") == profile


@pytest.mark.usefixtures("no_profile")
@strangers
def test_only_editors_store_country_profiles(stranger):
    with pytest.raises(PermissionDenied):
        save_country_profile(profile=new_profile(), actor=stranger)

    assert not CountryProfile.objects.filter(country="is").exists()


@pytest.mark.usefixtures("no_profile")
@pytest.mark.parametrize(("field", "value"), [("country", "xx"), ("language", "xx"), ("ministries", "x" * 251)])
def test_a_wrong_country_profile_names_the_field(editor, field, value):
    with pytest.raises(ValidationError) as refusal:
        save_country_profile(profile=new_profile(**{field: value}), actor=editor)

    assert list(refusal.value.message_dict) == [field]


@pytest.mark.usefixtures("no_profile")
def test_a_country_has_one_profile(editor):
    save_country_profile(profile=new_profile(), actor=editor)

    with pytest.raises(ValidationError) as refusal:
        save_country_profile(profile=new_profile(), actor=editor)

    assert list(refusal.value.message_dict) == ["country"]


@pytest.mark.usefixtures("no_profile")
def test_a_changed_profile_drops_finished_pages(editor, published, count_generation):
    with count_generation() as risen, published():
        save_country_profile(profile=new_profile(), actor=editor)

    assert risen() == 1


def test_joining_again_changes_the_role(editor, member, organisation, now):
    later = now + timedelta(days=1)

    membership = join_organisation(
        person=member, organisation=organisation, role=OrganisationRole.MANAGER, actor=editor, now=later
    )

    assert list(OrganisationMembership.objects.current().filter(person=member)) == [membership]
    assert (membership.role, membership.since) == (OrganisationRole.MANAGER, later)


@strangers
def test_only_editors_decide_on_memberships(stranger, organisation, now):
    person = make_person("Nina New", now=now)

    with pytest.raises(PermissionDenied):
        join_organisation(
            person=person, organisation=organisation, role=OrganisationRole.MANAGER, actor=stranger, now=now
        )

    assert not OrganisationMembership.objects.filter(person=person).exists()


def test_an_administrator_appoints_people(administrator, now):
    person = make_person("Nina New", now=now)

    first = appoint(person=person, role=NetworkRole.EVALUATOR, actor=administrator, now=now)
    again = appoint(person=person, role=NetworkRole.EVALUATOR, actor=administrator, now=now)

    assert first == again
    assert list(NetworkMembership.objects.filter(person=person).values_list("role", "since")) == [("evaluator", now)]


@pytest.mark.parametrize("actor", ["member", "organiser", "editor", None])
@pytest.mark.parametrize("role", [NetworkRole.EDITOR, NetworkRole.ADMINISTRATOR])
def test_nobody_else_appoints(request, db, now, actor, role):
    by = request.getfixturevalue(actor) if actor else None
    person = make_person("Nina New", now=now)

    with pytest.raises(PermissionDenied):
        appoint(person=person, role=role, actor=by, now=now)

    assert not NetworkMembership.objects.filter(person=person).exists()


def test_the_first_administrator_of_an_empty_installation_appoints_herself(db, now):
    NetworkMembership.objects.all().delete()
    person = make_person("Nina New", now=now)

    with pytest.raises(PermissionDenied):
        appoint(person=person, role=NetworkRole.EDITOR, actor=None, now=now)
    appoint(person=person, role=NetworkRole.ADMINISTRATOR, actor=None, now=now)
    with pytest.raises(PermissionDenied):
        appoint(person=make_person("Late Comer", now=now), role=NetworkRole.ADMINISTRATOR, actor=None, now=now)

    assert list(NetworkMembership.objects.values_list("person__name", "role")) == [("Nina New", "administrator")]

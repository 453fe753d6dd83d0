"""Accounts are made through one service, one for each address."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bluestem.accounts.api import User, create_person


def create(now, **changes: object) -> User:
    return create_person(
        **{"email": "ana@example.org", "name": "Ana Alves", "password": "a long passphrase", "now": now, **changes}
    )


def test_a_person_is_stored_as_told(now, db):
    person = create(now, language="fr")

    person.refresh_from_db()
    assert (person.email, person.name, person.language, person.joined_at) == (
        "ana@example.org",
        "Ana Alves",
        "fr",
        now,
    )
    assert person.check_password("a long passphrase")
    assert (person.is_active, person.is_superuser, person.is_staff) == (True, False, False)


def test_the_password_is_not_stored_as_it_is(now, db):
    assert "passphrase" not in create(now).password


def test_without_a_password_nobody_can_sign_in(now, db):
    person = create(now, password=None)

    assert not person.has_usable_password()
    assert not person.check_password("")


@pytest.mark.parametrize("taken", ["ana@example.org", "ANA@Example.ORG", "Ana@example.org"])
def test_an_address_has_one_account_in_any_case(now, db, taken):
    create(now)
    before = User.objects.count()

    with pytest.raises(ValidationError):
        create(now, email=taken)

    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""),
        ("email", "ana"),
        ("email", "ana@example.org\x00"),
        ("email", f"{'a' * 250}@example.org"),
        ("name", ""),
        ("name", "x" * 121),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(now, db, field, value):
    before = User.objects.count()

    with pytest.raises(ValidationError) as refusal:
        create(now, **{field: value})

    assert list(refusal.value.message_dict) == [field]
    assert User.objects.count() == before


def test_the_database_itself_refuses_a_second_account(now, db):
    create(now)
    second = User(email="ANA@example.org", name="Ana", joined_at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


@pytest.mark.parametrize(
    ("name", "initials"), [("Ana Alves", "AA"), ("Ana", "AN"), ("Ana Maria de Sousa", "AS"), ("é", "É")]
)
def test_initials(name, initials):
    assert User(name=name).initials == initials


def test_a_person_is_found_by_address_in_any_case(now, db):
    person = create(now)

    assert User.objects.get_by_natural_key("ANA@EXAMPLE.org") == person

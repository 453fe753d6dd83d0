"""What the platform holds about people is registered, with a reason."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from bluestem.accounts.api import User
from bluestem.privacy.api import PersonalData, register_of_personal_data
from bluestem.privacy.registry import Register


def entry(model: type[Model] = User, **changes: object) -> PersonalData:
    return PersonalData(
        **{
            "model": model,
            "purpose": "To sign you in.",
            "legal_basis": "6(1)(b)",
            "retention": "Until you delete your account.",
            "person": "",
            "fields": ("email",),
            **changes,
        }
    )


def test_what_is_registered_is_listed_in_order():
    register = Register()
    first = entry()

    register.register(first)

    assert register.entries() == (first,)
    assert User in register
    assert PersonalData not in register


def test_a_model_is_registered_once():
    register = Register()
    register.register(entry())

    with pytest.raises(ValueError, match="User is registered twice"):
        register.register(entry(fields=("name",)))

    assert [known.fields for known in register.entries()] == [("email",)]


def test_a_field_that_the_model_does_not_have_is_refused():
    register = Register()

    with pytest.raises(ValueError, match="User has no field nickname, shoe_size"):
        register.register(entry(fields=("email", "shoe_size", "nickname")))

    assert register.entries() == ()


def tables_that_point_to_people(*, of: str) -> set[str]:
    """The names of the tables that point to a person, of one Python package."""
    person = apps.get_model(settings.AUTH_USER_MODEL)
    return {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith(f"{of}.")
        and any(field.related_model is person and not field.auto_created for field in model._meta.get_fields())
    }


def test_every_table_of_allauth_that_points_to_a_person_is_registered():
    registered = {known.model.__name__ for known in register_of_personal_data.entries()}

    assert tables_that_point_to_people(of="allauth") == {"Authenticator", "EmailAddress", "SocialAccount"}
    assert tables_that_point_to_people(of="allauth") <= registered


def test_every_entry_says_why_on_what_basis_and_for_how_long():
    for known in register_of_personal_data.entries():
        assert str(known.purpose).endswith("."), known
        assert str(known.retention).endswith("."), known
        assert known.legal_basis.startswith("6(1)("), known


def test_the_way_from_a_row_to_the_person_exists():
    person = apps.get_model(settings.AUTH_USER_MODEL)

    for known in register_of_personal_data.entries():
        assert known.model is person or known.model._meta.get_field(known.person).related_model is person

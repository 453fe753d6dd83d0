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


def models_about_people() -> set[type[Model]]:
    """Every table of our rooms that points to a person, and the person's own."""
    person = apps.get_model(settings.AUTH_USER_MODEL)
    return {person} | {
        model
        for model in apps.get_models()
        if model.__module__.startswith("bluestem.")
        and any(field.related_model is person and not field.auto_created for field in model._meta.get_fields())
    }


def test_every_table_about_people_is_registered():
    assert {model.__name__ for model in models_about_people()} == {
        known.model.__name__ for known in register_of_personal_data.entries()
    }


def test_every_entry_says_why_on_what_basis_and_for_how_long():
    for known in register_of_personal_data.entries():
        assert str(known.purpose).endswith("."), known
        assert str(known.retention).endswith("."), known
        assert known.legal_basis.startswith("6(1)("), known


def test_the_way_from_a_row_to_the_person_exists():
    person = apps.get_model(settings.AUTH_USER_MODEL)

    for known in register_of_personal_data.entries():
        assert known.model is person or known.model._meta.get_field(known.person).related_model is person

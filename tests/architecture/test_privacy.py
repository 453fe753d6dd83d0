"""Every table that says something about a person stands in the register of personal data."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from bluestem.privacy.api import register_of_personal_data

# Field names that tell of a person, whatever the table is called
TELLING = {
    *("email", "mail", "phone", "mobile", "first_name", "last_name", "surname", "full_name", "birth_date"),
    *("born_on", "address", "street", "postcode", "ip_address", "user_agent", "photo", "gender", "nationality"),
}


def test_every_table_about_people_is_registered():
    missing = [model.__name__ for model in tables() if facts(model) and model not in register_of_personal_data]

    assert missing == [], "register these in the room's contributions.py (bluestem.privacy.api)"


def test_every_registered_table_names_each_field_about_the_person():
    unnamed = [
        f"{entry.model.__name__}.{field.name}"
        for entry in register_of_personal_data.entries()
        for field in facts(entry.model)
        if field.name not in {*entry.fields, *entry.further}
    ]

    assert unnamed == []


def test_every_entry_can_find_its_person():
    """`person` leads from a row to the account, so that export and erasure can follow it."""
    account = apps.get_model(settings.AUTH_USER_MODEL)
    for entry in register_of_personal_data.entries():
        model = entry.model
        for step in entry.person.split("__") if entry.person else []:
            model = model._meta.get_field(step).related_model
        assert model is account, entry.model.__name__


def test_accounts_themselves_count_as_about_people():
    assert facts(apps.get_model(settings.AUTH_USER_MODEL))


def tables() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("bluestem."))


def facts(model: type[Model]) -> list[Field]:
    """The fields of a table that tell of a person: those that point to an account, or are named like it."""
    account = apps.get_model(settings.AUTH_USER_MODEL)
    own = [field for field in model._meta.get_fields() if not field.auto_created]
    return [field for field in own if field.related_model is account or field.name in TELLING]

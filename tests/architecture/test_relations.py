"""Tables point downwards only, and what crosses a room leaves no name behind."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model


def models_of_rooms() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("bluestem.")]


def room_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def relations() -> Iterator[tuple[str, Field, type[Model]]]:
    """Room, field and target of every relation that a room's table declares towards another table of ours."""
    for model in models_of_rooms():
        for field in model._meta.get_fields():
            # A page inherits the relations of Wagtail's own; those are not of our making.
            own = field.is_relation and not field.auto_created and field.model.__module__.startswith("bluestem.")
            target = field.related_model if own else None
            if target is not None and target.__module__.startswith("bluestem."):
                yield room_of(model), field, target


def test_relations_point_to_the_own_or_a_lower_room(house):
    person = apps.get_model(settings.AUTH_USER_MODEL)
    upwards = [
        f"{field} points to {target.__name__}"
        for room, field, target in relations()
        if target is not person and not house.may_use(room, room_of(target))
    ]

    # The one relation allowed upwards is to a person: the ledger below accounts needs an actor.
    assert upwards == []


def test_a_relation_that_crosses_rooms_adds_nothing_to_the_other_model():
    named = [
        f"{field} (related_name {field.remote_field.related_name!r})"
        for room, field, target in relations()
        if room != room_of(target) and not field.remote_field.hidden
    ]

    assert named == [], 'give these related_name="+"; the other room must not depend on who points to it'


def test_relations_are_looked_at():
    assert ("library", "programmes") in {(room, room_of(target)) for room, _field, target in relations()}

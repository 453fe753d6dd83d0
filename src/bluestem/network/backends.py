"""Permissions from memberships: what a role in the network lets a person do in the secretariat's admin."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from bluestem.catalogue.api import registry
from bluestem.network.choices import NetworkRole
from bluestem.network.groups import EDITING
from bluestem.network.models import CountryProfile, NetworkMembership
from bluestem.network.permissions import Role, permissions
from bluestem.vocabularies.api import Topic

VERBS = ("add", "change", "view")


class MembershipBackend(ModelBackend):
    """Signs in by mail address and password; grants what the person's network roles allow."""

    def get_all_permissions(self, user_obj: AbstractBaseUser | AnonymousUser, obj: Model | None = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_membership_permissions"):
            roles = NetworkMembership.objects.current().filter(person_id=user_obj.pk).values_list("role", flat=True)
            granted = set[str]().union(*(permissions_of(NetworkRole(role)) for role in roles))
            user_obj._membership_permissions = granted  # type: ignore[attr-defined]  # noqa: SLF001 (for this request)
        return user_obj._membership_permissions  # type: ignore[attr-defined]  # noqa: SLF001


@cache
def permissions_of(role: NetworkRole) -> frozenset[str]:
    """Give what a role in the network allows: editors change every declared record type and the country profiles."""
    if role not in EDITING:
        return frozenset()
    models: list[type[Model]] = [CountryProfile, Topic, *(record_type.model for record_type in registry)]
    return frozenset(
        ["wagtailadmin.access_admin", "simple_translation.submit_translation"]
        + [f"{model._meta.app_label}.{verb}_{model._meta.model_name}" for model in models for verb in VERBS]  # noqa: SLF001
        + [code for permission in permissions.of(Role(role.value)) for code in permission.codes if code != "*"]
    )

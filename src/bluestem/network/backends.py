"""Permissions from memberships: what a role in the network lets a person do in the secretariat's admin."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from bluestem.network.choices import NetworkRole
from bluestem.network.models import NetworkMembership

RECORDS = {"network.organisation", "network.countryprofile", "programmes.programme", "library.publication"}
EDITING = {
    f"{name.split('.')[0]}.{verb}_{name.split('.')[1]}" for name in RECORDS for verb in ("add", "change", "view")
}
PERMISSIONS = {
    NetworkRole.EDITOR: {"wagtailadmin.access_admin", *EDITING},
    NetworkRole.ORGANISER: set(),
    NetworkRole.EVALUATOR: set(),
    NetworkRole.ADMINISTRATOR: {"wagtailadmin.access_admin", *EDITING},
}


class MembershipBackend(ModelBackend):
    """Signs in by mail address and password; grants what the person's network roles allow."""

    def get_all_permissions(self, user_obj: AbstractBaseUser, obj: Model | None = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_membership_permissions"):
            roles = NetworkMembership.objects.filter(person=user_obj).values_list("role", flat=True)
            granted = set().union(*(PERMISSIONS[NetworkRole(role)] for role in roles))
            user_obj._membership_permissions = granted  # noqa: SLF001 (kept for this request only)
        return user_obj._membership_permissions  # noqa: SLF001

"""The secretariat as a group of Django's: Wagtail's rights on pages and its moderation know people only by groups."""

from __future__ import annotations

from django.contrib.auth.models import Group

from bluestem.accounts.api import User
from bluestem.network.choices import NetworkRole
from bluestem.network.models import NetworkMembership

NAME = "Secretariat"
# Roles that work in the secretariat's admin
EDITING = {NetworkRole.EDITOR, NetworkRole.ADMINISTRATOR}


def secretariat_group() -> Group:
    """Give the group of everybody who works in the admin; makes it where it is missing."""
    return Group.objects.get_or_create(name=NAME)[0]


def follow_roles(person: User) -> None:
    """Bring the person in or out of the group, as their roles now say. Called whenever a role begins or ends."""
    if NetworkMembership.objects.current().filter(person=person, role__in=EDITING).exists():
        person.groups.add(secretariat_group())
    else:
        person.groups.remove(*Group.objects.filter(name=NAME))

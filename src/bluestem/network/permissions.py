"""What each role may do, and what harm it could do with it: the register that the secretariat reads and tests check.

The kinds of risk are those that Moodle marks its capabilities with (moodledev.io, "Roles", risks): a permission says
what somebody with bad intentions could do with it, not what it is for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Flag, auto

from django.db import models
from django.utils.translation import gettext_lazy as _

from bluestem.network.choices import NetworkRole, OrganisationRole
from bluestem.ui.api import Text


class Risk(Flag):
    """What somebody with bad intentions could do."""

    NONE = 0
    XSS = auto()  # write what other people's browsers might run
    PERSONAL = auto()  # read what is known about people
    SPAM = auto()  # write to many people who did not ask for it
    CONFIG = auto()  # change how the site works for everybody
    DATALOSS = auto()  # take away what others made


RISK_LABELS: dict[Risk, Text] = {
    Risk.XSS: _("could hide programs in pages"),
    Risk.PERSONAL: _("sees personal data"),
    Risk.SPAM: _("could write to many people"),
    Risk.CONFIG: _("changes how the site works"),
    Risk.DATALOSS: _("could take away what others made"),
}


class Role(models.TextChoices):
    """Every role of a person, from the one that may least to the one that may most."""

    ACCOUNT = "account", _("Anybody with an account")
    MEMBER = OrganisationRole.MEMBER.value, _("Member of an organisation")
    MANAGER = OrganisationRole.MANAGER.value, _("Manager of an organisation")
    EVALUATOR = NetworkRole.EVALUATOR.value, _("Evaluator")
    ORGANISER = NetworkRole.ORGANISER.value, _("Organiser")
    EDITOR = NetworkRole.EDITOR.value, _("Editor")
    ADMINISTRATOR = NetworkRole.ADMINISTRATOR.value, _("Administrator")


ORDER = list(Role)


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One thing that people with certain roles may do.

    name: `<room>.<what>`. roles: who may. risks: what harm it could do. in_bulk: it shows many people's data at once,
    beyond one's own organisation. codes: the permissions of Django that come with it, as `<room>.<verb>_<model>`.
    """

    name: str
    label: Text
    roles: frozenset[Role]
    risks: Risk = Risk.NONE
    in_bulk: bool = False
    codes: frozenset[str] = frozenset()

    @property
    def risk_labels(self) -> list[Text]:
        return [label for risk, label in RISK_LABELS.items() if risk in self.risks]


class Permissions:
    """The register of this installation, in the order of registration."""

    def __init__(self) -> None:
        self._known: dict[str, Permission] = {}

    def register(self, permission: Permission) -> None:
        """Add a permission; raise ValueError if the name is taken."""
        if permission.name in self._known:
            raise ValueError(f"The permission {permission.name} is registered twice.")
        self._known[permission.name] = permission

    def __iter__(self) -> Iterator[Permission]:
        return iter(self._known.values())

    def of(self, role: Role) -> list[Permission]:
        """Give what people with a role may do because of it."""
        return [permission for permission in self if role in permission.roles]


permissions = Permissions()
register_permission = permissions.register


def needs_care(permission: Permission) -> bool:
    """Whether a password alone is too little for it: it changes the site, takes away, or shows many people's data."""
    sees_many = permission.in_bulk and Risk.PERSONAL in permission.risks
    return sees_many or bool(permission.risks & (Risk.CONFIG | Risk.DATALOSS))


def roles_with_second_factor(known: Permissions = permissions) -> frozenset[Role]:
    """Give the roles that must sign in with a second factor, as their permissions say."""
    return frozenset(role for permission in known if needs_care(permission) for role in permission.roles)


def from_role(lowest: Role) -> frozenset[Role]:
    """Give a role and every one that may more."""
    return frozenset(ORDER[ORDER.index(lowest) :])


def network_roles(roles: Collection[Role]) -> frozenset[NetworkRole]:
    """Give those of the roles that administrators appoint people to."""
    return frozenset(NetworkRole(role.value) for role in roles if role.value in NetworkRole.values)

"""The permissions that come with this room, and the rule about a second factor that follows from all of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bluestem.accounts.api import User
from bluestem.network.choices import NetworkRole
from bluestem.network.models import NetworkMembership
from bluestem.network.permissions import Permission, Risk, Role, network_roles, roles_with_second_factor

SECRETARIAT = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
EVERYBODY = frozenset(Role)

PERMISSIONS = (
    Permission(name="accounts.use", label=_("Have a profile, notices and a space of one's own"), roles=EVERYBODY),
    Permission(name="network.ask", label=_("Ask to join an organisation"), roles=EVERYBODY),
    Permission(
        name="publishing.submit",
        label=_("Submit records for one's organisation; an editor decides"),
        roles=frozenset({Role.MANAGER}),
    ),
    Permission(
        name="network.members",
        label=_("See, accept, invite and end the members of an organisation"),
        roles=frozenset({Role.MANAGER, *SECRETARIAT}),
        risks=Risk.PERSONAL | Risk.SPAM,
    ),
    Permission(
        name="catalogue.edit",
        label=_("Add and change public records, pages and lists of words in the admin"),
        roles=SECRETARIAT,
        risks=Risk.XSS | Risk.DATALOSS,
        codes=frozenset({"*"}),
    ),
    Permission(
        name="network.merge", label=_("Merge and separate organisations"), roles=SECRETARIAT, risks=Risk.DATALOSS
    ),
    Permission(
        name="network.people",
        label=_("Search all people, see their memberships"),
        roles=frozenset({Role.ADMINISTRATOR}),
        risks=Risk.PERSONAL,
        in_bulk=True,
    ),
    Permission(
        name="publishing.deeds",
        label=_("See who did what, of all people"),
        roles=frozenset({Role.ADMINISTRATOR}),
        risks=Risk.PERSONAL,
        in_bulk=True,
        codes=frozenset({"publishing.view_submissionevent"}),
    ),
    Permission(
        name="network.appoint",
        label=_("Appoint people to roles of the network, and end these roles"),
        roles=frozenset({Role.ADMINISTRATOR}),
        risks=Risk.PERSONAL | Risk.CONFIG,
    ),
)


def role_needs_second_factor(person: User) -> bool:
    """Whether a role that the person has in the network may do what a password alone is too little for.

    Asked for on every page of a person without one, so the roles are read once for each request.
    """
    if not hasattr(person, "_network_roles"):
        current = NetworkMembership.objects.current().filter(person_id=person.pk)
        roles = {NetworkRole(role) for role in current.values_list("role", flat=True)}
        person._network_roles = roles  # type: ignore[attr-defined]  # noqa: SLF001 (for this request)
    return bool(person._network_roles & network_roles(roles_with_second_factor()))  # type: ignore[attr-defined]  # noqa: SLF001

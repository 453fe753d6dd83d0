"""Who may do what in organisations and in the network: small rules about where a person stands, put together.

A rule takes a `Standing` and the organisation it is about. Services load the standing anew for each deed
(`queries.standing_of`), so that a membership that ended a second ago counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bluestem.network.choices import NetworkRole, OrganisationRole


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a person is at this moment: nobody, or somebody with roles in the network and places in organisations."""

    is_active: bool = False
    roles: frozenset[NetworkRole] = frozenset()
    places: Mapping[int, OrganisationRole] = field(default_factory=dict)


NOBODY = Standing()
Rule = Callable[[Standing, int], bool]


def any_of(*rules: Rule) -> Rule:
    """Give the rule that holds where one of these does."""
    return lambda standing, organisation: any(rule(standing, organisation) for rule in rules)


def all_of(*rules: Rule) -> Rule:
    """Give the rule that holds where every one of these does."""
    return lambda standing, organisation: all(rule(standing, organisation) for rule in rules)


def none_of(*rules: Rule) -> Rule:
    """Give the rule that holds where none of these does."""
    return lambda standing, organisation: not any(rule(standing, organisation) for rule in rules)


def is_signed_in(standing: Standing, organisation: int) -> bool:
    """Whether there is a person at all, whose account is open."""
    return standing.is_active


def belongs_to(standing: Standing, organisation: int) -> bool:
    """Whether the person has any place in the organisation."""
    return standing.is_active and organisation in standing.places


def is_manager(standing: Standing, organisation: int) -> bool:
    """Whether the person manages the organisation."""
    return standing.is_active and standing.places.get(organisation) == OrganisationRole.MANAGER


def has_role(role: NetworkRole) -> Rule:
    """Give the rule that holds for people with this role in the network."""
    return lambda standing, organisation: standing.is_active and role in standing.roles


is_editor = has_role(NetworkRole.EDITOR)
is_organiser = has_role(NetworkRole.ORGANISER)
is_evaluator = has_role(NetworkRole.EVALUATOR)
is_administrator = has_role(NetworkRole.ADMINISTRATOR)

keeps_records = any_of(is_editor, is_administrator)
may_ask_to_join = all_of(is_signed_in, none_of(belongs_to))
may_decide_on_members = any_of(is_manager, keeps_records)
may_see_members = may_decide_on_members
may_leave = belongs_to
may_merge = keeps_records
may_appoint = is_administrator

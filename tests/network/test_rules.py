"""Who may do what: every rule, for every standing."""

from __future__ import annotations

import pytest

from bluestem.network import rules
from bluestem.network.choices import NetworkRole, OrganisationRole
from bluestem.network.rules import NOBODY, Standing

HERE, ELSEWHERE = 1, 2
PEOPLE = {
    "nobody": NOBODY,
    "account": Standing(is_active=True),
    "member": Standing(is_active=True, places={HERE: OrganisationRole.MEMBER}),
    "manager": Standing(is_active=True, places={HERE: OrganisationRole.MANAGER}),
    "manager elsewhere": Standing(is_active=True, places={ELSEWHERE: OrganisationRole.MANAGER}),
    "closed account": Standing(roles=frozenset(NetworkRole), places={HERE: OrganisationRole.MANAGER}),
    **{role.value: Standing(is_active=True, roles=frozenset({role})) for role in NetworkRole},
}
SECRETARIAT = {"editor", "administrator"}
OPEN = set(PEOPLE) - {"nobody", "closed account"}


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("is_signed_in", OPEN),
        ("belongs_to", {"member", "manager"}),
        ("is_manager", {"manager"}),
        ("is_editor", {"editor"}),
        ("is_organiser", {"organiser"}),
        ("is_evaluator", {"evaluator"}),
        ("is_administrator", {"administrator"}),
        ("keeps_records", SECRETARIAT),
        ("may_ask_to_join", OPEN - {"member", "manager"}),
        ("may_decide_on_members", {"manager"} | SECRETARIAT),
        ("may_see_members", {"manager"} | SECRETARIAT),
        ("may_leave", {"member", "manager"}),
        ("may_merge", SECRETARIAT),
        ("may_appoint", {"administrator"}),
    ],
)
def test_a_rule_holds_for_these_people_and_no_others(rule, who):
    assert {name for name, standing in PEOPLE.items() if getattr(rules, rule)(standing, HERE)} == who


def test_every_rule_is_in_the_table_above():
    table = test_a_rule_holds_for_these_people_and_no_others.pytestmark[0].args[1]
    names = {name for name in vars(rules) if name.startswith(("is_", "may_", "keeps_", "belongs_"))}

    assert names == {rule for rule, _who in table}

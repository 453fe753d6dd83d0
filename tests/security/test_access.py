"""Who gets which answer, at every address: compared with a checked-in table, cell by cell.

A view that nobody listed fails. `WRITE_ACCESS=new` adds what is missing and takes out what is gone,
`WRITE_ACCESS=all` writes the table anew; read the difference before you keep it.
"""

from __future__ import annotations

import os

import pytest

from tests.security.access import answers, cases, read_table, write_table
from tests.security.world import ROLES, build

OUTSIDE_ADMIN = ("admin/login/", "admin/logout/", "admin/jsi18n/", "admin/sprite/")


def found_for(role, administrator, now):
    world = build(administrator, now)
    browser = world.browser(role)
    return {key: answers(browser, route, path, role=role) for key, route, path in cases(world)}


@pytest.mark.skipif("WRITE_ACCESS" in os.environ, reason="the table is being written")
@pytest.mark.parametrize("role", ROLES)
def test_everybody_is_answered_as_the_table_says(administrator, now, role):
    expected = {key: row[role] for key, row in read_table().items()}

    found = found_for(role, administrator, now)

    assert {key: answer for key, answer in found.items() if key not in expected} == {}, "list these in access.csv"
    assert {key: answer for key, answer in found.items() if expected[key] != answer} == {}
    assert set(expected) - set(found) == set(), "these are no longer there: take them out of access.csv"


@pytest.mark.skipif("WRITE_ACCESS" not in os.environ, reason="only on request")
def test_write_the_table(administrator, now):
    world = build(administrator, now)
    browsers = {role: world.browser(role) for role in ROLES}
    known = read_table() if os.environ["WRITE_ACCESS"] == "new" else {}
    found = {
        key: known.get(key) or {role: answers(browser, route, path, role=role) for role, browser in browsers.items()}
        for key, route, path in cases(world)
    }
    write_table(found)


def test_nobody_outside_the_secretariat_sees_a_page_of_the_admin():
    outsiders = [role for role in ROLES if role not in ("editor", "administrator")]
    seen = {
        (key[0], role, row[role])
        for key, row in read_table().items()
        for role in outsiders
        if key[0].startswith("admin/") and not key[0].startswith(OUTSIDE_ADMIN) and "page" in row[role]
    }

    assert seen == set()


def test_the_signed_out_get_no_page_of_a_person():
    own = (
        "me/",
        "account/memberships",
        "account/profile",
        "account/devices",
        "account/my-data",
        "account/notices/list",
    )
    seen = {key for key, row in read_table().items() if key[0].startswith(own) and "page" in row["signed out"]}

    assert seen == set()


def test_people_and_roles_are_shown_to_administrators_alone():
    """Wagtail leads whoever may not see a page of the admin back to its first page: "elsewhere" in the table."""
    rows = {key: row for key, row in read_table().items() if key[0].startswith("admin/people/")}
    shown = {key[0]: [role for role in ROLES if row[role].startswith("page")] for key, row in rows.items()}

    assert shown == {
        "admin/people/": ["administrator"],
        "admin/people/<uuid:uuid>/": ["administrator"],
        "admin/people/risks/": ["administrator"],
        "admin/people/<uuid:uuid>/roles/": [],  # these two only take what a form sends
        "admin/people/roles/<int:pk>/end/": [],
    }


def test_no_answer_is_a_failure_of_the_server():
    failing = {key[0] for key, row in read_table().items() for role in ROLES if "status-5" in row[role]}

    assert failing == {"admin/failwhale/"}  # Wagtail's page that fails on purpose, to try out the error page

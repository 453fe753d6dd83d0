"""The command that lets the very first person in."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from bluestem.accounts.api import User
from bluestem.network.models import NetworkMembership

GOOD = "correct-horse-battery"


@pytest.fixture
def typed(monkeypatch):
    def type_in(password: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))

    return type_in


@pytest.fixture
def empty_network(db):
    NetworkMembership.objects.all().delete()


def add(address: str = "first@network.example") -> None:
    call_command("administrator_add", address, "Ada First", "--password-from-input", stdout=io.StringIO())


def test_the_first_administrator_may_sign_in_and_edit(empty_network, typed):
    typed(GOOD)

    add()

    person = User.objects.get(email="first@network.example")
    assert person.check_password(GOOD)
    assert person.has_perm("programmes.change_programme")


def test_a_second_one_is_refused_and_leaves_no_account(db, typed):
    typed(GOOD)
    with pytest.raises(CommandError, match="has an administrator"):
        add()
    assert not User.objects.filter(email="first@network.example").exists()


@pytest.mark.parametrize(("address", "password"), [("first@network.example", "short"), ("no address", GOOD)])
def test_a_bad_password_or_address_is_refused(empty_network, typed, address, password):
    typed(password)
    with pytest.raises(CommandError):
        add(address)
    assert not NetworkMembership.objects.exists()

"""People for tests, made as the rooms make them."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from bluestem.accounts.api import User, create_person
from bluestem.network.api import NetworkRole, appoint

PASSWORD = "a long enough passphrase"


def make_person(name: str, *, now: datetime, role: NetworkRole | None = None, by: User | None = None) -> User:
    """Create an account under `first.last@example.org`, with a role in the network that `by` gives."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    person = create_person(email=address, name=name, password=PASSWORD, now=now)
    if role is not None:
        appoint(person=person, role=role, actor=by, now=now)
        give_second_factor(person)
    return person


def give_second_factor(person: User) -> None:
    """Set up an app for codes, as people with roles must."""
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(person, generate_totp_secret())

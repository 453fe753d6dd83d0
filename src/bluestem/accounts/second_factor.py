"""Who must have a second factor: rooms above register rules, the answer is asked for on every page of such a person."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings

from bluestem.accounts.models import User

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_rules: list[Callable[[User], bool]] = []


def register_second_factor_rule(rule: Callable[[User], bool]) -> None:
    """Have everybody of whom `rule(person)` is true set up a second factor before any page that is not their settings.

    Rules should ask for what the request knows already: they are asked on each page until the factor is there.
    """
    _rules.append(rule)


def needs_second_factor(person: User) -> bool:
    """Whether a rule asks for a second factor, whether or not there is one."""
    return any(rule(person) for rule in _rules)


def has_second_factor(person: User) -> bool:
    """Whether a person has an app for codes or a passkey; recovery codes alone are none."""
    types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=person.pk, type__in=types).exists()


def may_lose(authenticator: Authenticator) -> bool:
    """Whether a factor may be taken away: not the last one of somebody who must have one."""
    person = authenticator.user
    if settings.DEMO or not needs_second_factor(person):
        return True
    types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    others = Authenticator.objects.filter(user_id=person.pk, type__in=types).exclude(pk=authenticator.pk)
    return authenticator.type == Authenticator.Type.RECOVERY_CODES or others.exists()


def seal(text: str) -> str:
    """Encrypt a secret of a second factor for the database, with a key made from this installation's secret key."""
    return _box().encrypt(text.encode()).decode("ascii")


def unseal(text: str) -> str:
    """Give back what `seal` was given. Raises cryptography's InvalidToken if it was sealed with another key."""
    return _box().decrypt(text.encode("ascii")).decode()


def _box() -> Fernet:
    from cryptography.fernet import Fernet  # takes 5 MB that a process without second factors does not need

    key = hashlib.sha256(b"bluestem.second-factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))

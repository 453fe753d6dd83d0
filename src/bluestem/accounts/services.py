"""What happens to accounts."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from bluestem.accounts.models import User
from bluestem.accounts.sessions import forget_sessions
from bluestem.privacy.api import record_look


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None, now: datetime, language: str = "en") -> User:
    """Create an account whose mail address counts as confirmed: whoever calls this vouches for it.

    Args: password None makes an account that cannot sign in until it sets one.
    Gives the person. Raises django's ValidationError when a field is wrong or the address is taken.
    """
    person = User(email=User.objects.normalize_email(email), name=name, language=language, joined_at=now)
    person.set_password(password)
    person.full_clean()
    person.save()
    EmailAddress.objects.create(user=person, email=person.email.lower(), verified=True, primary=True)
    return person


@transaction.atomic
def deactivate(*, person: User, actor: User | None, now: datetime) -> None:
    """Close an account without erasing it: its person is signed out everywhere and cannot sign in again."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    forget_sessions(person=person)
    record_look(actor=actor, about=person, what="account closed", now=now)


@transaction.atomic
def change_profile(*, person: User, name: str, language: str, time_zone: str) -> User:
    """Change how a person is addressed, the language of their mails and the zone of their times.

    Gives the person. Raises django's ValidationError when the language or the time zone is not known, or the name is
    empty, too long or has a line break.
    """
    person.name, person.language, person.time_zone = name, language, time_zone
    person.full_clean()
    person.save(update_fields=["name", "language", "time_zone"])
    return person

"""What happens to accounts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluestem.accounts.models import User


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None, now: datetime, language: str = "en") -> User:
    """Create an account.

    Args: password None makes an account that cannot sign in until it sets one.
    Gives the person. Raises django's ValidationError when a field is wrong or the address is taken.
    """
    person = User(email=User.objects.normalize_email(email), name=name, language=language, joined_at=now)
    person.set_password(password)
    person.full_clean()
    person.save()
    return person


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

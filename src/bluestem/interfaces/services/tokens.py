"""Access tokens: issued and shown once, looked up by their hash, used, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.interfaces.choices import Scope
from bluestem.interfaces.errors import NoSuchToken, ScopeMissing, TooMany
from bluestem.interfaces.models import AccessToken
from bluestem.kit.text import clean_line

# Lets scanners of public code find a key that was published by mistake.
MARK = "bluestem_"
MOST_TOKENS = 20
LONGEST_DAYS = 366


@transaction.atomic
def issue_token(
    *, person: User, name: str, scopes: Sequence[str], days: int, actor: User, now: datetime
) -> tuple[AccessToken, str]:
    """Make a key for a person's programs.

    Gives the token as stored, and the key, which cannot be had again. Raises PermissionDenied unless the actor is the
    person, ValidationError for scopes, days or a name that are not right, TooMany.
    """
    _require_self(person, actor)
    name = clean_line(name, 80)
    if not name or not scopes or set(scopes) - set(Scope.values) or not 1 <= days <= LONGEST_DAYS:
        raise ValidationError(_("Give a name, at least one permission, and at most one year."))
    User.objects.select_for_update().get(pk=person.pk)  # two at once must not both be the last one
    if AccessToken.objects.filter(person=person, revoked_at=None, expires_at__gt=now).count() >= MOST_TOKENS:
        raise TooMany(MOST_TOKENS)
    key = MARK + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        person=person,
        name=name,
        digest=digest_of(key),
        beginning=key[: len(MARK) + 3],
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, key


@transaction.atomic
def revoke_token(*, token: AccessToken, actor: User, now: datetime) -> None:
    """End a token at once and for ever. Raises PermissionDenied unless it is the actor's own."""
    _require_self(token.person, actor)
    AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)


def use_token(*, key: str, scope: Scope, now: datetime) -> AccessToken:
    """Find the token of a key and note the day of its use.

    Raises NoSuchToken, or ScopeMissing when the token is good but not for this.
    """
    token = AccessToken.objects.select_related("person").filter(digest=digest_of(key)).first()
    if token is None or token.revoked_at or token.expires_at <= now or not token.person.is_active:
        raise NoSuchToken
    if scope not in token.scopes:
        raise ScopeMissing(scope)
    if token.last_used_on != now.date():
        AccessToken.objects.filter(pk=token.pk).update(last_used_on=now.date())
    return token


def digest_of(key: str) -> str:
    """Give what is stored of a key. It has 256 bits of chance, so a plain hash cannot be searched through."""
    return sha256(key.encode(errors="replace")).hexdigest()


def _require_self(person: User, actor: User) -> None:
    if person.pk != actor.pk:
        raise PermissionDenied(f"{actor} may not do this for {person}.")

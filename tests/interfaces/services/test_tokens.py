"""Access tokens: shown once, stored as a hash, ended at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bluestem.interfaces.choices import Scope
from bluestem.interfaces.errors import NoSuchToken, ScopeMissing, TooMany
from bluestem.interfaces.models import AccessToken
from bluestem.interfaces.services.tokens import MOST_TOKENS, issue_token, revoke_token, use_token
from tests.conftest import NOW

WRITE, READ = Scope.WRITE_SUBMISSIONS, Scope.READ_SUBMISSIONS


def issue(person, **changes):
    told = {"name": "Website", "scopes": [WRITE], "days": 30, "actor": person, "now": NOW, "person": person}
    return issue_token(**{**told, **changes})


def test_a_key_works_for_its_person_and_scope_and_is_stored_nowhere(member):
    token, key = issue(member)

    used = use_token(key=key, scope=WRITE, now=NOW)
    assert (used.pk, used.person) == (token.pk, member)
    token.refresh_from_db()
    assert token.last_used_on == NOW.date()
    assert key not in str(AccessToken.objects.filter(pk=token.pk).values().get())
    assert key.startswith(token.beginning)
    assert len(key) > 45 > len(token.beginning)


@pytest.mark.parametrize("key", ["", "bluestem_", "x" * 100_000, "\x00", "\ud800", "' OR 1=1"])
def test_any_other_key_is_none(member, key):
    issue(member)

    with pytest.raises(NoSuchToken):
        use_token(key=key, scope=WRITE, now=NOW)


def test_a_token_is_good_for_its_scopes_alone(member):
    _token, key = issue(member, scopes=[READ])

    with pytest.raises(ScopeMissing) as refused:
        use_token(key=key, scope=WRITE, now=NOW)
    assert refused.value.scope == WRITE


@pytest.mark.parametrize("ended", ["expired", "revoked", "deactivated"])
def test_what_ended_works_no_more(member, ended):
    token, key = issue(member)
    later = NOW + timedelta(days=30) if ended == "expired" else NOW
    if ended == "revoked":
        revoke_token(token=token, actor=member, now=NOW)
    if ended == "deactivated":
        member.is_active = False
        member.save()

    with pytest.raises(NoSuchToken):
        use_token(key=key, scope=WRITE, now=later)


@pytest.mark.parametrize(
    "wrong", [{"scopes": []}, {"scopes": ["everything"]}, {"days": 0}, {"days": 367}, {"name": " \n"}, {"days": -1}]
)
def test_a_token_that_says_nothing_right_is_refused(member, wrong):
    with pytest.raises(ValidationError):
        issue(member, **wrong)
    assert not AccessToken.objects.filter(person=member).exists()


def test_nobody_makes_or_ends_tokens_of_others(member, administrator):
    token, key = issue(member)

    with pytest.raises(PermissionDenied):
        issue(member, actor=administrator)
    with pytest.raises(PermissionDenied):
        revoke_token(token=token, actor=administrator, now=NOW)
    assert use_token(key=key, scope=WRITE, now=NOW).pk == token.pk


def test_a_person_has_so_many_and_no_more_until_one_ends(member):
    tokens = [issue(member)[0] for _ in range(MOST_TOKENS)]
    with pytest.raises(TooMany):
        issue(member)

    revoke_token(token=tokens[0], actor=member, now=NOW)
    issue(member)
    assert AccessToken.objects.filter(person=member, revoked_at=None).count() == MOST_TOKENS

"""After erasure a search of the whole database finds a person nowhere, but where the register says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import CASCADE
from django.test import Client

from bluestem.accounts.api import User, create_person
from bluestem.ledger.models import LedgerEntry
from bluestem.network.api import NetworkRole, appoint
from bluestem.network.models import NetworkMembership
from bluestem.privacy import erasing
from bluestem.privacy.api import Erasure, erase_person, kept_after_erasure, record_look, register_of_personal_data
from bluestem.privacy.models import Look
from tests.accounts.doing import ask_for_reset, sign_in

NAME = "Xanthippe Quillfeather"
ADDRESS = "xanthippe.quillfeather@example.org"
# Tables in which a person may still be found after erasure, with the reason
DECLARED: dict[str, str] = {}


@pytest.fixture
def person(administrator, now) -> User:
    """Somebody who left traces wherever one can."""
    found = create_person(email=ADDRESS, name=NAME, password="a long enough passphrase", now=now)
    EmailAddress.objects.create(user=found, email=f"second.{ADDRESS}", verified=True)
    Authenticator.objects.create(user=found, type="totp", data={"secret": "sealed", "name": NAME})
    SocialAccount.objects.create(user=found, provider="school", uid="7", extra_data={"userinfo": {"email": ADDRESS}})
    appoint(person=found, role=NetworkRole.EDITOR, actor=administrator, now=now)
    record_look(actor=found, about=administrator, what="profile", now=now)
    record_look(actor=administrator, about=found, what="profile", now=now)
    return found


@pytest.fixture
def traces(person, settings) -> Client:
    """The person signed in and was sent mail, as the product does it."""
    settings.EMAIL_BACKEND = "bluestem.messaging.backends.OutboxBackend"
    browser = Client()
    sign_in(browser, ADDRESS)
    ask_for_reset(browser, ADDRESS)
    browser.get("/account/reset/sent/")
    return browser


def tables_with(words: str) -> Iterator[str]:
    """Give each table and column in which a text stands, of every table of the database."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                name = quote(column.name)
                text = f"CAST({name} AS TEXT)" if connection.vendor == "sqlite" else f"{name}::text"
                cursor.execute(f"SELECT COUNT(*) FROM {quote(table)} WHERE LOWER({text}) LIKE %s", [f"%{words}%"])  # noqa: S608
                if cursor.fetchone()[0]:
                    yield f"{table}.{column.name}"


def remains() -> set[str]:
    return {place for words in ("quillfeather", "xanthippe") for place in tables_with(words)}


def test_the_search_finds_what_is_there(traces):
    assert {"accounts_user.name", "account_emailaddress.email", "messaging_mail.recipient"} <= remains()


def test_after_erasure_nothing_is_found_but_what_is_declared(person, traces, now):
    erase_person(person=person, actor=person, now=now)

    assert {place for place in remains() if place not in DECLARED} == set()


def test_rows_go_or_lose_their_link_as_the_register_says(person, traces, administrator, now):
    before = LedgerEntry.objects.count()
    mine = LedgerEntry.objects.filter(actor=person).count()

    touched = erase_person(person=person, actor=person, now=now)

    assert not NetworkMembership.objects.filter(person_id=person.pk).exists()
    assert (touched["accounts.User"], touched["account.EmailAddress"], touched["mfa.Authenticator"]) == (1, 2, 1)
    assert LedgerEntry.objects.count() == before
    assert LedgerEntry.objects.filter(actor__isnull=True).count() >= mine
    looks = Look.objects.exclude(what__startswith="role").order_by("pk")
    assert list(looks.values_list("actor", "about", "what")) == [
        (None, administrator.pk, "profile"),
        (administrator.pk, None, "profile"),
        (None, None, "erasure of a person"),
    ]


def test_every_session_of_the_person_is_gone(person, traces, now):
    assert Session.objects.count() == 1

    erase_person(person=person, actor=person, now=now)

    assert Session.objects.count() == 0
    assert traces.get("/me/").status_code == 302


def test_others_keep_all_of_theirs(person, traces, member, now):
    before = (User.objects.count(), EmailAddress.objects.filter(user=member).count(), NetworkMembership.objects.count())

    erase_person(person=person, actor=person, now=now)

    after = (User.objects.count(), EmailAddress.objects.filter(user=member).count(), NetworkMembership.objects.count())
    assert after == (before[0] - 1, before[1], before[2] - 1)


def test_a_step_that_fails_leaves_everything(person, traces, now, monkeypatch):
    def fail(**_about: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(erasing, "_steps", [*erasing._steps, fail])

    with pytest.raises(RuntimeError):
        erase_person(person=person, actor=person, now=now)

    assert User.objects.filter(pk=person.pk).exists()
    assert Session.objects.count() == 1


def test_what_stays_is_said_with_a_reason():
    kept = kept_after_erasure()

    assert kept
    assert [kind for kind, why in kept if not str(kind) or not str(why).endswith(".")] == []


def test_no_row_that_stays_would_go_with_the_account():
    """What is kept or detached must not hang on the account in a way that deletes it."""
    wrong = [
        f"{entry.model.__name__}.{lookup}"
        for entry in register_of_personal_data.entries()
        for lookup in ((entry.person,) if entry.erasure is not Erasure.DELETE else ()) + entry.further
        if lookup and entry.model._meta.get_field(lookup).remote_field.on_delete is CASCADE
    ]

    assert wrong == []


def test_fields_that_are_emptied_may_be_empty():
    for entry in register_of_personal_data.entries():
        if entry.erasure is Erasure.DETACH:
            for name in (entry.person, *entry.further):
                assert entry.model._meta.get_field(name).null, f"{entry.model.__name__}.{name}"


def test_every_table_that_points_to_a_person_is_ours_or_known():
    """A new dependency with a table about people shows here."""
    packages = {
        model.__module__.split(".")[0]
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.related_model is User and not field.auto_created
    }

    assert packages <= {"bluestem", "allauth", "wagtail", "django"}

"""Making an account, confirming its address, and choosing a new password."""

from __future__ import annotations

import pytest
from django.test import Client

from bluestem.accounts.api import User
from tests.accounts.doing import (
    RESET,
    SIGN_UP,
    ask_for_reset,
    is_signed_in,
    link_in,
    sign_in,
    sign_up,
    words_of,
)
from tests.factories.people import PASSWORD
from tests.reading import read_page

NEW = "new@example.org"


def test_a_new_person_confirms_the_address_and_signs_in(client, db, mailoutbox):
    answer = sign_up(client, NEW)
    assert answer.headers["Location"] == "/account/confirm/"
    assert not is_signed_in(client)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([NEW], "Bluestem: Confirm your mail address")

    page = client.get(link_in(mail))
    assert NEW in words_of(page)
    client.post(link_in(mail))
    sign_in(client, NEW)

    assert is_signed_in(client)
    person = User.objects.get(email=NEW)
    assert (person.name, person.language, person.is_superuser) == ("Nia New", "en", False)


def test_without_confirming_nobody_gets_in(client, db, mailoutbox):
    sign_up(client, NEW)

    answer = sign_in(client, NEW)

    assert answer.headers["Location"] == "/account/confirm/"
    assert not is_signed_in(client)


def test_a_look_at_the_link_confirms_nothing(client, db, mailoutbox):
    sign_up(client, NEW)

    client.get(link_in(mailoutbox[0]))

    assert sign_in(Client(), NEW).headers["Location"] == "/account/confirm/"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Name: This field is required."),
        ({"name": "Nia\r\nBcc: all@example.org"}, "Name: Write it on one line"),
        ({"email": "no address"}, "Mail address: Enter a valid email address."),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "Mail address: "),
        ({"password1": "short"}, "at least 12 characters"),
        ({"password1": "q1w2e3r4t5y6"}, "too common"),
        ({"notice": ""}, "I have read the privacy notice: This field is required."),
    ],
)
def test_what_cannot_be_makes_no_account(client, db, mailoutbox, wrong, said):
    before = User.objects.count()

    answer = sign_up(client, wrong.pop("email", NEW), **wrong)

    assert answer.status_code == 200
    assert said in words_of(answer)
    assert (User.objects.count(), mailoutbox) == (before, [])


def test_fields_that_the_form_does_not_have_change_nothing(client, db, mailoutbox):
    sign_up(client, NEW, is_superuser="on", is_staff="on", id="1", groups="1", is_active="", uuid="x")

    person = User.objects.get(email=NEW)
    assert (person.is_superuser, person.is_active, person.groups.count()) == (False, True, 0)


def test_the_account_speaks_the_language_of_the_page(client, db, mailoutbox):
    client.post("/fr/account/sign-up/", {"name": "Nia", "email": NEW, "password1": PASSWORD, "notice": "on"})

    assert User.objects.get(email=NEW).language == "fr"
    assert "/fr/account/confirm/" in mailoutbox[0].body


def test_a_new_password_is_chosen_from_a_mail_and_ends_all_sessions(client, member, mailoutbox):
    sign_in(client, member.email)
    other = Client()
    ask_for_reset(other, member.email)

    page = other.get(link_in(mailoutbox[-1]), follow=True)
    other.post(page.redirect_chain[-1][0], {"password1": "quite another passphrase"})

    assert not is_signed_in(client)
    assert not is_signed_in(other)
    assert "We found no account" in words_of(sign_in(other, member.email))
    sign_in(other, member.email, "quite another passphrase")
    assert is_signed_in(other)


def test_a_link_for_a_password_works_once(client, member, mailoutbox):
    ask_for_reset(client, member.email)
    link = link_in(mailoutbox[-1])
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "quite another passphrase"})

    assert "This link does not work any more" in words_of(Client().get(link))


@pytest.mark.parametrize("key", ["1-abc", "zzzz-abc-def", "0-0", "1-set-password", "99999999999999999999-a-b"])
def test_a_made_up_link_says_that_it_does_not_work(client, db, key):
    assert "This link does not work any more" in words_of(client.get(f"{RESET}{key}/"))


def test_the_token_leaves_the_address_at_once(client, member, mailoutbox):
    ask_for_reset(client, member.email)
    link = link_in(mailoutbox[-1])

    answer = client.get(link)

    assert answer.status_code == 302
    assert link.rsplit("-", 1)[1] not in answer.headers["Location"]


@pytest.mark.parametrize(
    "heads",
    [
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_ORIGINAL_HOST": "evil.example"},
        {"HTTP_HOST": "testserver:8443"},
        {"HTTP_FORWARDED": "host=evil.example"},
        {"HTTP_HOST": "localhost"},
    ],
)
def test_links_in_mails_are_of_our_own_origin_whatever_the_request_says(client, member, mailoutbox, heads):
    ask_for_reset(client, member.email, **heads)

    assert link_in(mailoutbox[-1]).startswith("/account/reset/")
    assert "evil" not in mailoutbox[-1].body


def test_another_host_is_refused(client, member, mailoutbox):
    assert ask_for_reset(client, member.email, HTTP_HOST="evil.example").status_code == 400
    assert mailoutbox == []


def test_pages_are_kept_by_nobody_and_run_nothing_of_others(client, db):
    for path in (SIGN_UP, RESET, "/account/sign-in/", "/account/confirm/", "/account/reset/sent/"):
        answer = client.get(path)
        assert "no-store" in answer.headers["Cache-Control"], path
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert read_page(answer).find_all("script", type="text/javascript") == []

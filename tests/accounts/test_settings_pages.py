"""Mail addresses, password, devices and data of a person, changed by themselves."""

from __future__ import annotations

import io
import json
import zipfile
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client

from bluestem.accounts.api import User
from bluestem.accounts.models import Device
from bluestem.privacy.models import Look
from tests.accounts.doing import is_signed_in, link_in, say_password_again, sign_in, words_of
from tests.factories.people import PASSWORD, make_person
from tests.reading import body_of, read_page

ADDRESSES = "/account/addresses/"
DEVICES = "/account/devices/"
DATA = "/account/my-data/"
OTHER = "mira.other@example.org"


@pytest.fixture
def here(client, member) -> Client:
    """The member's browser, signed in through the door."""
    sign_in(client, member.email, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
    return client


@pytest.mark.parametrize(
    "page",
    [
        *("", "profile/", "addresses/", "password/", "second-factor/", "second-factor/app/", "devices/"),
        *("my-data/", "my-data/export/", "my-data/delete/", "second-factor/passkey/", "second-factor/recovery-codes/"),
    ],
)
def test_settings_ask_to_sign_in(client, db, page):
    answer = client.get(f"/account/{page}")

    assert answer.status_code == 302
    assert unquote(answer.headers["Location"]) == f"/account/sign-in/?next=/account/{page}"


@pytest.mark.parametrize("page", ["profile/", "addresses/", "password/", "second-factor/", "devices/", "my-data/"])
def test_each_page_is_at_the_side_and_marked(here, page):
    links = read_page(here.get(f"/account/{page}")).find("nav", aria_label="Settings").find_all("a")

    assert [link["href"] for link in links if link.get("aria-current") == "page"] == [f"/account/{page}"]


@pytest.mark.parametrize("page", ["profile/", "addresses/", "password/", "second-factor/", "devices/", "my-data/"])
def test_each_page_costs_few_queries(here, count_queries, page):
    with count_queries() as counted:
        here.get(f"/account/{page}")

    assert counted.number <= 8, counted


def test_an_address_is_added_confirmed_and_made_the_main_one(here, member, mailoutbox):
    say_password_again(here)
    here.post(ADDRESSES, {"action_add": "1", "email": OTHER})
    here.post(link_in(mailoutbox[0]))
    assert is_signed_in(here)
    sign_in(other := Client(), OTHER)
    assert is_signed_in(other)

    here.post(ADDRESSES, {"action_primary": "1", "email": OTHER})

    member.refresh_from_db()
    assert member.email == OTHER
    assert mailoutbox[-1].subject == "Bluestem: Your main mail address was changed"


def test_an_address_that_is_not_confirmed_signs_nobody_in(here, member, mailoutbox):
    say_password_again(here)
    here.post(ADDRESSES, {"action_add": "1", "email": OTHER})

    here.post(ADDRESSES, {"action_primary": "1", "email": OTHER})

    member.refresh_from_db()
    assert member.email == "mira.member@example.org"
    assert "We found no account" in words_of(sign_in(Client(), OTHER))


def test_the_main_address_cannot_be_removed(here, member):
    say_password_again(here)

    here.post(ADDRESSES, {"action_remove": "1", "email": member.email})

    assert EmailAddress.objects.filter(user=member, email=member.email, primary=True).exists()


def test_an_address_of_another_person_cannot_be_touched(here, editor):
    say_password_again(here)
    for action in ("action_remove", "action_primary", "action_send"):
        here.post(ADDRESSES, {action: "1", "email": editor.email})

    assert EmailAddress.objects.get(email=editor.email).user == editor


def test_a_new_password_signs_out_elsewhere_and_says_so(here, member, mailoutbox):
    sign_in(other := Client(), member.email)
    before = here.session.session_key

    answer = here.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": "quite another passphrase"}, follow=True
    )

    assert "Your password is changed. All other devices are signed out." in words_of(answer)
    assert (is_signed_in(here), is_signed_in(other)) == (True, False)
    assert here.session.session_key != before
    assert Device.objects.get(person=member).session_key == here.session.session_key
    assert [mail.subject for mail in mailoutbox] == ["Bluestem: Your password was changed"]


@pytest.mark.parametrize(("old", "new"), [("wrong", "quite another passphrase"), (PASSWORD, "short"), (PASSWORD, "")])
def test_a_password_is_not_changed_without_the_old_one_or_to_a_weak_one(here, member, old, new):
    here.post("/account/password/", {"oldpassword": old, "password1": new})

    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_signing_in_makes_a_new_session(client, member):
    client.get("/account/sign-in/")
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    sign_in(client, member.email)

    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_devices_are_shown_and_one_is_signed_out(here, member):
    sign_in(other := Client(), member.email, HTTP_USER_AGENT="Mozilla/5.0 (iPhone) AppleWebKit Safari/605")
    page = words_of(here.get(DEVICES))
    assert "Firefox, Linux" in page
    assert "Safari, iPhone" in page

    here.post(f"{DEVICES}end/", {"device": Device.objects.get(browser="Safari, iPhone").pk})

    assert (is_signed_in(here), is_signed_in(other)) == (True, False)


def test_all_other_devices_are_signed_out_at_once(here, member):
    others = [Client(), Client()]
    for other in others:
        sign_in(other, member.email)

    here.post(f"{DEVICES}end/", {"all": "1"})

    assert [is_signed_in(browser) for browser in (here, *others)] == [True, False, False]


@pytest.mark.parametrize("device", ["0", "-1", "x", "", "9" * 40])
def test_a_device_that_is_not_there_is_not_signed_out(here, device):
    assert here.post(f"{DEVICES}end/", {"device": device}).status_code == 302
    assert is_signed_in(here)


def test_the_device_of_another_person_stays(here, now):
    person = make_person("Otto Other", now=now)
    sign_in(other := Client(), person.email)

    here.post(f"{DEVICES}end/", {"device": Device.objects.get(person=person).pk})

    assert is_signed_in(other)


def test_everything_can_be_taken_away_after_the_password(here, member):
    assert here.get(f"{DATA}export/").headers["Location"].startswith("/account/again/")
    say_password_again(here)

    answer = here.get(f"{DATA}export/")

    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    account = json.loads(archive.read("accounts.user.json"))["rows"]
    assert [(row["email"], row["name"]) for row in account] == [(member.email, "Mira Member")]
    assert "password" not in account[0]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert Look.objects.latest("pk").about == member


def test_an_account_is_deleted_after_the_password_and_a_tick(here, member):
    assert here.get(f"{DATA}delete/").headers["Location"].startswith("/account/again/")
    say_password_again(here)
    page = words_of(here.get(f"{DATA}delete/"))
    assert "This stays:" in page
    assert "Your name, your mail addresses" in page
    assert here.post(f"{DATA}delete/", {}).status_code == 200
    assert User.objects.filter(pk=member.pk).exists()

    answer = here.post(f"{DATA}delete/", {"sure": "on"}, follow=True)

    assert "Your account is deleted." in words_of(answer)
    assert not User.objects.filter(pk=member.pk).exists()
    assert not is_signed_in(here)
    assert "We found no account" in words_of(sign_in(Client(), "mira.member@example.org"))


def test_a_closed_account_is_signed_out_at_once(here, member, editor, now):
    from bluestem.accounts.api import deactivate

    deactivate(person=member, actor=editor, now=now)

    assert not is_signed_in(here)
    assert "We found no account" in words_of(sign_in(Client(), member.email))
    assert Look.objects.latest("pk").what == "account closed"


@pytest.mark.parametrize(
    "door",
    [
        *("password_reset/", "password_reset/done/", "password_reset/confirm/MQ/x-y/", "users/", "users/add/"),
        *("users/1/", "groups/", "groups/new/", "password_reset/complete/"),
    ],
)
def test_doors_of_wagtail_are_shut_even_for_editors(editing, door):
    assert editing.get(f"/admin/{door}").status_code == 404
    assert editing.post(f"/admin/{door}").status_code == 404


@pytest.mark.parametrize("following", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"])
def test_the_sign_in_of_wagtail_leads_to_ours_and_nowhere_else(client, member, following):
    answer = client.get("/admin/login/", {"next": following})
    assert answer.headers["Location"] == "/account/sign-in/?next=%2Fadmin%2F"

    posted = client.post("/admin/login/", {"username": member.email, "password": PASSWORD})
    assert posted.headers["Location"].startswith("/account/sign-in/")
    assert not is_signed_in(client)


def test_the_account_page_of_wagtail_changes_no_password_and_no_address(editing, editor):
    page = body_of(editing.get("/admin/account/", follow=True))

    assert 'name="password' not in page
    assert 'name="name_email-email"' not in page


@pytest.mark.parametrize(
    "page", ["sign-up/", "again/", "password/", "reset/", "confirm/", "second-factor/passkey/", "sign-in/passkey/"]
)
@pytest.mark.parametrize("following", ["//evil.example/", "https:evil.example", "/\\evil.example", "\t//evil.example"])
def test_no_page_leads_elsewhere(here, page, following):
    for browser in (here, Client()):
        for answer in (
            browser.get(f"/account/{page}", {"next": following}),
            browser.post(f"/account/{page}", {"next": following, "password": PASSWORD}),
        ):
            assert "evil" not in answer.headers.get("Location", "").partition("?")[0]

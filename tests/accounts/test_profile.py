"""A person's own name, language of mails and time zone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bluestem.ui.api import MenuEntry, menu_links
from bluestem.ui.navigation import site_menu
from tests.reading import form_data, read_page

PROFILE = "/account/profile/"


def test_the_profile_asks_to_sign_in(client, db):
    answer = client.get(PROFILE)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/sign-in/?next={PROFILE}")


def test_the_form_shows_what_is_kept(signed_in, member):
    form = read_page(signed_in.get(PROFILE)).find("main").find("form")

    assert form_data(form) == {
        "csrfmiddlewaretoken": form_data(form)["csrfmiddlewaretoken"],
        "name": ["Mira Member"],
        "language": ["en"],
        "time_zone": ["Europe/Brussels"],
    }


def test_a_change_is_kept_and_said(signed_in, member):
    answer = signed_in.post(PROFILE, {"name": "Mira Muster", "language": "fr", "time_zone": "Europe/Athens"})

    member.refresh_from_db()
    assert answer.headers["Location"] == PROFILE
    assert (member.name, member.language, member.time_zone) == ("Mira Muster", "fr", "Europe/Athens")
    assert "Your profile is saved." in read_page(signed_in.get(PROFILE)).find("main").text


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 121}, {"name": "a\r\nBcc: b"}, {"language": "xx"}, {"time_zone": "Mars/Base"}],
)
def test_what_cannot_be_is_refused(signed_in, member, wrong):
    answer = signed_in.post(PROFILE, {"name": "Other", "language": "fr", "time_zone": "Europe/Athens"} | wrong)

    member.refresh_from_db()
    assert answer.status_code == 200
    assert "One answer needs another look" in read_page(answer).find("main").text
    assert (member.name, member.language, member.time_zone) == ("Mira Member", "en", "Europe/Brussels")


def test_fields_that_the_form_does_not_have_change_nothing(signed_in, member):
    before = (member.pk, member.uuid, member.email, member.is_superuser, member.is_active)
    extra = {"id": 1, "email": "x@example.org", "is_superuser": "on", "is_staff": "on", "is_active": "", "uuid": "x"}

    signed_in.post(PROFILE, {"name": "Mira", "language": "en", "time_zone": "UTC"} | extra)

    member.refresh_from_db()
    assert (member.pk, member.uuid, member.email, member.is_superuser, member.is_active) == before


def test_the_side_shows_the_pages_a_person_may_open(signed_in, member, monkeypatch):
    monkeypatch.setattr(site_menu, "_entries", list(site_menu._entries))
    entry = {"url_name": "portal:space", "section": "settings", "order": 900}
    site_menu.register(MenuEntry(label="Hidden", visible=lambda person: person.name == "Somebody else", **entry))

    links = read_page(signed_in.get(PROFILE)).find("nav", aria_label="Settings").find_all("a")

    assert [link["href"] for link in links] == [link.address for link in menu_links("settings", PROFILE, member)]
    assert [link.text for link in links if link.get("aria-current") == "page"] == ["Profile"]
    assert reverse("portal:space") not in [link["href"] for link in links]

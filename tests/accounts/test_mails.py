"""Mails about accounts: every one that allauth may send has words of ours, in the language of its reader."""

from __future__ import annotations

from pathlib import Path

import allauth
import pytest
from django.utils.translation import override

from bluestem.accounts.web.sentences import CHANGED, LINKED, compose

TEMPLATES = Path(allauth.__file__).parent / "templates"
# Those of ways to sign in that are switched off
OFF = {"account/email/login_code", "account/email/password_reset_code"}


def mails_of_allauth() -> set[str]:
    found = TEMPLATES.rglob("email/*_subject.txt")
    return {str(path.relative_to(TEMPLATES)).removesuffix("_subject.txt") for path in found} - OFF


def test_every_mail_that_can_be_sent_has_words():
    assert set(LINKED) | set(CHANGED) == mails_of_allauth()


@pytest.mark.parametrize("name", sorted([*LINKED, *CHANGED]))
def test_each_mail_is_text_with_one_link_of_our_origin(name):
    about = {"activate_url": "http://testserver/a/", "password_reset_url": "http://testserver/r/"}

    mail = compose(name, "ana@example.org", about, None)

    assert mail.subject.startswith("Bluestem: ")
    assert mail.body.count("http://testserver/") == mail.body.count("http") == 1
    assert "{" not in mail.body
    assert "&" not in mail.body
    assert mail.to == ["ana@example.org"]


def test_a_mail_speaks_the_language_of_the_account(member):
    member.language = "fr"
    link = "http://testserver/fr/r/"

    with override("en"):
        mail = compose(
            "account/email/password_reset_key", member.email, {"user": member, "password_reset_url": link}, None
        )

    with override("fr"):
        assert str(LINKED["account/email/password_reset_key"][1]) in mail.body

"""What people do at the doors, as their browser sends it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from tests.factories.people import PASSWORD
from tests.reading import read_page

SIGN_UP = "/account/sign-up/"
SIGN_IN = "/account/sign-in/"
RESET = "/account/reset/"
AGAIN = "/account/again/"


def sign_up(client: Client, address: str, **changes: str) -> HttpResponse:
    form = {"name": "Nia New", "email": address, "password1": PASSWORD, "notice": "on", **changes}
    return client.post(SIGN_UP, form)


def sign_in(client: Client, address: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    return client.post(SIGN_IN, {"login": address, "password": password}, **more)


def ask_for_reset(client: Client, address: str, **more: Any) -> HttpResponse:
    return client.post(RESET, {"email": address}, **more)


def say_password_again(client: Client, password: str = PASSWORD) -> None:
    assert client.post(AGAIN, {"password": password}).status_code == 302


def link_in(mail: EmailMessage) -> str:
    """Give the path of the one link in a mail, which must be an address of ours."""
    (found,) = re.findall(r"https?://\S+", mail.body)
    parts = urlsplit(found)
    assert f"{parts.scheme}://{parts.netloc}" == "http://testserver"
    return parts.path


def is_signed_in(client: Client) -> bool:
    return client.get("/account/profile/").status_code == 200


def code_at(secret: str, seconds: float) -> str:
    """Give the code that an app shows at a moment (RFC 6238, 30 seconds, six digits)."""
    return format_hotp_value(hotp_value(secret, int(seconds) // 30))


def set_up_app(client: Client, seconds: float) -> str:
    """Set up an app for codes for whoever is signed in; give its secret."""
    say_password_again(client)
    secret = read_page(client.get("/account/second-factor/app/")).find(id="key").text
    answer = client.post("/account/second-factor/app/", {"code": code_at(secret, seconds)})
    assert answer.status_code == 302, read_page(answer).find("main").text
    return secret


def words_of(answer: HttpResponse) -> str:
    """Give the words of a page's main part."""
    return read_page(answer).find("main").text

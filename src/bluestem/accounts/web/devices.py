"""A browser in which somebody has signed in before stays known to it, by a signed cookie without a name in it.

The limit of tries for one account from everywhere holds for other browsers only: whoever guesses at a password from
many addresses cannot keep the account's own person out. The way is that of OWASP's "device cookies".
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "device"
LASTS = 180 * 24 * 3600


def know_device(request: HttpRequest, response: HttpResponse, address: str) -> None:
    """Let this browser be known for the account with this mail address."""
    value = signing.dumps(_mark(address), salt=COOKIE)
    response.set_cookie(
        COOKIE,
        value,
        max_age=LASTS,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_known_device(request: HttpRequest, address: str) -> bool:
    """Whether the account with this mail address was signed in to with this browser before."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LASTS) == _mark(address)
    except signing.BadSignature:
        return False


def _mark(address: str) -> str:
    return salted_hmac(COOKIE, address.lower(), algorithm="sha256").hexdigest()[:32]

"""Who writes: the person behind a token, asked at every request."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, RawPostDataException
from django.utils import timezone

from bluestem.accounts.api import User
from bluestem.interfaces.choices import Scope
from bluestem.interfaces.errors import NoSuchToken, ScopeMissing
from bluestem.interfaces.rest.problems import Problem
from bluestem.interfaces.rest.serving import JSON, check_rate, client_address
from bluestem.interfaces.services import use_token

LARGEST_BODY = 2**20
PER_TOKEN = 120  # requests in a minute
WRONG_PER_ADDRESS = 20  # tries with a token that is none


def person_of(request: HttpRequest, scope: Scope) -> User:
    """Give the person whose token a request carries. Raises Problem; a session counts for nothing here."""
    word, _space, key = request.headers.get("Authorization", "").partition(" ")
    if word.lower() != "bearer" or not key.strip():
        raise Problem(401, "Send a token: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})
    try:
        token = use_token(key=key.strip(), scope=scope, now=timezone.now())
    except NoSuchToken:
        check_rate(request, key=f"wrong:{client_address(request)}", most=WRONG_PER_ADDRESS)
        refused = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise Problem(401, "This token does not work, or works no more.", refused) from None
    except ScopeMissing as missing:
        refused = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{missing.scope}"'}
        raise Problem(403, f"This token may not do this; it lacks {missing.scope}.", refused) from None
    check_rate(request, key=f"token:{token.pk}", most=PER_TOKEN)
    return token.person


def read_body(request: HttpRequest) -> dict[str, Any]:
    """Give the JSON object that a request brings. Raises Problem."""
    if request.content_type != JSON:
        raise Problem(415, "Send JSON with Content-Type: application/json.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST_BODY:
        raise Problem(413, f"At most {LARGEST_BODY} bytes can be sent at once.")
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig, RawPostDataException):
        raise Problem(400, "What was sent is not JSON.") from None
    if not isinstance(said, dict):
        raise Problem(400, "Send a JSON object.")
    return said

"""The table of who is answered how at every address, and how an answer is put into one word."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.security.routes import Route, routes
from tests.security.world import ROLES, World

TABLE = Path(__file__).with_name("access.csv")
WORDS = {
    200: "page",
    400: "bad",
    401: "token",
    403: "refused",
    404: "absent",
    405: "method",
    410: "gone",
    202: "page",
    409: "bad",
    413: "bad",
    415: "bad",
    422: "bad",
    429: "later",
    503: "later",
}
Key = tuple[str, str]


def read_table() -> dict[Key, dict[str, str]]:
    """Give the checked-in table: (pattern, whose) to role to the answers of GET and POST."""
    with TABLE.open(newline="") as file:
        return {(row["address"], row["whose"]): row for row in csv.DictReader(file)}


def write_table(found: dict[Key, dict[str, str]]) -> None:
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["address", "whose", *ROLES], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**cells, "address": key[0], "whose": key[1]} for key, cells in sorted(found.items()))


def cases(world: World) -> Iterator[tuple[Key, Route, str]]:
    """Give every address to ask for: its key in the table, its route and an example."""
    for route in routes():
        for whose, values in world.owned.get(route.pattern, {"": {}}).items():
            yield (route.pattern, whose), route, route.path({**world.values, **values})


def answers(browser: Client, route: Route, path: str, *, role: str) -> str:
    """Give the words for GET and POST, such as `page method`; nothing stays changed.

    Wagtail's own forms are not sent by those who may use them: what they do then is Wagtail's business.
    """
    got = word_for(ask(browser, "get", path))
    if route.is_of_wagtail and role in ("editor", "administrator"):
        return f"{got} -"
    return f"{got} {word_for(ask(browser, 'post', path))}"


def ask(browser: Client, method: str, path: str) -> HttpResponse:
    """Give the answer to one request of a browser; what it changed is taken back, cookies too."""
    fresh = Client(raise_request_exception=False)
    fresh.cookies = browser.cookies.copy()
    with transaction.atomic():
        answer = getattr(fresh, method)(path)
        transaction.set_rollback(True)
    return answer


def word_for(response: HttpResponse) -> str:
    """Give what an answer comes down to."""
    if response.status_code in (301, 302, 303, 307, 308):
        target = response.headers["Location"]
        if target.startswith((reverse("accounts:sign_in"), "/admin/login/")):
            return "sign-in"
        return "factor" if target.startswith("/account/second-factor/") else "elsewhere"
    return WORDS.get(response.status_code, f"status-{response.status_code}")

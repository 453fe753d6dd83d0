"""Hostile requests, made from a seed: what people with bad intentions type into addresses and forms.

A walk asks for every address, fills every form that it finds there, and says what went wrong: a failure of the
server, markup that came back as markup, a way to another site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.crawling import ORIGIN
from tests.reading import form_data, read_html

MARK = "xq7z"  # stands in every piece of markup, so that it is found wherever it comes out again
MARKUP = [
    f"<script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}()>',
    f"'><svg onload={MARK}()>",
    f"</title><script>{MARK}()</script>",
    f'" autofocus onfocus={MARK}() x="',
    f"<a href=javascript:{MARK}()>x</a>",
    f"<p style=background:url({MARK})>x</p>",
]
ELSEWHERE = [
    *("//evil.example", "https://evil.example/", "/\\evil.example", "\t//evil.example", "https:evil.example"),
    *(
        "https://testserver@evil.example/",
        "javascript:alert(1)",
        "///evil.example/%2f..",
        "http://evil.example\\@testserver",
    ),
]
STRANGE = [
    *(
        "",
        " ",
        "\x00",
        "\x00a",
        "a\r\nSet-Cookie: x=1",
        "\u2028",
        "\ud7ff\ufffe",
        "%00",
        "%0d%0aX: y",
        "../../etc/passwd",
    ),
    *("'", '"', "' OR 1=1 --", '") OR 1=1 --', "{{7*7}}", "{% debug %}", "%(name)s %s", "{0.__class__}", "${7*7}"),
    *("-1", "0", "1e309", "NaN", "99999999999999999999999", "٣", "0x10", "true", "null", "[]", "{}", "a" * 5000),
    *("(" * 300, '"' * 300, "é" * 500, "AND OR NOT", "*", "title:*", "a:b:c", "🧪" * 50, "\u202egnp.exe", "2026-99-99"),
    *("00000000-0000-0000-0000-000000000000", "en-" + "x" * 300, "sort", "__class__", "id__in", "password__startswith"),
]
PARAMETERS = [
    *("q", "page", "sort", "country", "topic", "kind", "language", "year", "next", "cursor", "verb", "metadataPrefix"),
    *("resumptionToken", "identifier", "from", "until", "set", "format", "person", "state", "id", "role", "is_staff"),
    *("theme", "limit", "confirmed", "p", "locale", "ordering", "search_query", "status", "order", "fields"),
]


@dataclass(frozen=True)
class Problem:
    """Something that must not happen, and the request that made it happen."""

    what: str
    request: str


@dataclass
class Walk:
    """Sends `number` hostile requests as one person; the same seed sends the same."""

    browser: Client
    paths: list[str]
    number: int
    seed: int
    problems: list[Problem] = field(default_factory=list)
    sent: int = 0

    def run(self) -> list[Problem]:
        random = Random(self.seed)  # noqa: S311 - the same choices every time, nothing secret
        while self.sent < self.number:
            path = random.choice(self.paths)
            page = self._send(random, "get", self._with_query(random, path), {})
            for action, data in forms_of(page, path) if page is not None else ():
                self._send(random, "post", action, spoil(random, data))
            if random.random() < 0.2:
                self._send(random, "post", path, {name: hostile(random) for name in random.sample(PARAMETERS, 5)})
        return self.problems

    def _with_query(self, random: Random, path: str) -> str:
        self._query = {name: hostile(random) for name in random.sample(PARAMETERS, random.randint(0, 4))}
        return path

    def _send(self, random: Random, method: str, path: str, data: dict) -> HttpResponse | None:
        self.sent += 1
        sent = self._query if method == "get" else data
        said = f"{method} {path} {sent!r}"[:600]
        client = Client(raise_request_exception=False, headers={"Referer": ORIGIN + path})
        client.cookies = self.browser.cookies.copy()
        try:
            with transaction.atomic():
                answer = getattr(client, method)(path, sent)
        except UnicodeEncodeError:
            return None  # the client itself cannot send it
        self.problems += [Problem(what, said) for what in wrong_with(answer)]
        is_page = answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")
        return answer if method == "get" and is_page else None


def hostile(random: Random) -> str:
    return random.choice(random.choice((MARKUP, ELSEWHERE, STRANGE)))


def spoil(random: Random, data: dict[str, list[str]]) -> dict[str, list[str]]:
    """Give a form's data with some answers made hostile, and some that nobody asked for."""
    names = [name for name in data if name != "csrfmiddlewaretoken"]
    spoilt = set(random.sample(names, random.randint(1, len(names)))) if names else set()
    extra = {"is_staff": ["1"], "role": ["administrator"], "state": ["published"], "id": ["1"], "person": ["1"]}
    return {**data, **{name: [hostile(random)] for name in spoilt}, **(extra if random.random() < 0.2 else {})}


def forms_of(answer: HttpResponse, path: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Give address and data of the forms of a page that change something; signing out would end the walk."""
    page = read_html(answer.getvalue().decode(errors="replace"), strict=False)
    for form in page.find_all("form"):
        action = urlsplit(urljoin(ORIGIN + path, form.get("action") or path)).path
        if form.get("method").lower() == "post" and "sign-out" not in action and "logout" not in action:
            yield action, form_data(form)


def wrong_with(answer: HttpResponse) -> Iterator[str]:
    """Give what must not be in an answer."""
    if answer.status_code >= 500 and answer.status_code != 503:
        yield f"answers {answer.status_code}"
    target = urlsplit(answer.headers.get("Location", ""))
    if (target.netloc and f"{target.scheme}://{target.netloc}" != ORIGIN) or target.scheme not in ("", "http", "https"):
        yield f"leads to {answer.headers['Location']}"
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        yield from markup_in(answer.content.decode(errors="replace"))


def markup_in(text: str) -> Iterator[str]:
    """Give the elements and attributes of a page that our markup became."""
    if MARK not in text:
        return
    for element in read_html(text, strict=False).find_all():
        if element.tag in ("script", "svg") and MARK in element.words():
            yield f"<{element.tag}> runs what was typed"
        for name, value in element.attributes.items():
            is_program = name.startswith("on") or re.match(r"\s*javascript:", value) or name == "style"
            if MARK in value and is_program:
                yield f"<{element.tag} {name}> holds what was typed"

"""Walking through the site as a reader does who follows links: every kind of page, a few of each."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from tests.reading import Element, read_html

ORIGIN = "http://testserver"
# Which attribute of which element names another address
LINKS = {"a": "href", "img": "src", "link": "href", "form": "action", "source": "src", "script": "src"}


@dataclass(frozen=True)
class Visit:
    """An address, how it answered, and the tree of its page where it is one."""

    address: str
    found_on: str
    response: HttpResponseBase
    text: str
    page: Element | None


@dataclass
class Crawler:
    """Follows links of one language, at most `examples` addresses of each kind; `whole` names routes seen in full.

    A kind is a route with the names of its query's parameters, so `/programmes/` and `/programmes/?country=be` are two.
    """

    client: Client
    language: str = "en"
    examples: int = 2
    whole: tuple[str, ...] = ()
    _seen: set[str] = field(default_factory=set)
    _kinds: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def visits(self, *starts: str) -> Iterator[Visit]:
        """Give every visit, beginning with `starts`."""
        waiting = deque((start, "the beginning") for start in starts)
        while waiting:
            address, found_on = waiting.popleft()
            if not self._is_wanted(address):
                continue
            visit = self._visit(address, found_on)
            yield visit
            if visit.page is not None:
                waiting.extend((link, address) for link in internal_links(visit.page, address))

    @property
    def routes(self) -> set[str]:
        """The names of the views that were visited."""
        return {kind[0] for kind in self._kinds}

    def _is_wanted(self, address: str) -> bool:
        parts = urlsplit(address)
        route = route_of(parts.path)
        if address in self._seen or parts.path.startswith(("/static/", "/admin/")):
            return False
        if route is not None and get_language_from_path(parts.path) not in (None, self.language):
            return False
        self._seen.add(address)
        kind = (route or parts.path, *sorted({name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}))
        self._kinds[kind] += 1
        return self._kinds[kind] <= self.examples or (route in self.whole and not parts.query)

    def _visit(self, address: str, found_on: str) -> Visit:
        response = self.client.get(address)
        text = response.getvalue().decode(errors="replace")
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return Visit(address, found_on, response, text, read_html(text) if is_page and text else None)


def route_of(path: str) -> str | None:
    """Give the name of the view that answers a path, or None where none does."""
    with override(get_language_from_path(path) or "en"):
        try:
            return resolve(path).view_name
        except Resolver404:
            return None


def internal_links(page: Element, address: str) -> Iterator[str]:
    """Give the addresses of this site that a page names, without their fragments."""
    for element in page.find_all():
        target = element.get(LINKS.get(element.tag, ""))
        if target and element.get("method", "get").lower() == "get":
            parts = urlsplit(urljoin(ORIGIN + address, target))
            if f"{parts.scheme}://{parts.netloc}" == ORIGIN:
                yield parts._replace(scheme="", netloc="", fragment="").geturl()

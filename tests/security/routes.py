"""Every address that the site answers, as its URL configuration has them, with an example to call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

PARAMETER = re.compile(r"<(?:[^:<>]+:)?(?P<name>\w+)>")
GROUP = re.compile(r"\((?:\?P<(?P<name>\w+)>)?(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Route:
    """A pattern of the URL configuration: unique, and the key in every table of these tests."""

    pattern: str
    view: Any

    @property
    def is_of_wagtail(self) -> bool:
        """Whether the view is Wagtail's own, not one of ours."""
        view = getattr(self.view, "view_class", self.view)
        return str(getattr(view, "__module__", "")).startswith("wagtail")

    def path(self, values: Mapping[str, Any]) -> str:
        """Give an address of this route; parameters that `values` does not name are called `missing`."""
        text = PARAMETER.sub(lambda found: str(values.get(found["name"], "missing")), self.pattern)
        if "(" in text or "^" in text or "$" in text:
            text = GROUP.sub(lambda found: str(values.get(found["name"] or "number", 1)), text)
        return "/" + re.sub(r"[\^$\\?]|\(\?:.*?\)", "", text)


def routes() -> list[Route]:
    """Give every route once, in the order in which they are tried, English addresses only."""
    with override("en"):
        found: dict[str, Route] = {}
        for route in _walk(get_resolver(), ""):
            found.setdefault(route.pattern, route)
        return list(found.values())


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for part in resolver.url_patterns:
        pattern = prefix + str(part.pattern)
        if isinstance(part, URLPattern):
            yield Route(pattern, part.callback)
        else:
            yield from _walk(part, pattern)

"""Finished pages: public answers kept whole, packed and ready to send, until something is published."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from time import monotonic
from wsgiref.types import WSGIEnvironment

from bluestem.config.front.coding import IDENTITY, LONGEST_WISH, choose_coding, is_packable, pack

Headers = list[tuple[str, str]]
Key = tuple[str, ...]
Reply = tuple[int, Headers, bytes]  # status, headers and body, ready to be sent

MEMORY = 24 * 2**20  # bytes a process keeps
LONGEST_TARGET = 512  # characters of path and query: longer ones are not asked for twice
LARGEST_BODY = 2**20
OLDEST = 300.0  # seconds: pages show dates that move on without anyone publishing
_MOST_WISHES = 32  # different Accept-Encoding headers remembered with a page
_OVERHEAD = 2048  # bytes of headers and bookkeeping, for each coding of a page

# Written anew for each coding; the language stands in the page itself.
_REPLACED = frozenset(("content-language", "content-length", "etag", "vary"))
_IN_304 = frozenset(("cache-control", "content-location", "expires"))
# The address alone decides the language, and a signed-in reader or another theme never meets this page.
_SETTLED_BY_THE_KEY = frozenset(("cookie", "accept-encoding", "accept-language", "hx-request"))


class Variant:
    """A page in one content coding, with every reply that is made of it."""

    __slots__ = ("head", "not_modified", "tag", "whole")

    def __init__(self, headers: Headers, body: bytes, tag: str, vary: str) -> None:
        self.tag = tag
        validators = [("ETag", tag), ("Vary", vary)]
        headers = [*headers, ("Content-Length", str(len(body))), *validators]
        self.whole: Reply = (200, headers, body)
        self.head: Reply = (200, headers, b"")
        short = [header for header in headers if header[0].lower() in _IN_304]
        self.not_modified: Reply = (304, [*short, *validators], b"")

    def reply(self, environ: WSGIEnvironment) -> Reply:
        """Give the page, its headers alone, or "not modified", as the request asks. Not to be changed by the caller."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and (known == self.tag or is_among(self.tag, known)):
            return self.not_modified
        return self.whole if environ["REQUEST_METHOD"] == "GET" else self.head


class Page:
    """One finished answer (always a 200) and the number of the generation it was computed in."""

    __slots__ = ("_body", "_digest", "_headers", "_packable", "_variants", "_vary", "expires", "generation", "wished")

    def __init__(self, headers: Headers, body: bytes, generation: int) -> None:
        values = {name.lower(): value for name, value in headers}
        self._headers = [header for header in headers if header[0].lower() not in _REPLACED]
        self._body = body
        self._digest = blake2b(body, digest_size=12).hexdigest()
        self._packable = is_packable(values.get("content-type", "")) and len(body) > 200
        self._vary = _vary(values.get("vary", ""))
        self._variants: dict[str, Variant] = {}
        # The same by Accept-Encoding header: browsers send few different ones.
        self.wished: dict[str, Variant] = {}
        self.generation = generation
        self.expires = monotonic() + OLDEST

    @property
    def weight(self) -> int:
        """Bytes this page keeps now."""
        packed = sum(len(variant.whole[2]) + _OVERHEAD for variant in self._variants.values())
        return len(self._body) + _OVERHEAD + packed

    def add(self, accepted: str) -> Variant:
        """Prepare the page for an Accept-Encoding header and give it."""
        coding = choose_coding(accepted)
        variant = self._variants.get(coding)
        if variant is None:
            variant = self._variants[coding] = self._pack(coding)
        if len(accepted) <= LONGEST_WISH and len(self.wished) < _MOST_WISHES:
            self.wished[accepted] = variant
        return variant

    def _pack(self, coding: str) -> Variant:
        headers, body, tag = self._headers, self._body, f'"{self._digest}"'
        if coding != IDENTITY and self._packable:
            body, tag = pack(body, coding), f'"{self._digest}-{coding}"'
            headers = [*headers, ("Content-Encoding", coding)]
        return Variant(headers, body, tag, self._vary)


def is_among(tag: str, known: str) -> bool:
    """Whether an If-None-Match header names a tag. Proxies mark tags as weak; that is no difference here."""
    return known.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in known.split(","))


def _vary(named: str) -> str:
    kept = [name for name in _names(named) if name.lower() != "accept-language"]
    kept += [name for name in ("Accept-Encoding", "Cookie") if name.lower() not in map(str.lower, kept)]
    return ", ".join(kept)


def _names(header: str) -> list[str]:
    return [name.strip() for name in header.split(",") if name.strip()]


def is_finished_page(status: str, headers: Headers) -> bool:
    """Whether an answer may be kept and given to every reader without a session."""
    values = {name.lower(): value for name, value in headers}
    directives = {directive.lower() for directive in _names(values.get("cache-control", ""))}
    return (
        status.startswith("200 ")
        and "public" in directives
        and "set-cookie" not in values
        and "content-encoding" not in values
        and _SETTLED_BY_THE_KEY.issuperset(name.lower() for name in _names(values.get("vary", "")))
    )


class FinishedPages:
    """The pages one process keeps: most recently used first, limited in bytes, current by generation."""

    def __init__(self, generation: Callable[[], int], memory: int = MEMORY) -> None:
        self._generation = generation
        self._memory = memory
        self._pages: OrderedDict[Key, tuple[Page, int]] = OrderedDict()
        self._weight = 0
        self._writing = threading.Lock()

    def generation(self) -> int:
        """Give the number to note before a page is computed."""
        return self._generation()

    def find(self, key: Key) -> Page | None:
        """Give a page that is still true, or None."""
        kept = self._pages.get(key)
        if kept is None:
            return None
        page = kept[0]
        if page.generation != self._generation() or page.expires < monotonic():
            self._drop(key)
            return None
        try:
            self._pages.move_to_end(key)
        except KeyError:  # dropped by another thread in between; what we hold is as good
            return page
        return page

    def keep(self, key: Key, page: Page) -> None:
        """Remember a page unless it is too large, asked for in too many words, or overtaken while it was computed."""
        weight = page.weight
        if len(key[1]) + len(key[2]) > LONGEST_TARGET or weight > LARGEST_BODY:
            return
        with self._writing:
            if page.generation != self._generation():
                return
            self._forget(key)
            self._pages[key] = (page, weight)
            self._weight += weight
            self._make_room()

    def add(self, key: Key, page: Page, accepted: str) -> Variant:
        """Prepare a kept page for one more Accept-Encoding header and count it again."""
        with self._writing:
            variant = page.add(accepted)
            kept, weight = self._pages.get(key, (None, 0))
            if kept is page:
                self._pages[key] = (page, page.weight)
                self._weight += page.weight - weight
                self._make_room()
        return variant

    def _make_room(self) -> None:
        newest = self._generation()
        while self._pages:
            oldest = next(iter(self._pages))
            if self._weight <= self._memory and self._pages[oldest][0].generation == newest:
                return
            self._forget(oldest)

    def _drop(self, key: Key) -> None:
        with self._writing:
            self._forget(key)

    def _forget(self, key: Key) -> None:
        _page, weight = self._pages.pop(key, (None, 0))
        self._weight -= weight

    @property
    def weight(self) -> int:
        """Bytes kept now."""
        return self._weight

    def __len__(self) -> int:
        return len(self._pages)

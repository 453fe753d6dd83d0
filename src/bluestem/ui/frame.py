"""What the layout around every page needs to know: language, theme, menus, the person, other languages' addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, get_script_prefix
from django.utils.translation import get_language

from bluestem.ui.addresses import addresses_by_language
from bluestem.ui.navigation import Link, Text, site_menu
from bluestem.ui.themes import theme_of


@dataclass(frozen=True)
class LanguageLink:
    """The same page in one of the site's languages; `query` is what the reader asked for, with its question mark.

    exists: there is such a page; else `path` is the home page in that language.
    """

    code: str
    name: str
    path: str
    query: str
    current: bool
    exists: bool = True

    @property
    def address(self) -> str:
        return f"{self.path}{self.query}"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Everything the base layout shows around a page.

    path: the page's path with its language prefix. full_path: the same with its query.
    languages: this page in each language, or each language's home page where this page has one address for all.
    translated: `languages` leads to this very page, so search engines may be told of the others.
    person: who is signed in, or None.
    """

    language: str
    theme: str | None
    origin: str
    path: str
    full_path: str
    home: str
    languages: list[LanguageLink]
    translated: bool
    main: list[Link]
    search: Link | None
    account: list[Link]
    sign_in: str | None
    footer: list[tuple[Text, list[Link]]]
    person: Any = None
    messages: list[Any] = field(default_factory=list)

    @property
    def language_name(self) -> str:
        return next((link.name for link in self.languages if link.current), self.language)


def page_frame(request: HttpRequest | None) -> Frame:
    """Give the frame of the page that answers `request`.

    Without a request (an error page that must not touch the database) it is the frame of the home page
    for a reader who is not signed in.
    """
    language = get_language() or settings.LANGUAGE_CODE
    path = request.path if request else home_address(language)
    person = _person(request)
    languages, translated = _languages(request, language)
    return Frame(
        language=language,
        theme=theme_of(request) if request else None,
        origin=settings.ORIGIN,
        path=path,
        full_path=request.get_full_path() if request else path,
        home=home_address(language),
        languages=languages,
        translated=translated,
        main=site_menu.links("main", path),
        search=next(iter(site_menu.links("search", path)), None),
        account=site_menu.links("account", path, person) if person else [],
        sign_in=None if person else _sign_in(path),
        footer=site_menu.footer(path),
        person=person,
        messages=list(messages.get_messages(request)) if request else [],
    )


def _person(request: HttpRequest | None) -> Any:
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _languages(request: HttpRequest | None, active: str) -> tuple[list[LanguageLink], bool]:
    addresses = _own_addresses(request) if request else {}
    query = f"?{request.META['QUERY_STRING']}" if request and addresses and request.META.get("QUERY_STRING") else ""
    found = [
        LanguageLink(code, name, addresses.get(code, home_address(code)), query, code == active, code in addresses)
        for code, name in settings.LANGUAGES
    ]
    return found, bool(addresses)


def _own_addresses(request: HttpRequest) -> dict[str, str]:
    """Give this page's path in each language; nothing where it has none (errors) or one for all languages.

    A view whose page has another path in each language, or not every language, says so in `request.page_addresses`.
    """
    told = getattr(request, "page_addresses", None)
    if told is not None:
        return dict(told)
    match = request.resolver_match
    if match is None:
        return {}
    return addresses_by_language(match.view_name, match.args, match.kwargs)


def home_address(code: str | None = None) -> str:
    """Give the path of the home page in a language, without one in the active language."""
    code = code or get_language() or settings.LANGUAGE_CODE
    prefix = "" if code == settings.LANGUAGE_CODE else f"{code}/"
    return f"{get_script_prefix()}{prefix}"


def _sign_in(path: str) -> str | None:
    try:
        return f"{resolve_url(settings.LOGIN_URL)}?next={quote(path)}"
    except NoReverseMatch:
        return None

"""A small site of its own, so that these tests need no other room."""

from __future__ import annotations

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from bluestem.ui import checks, frame
from bluestem.ui.navigation import FooterSection, Menu, MenuEntry

PAGE = """{% extends "ui/base.html" %}
{% from "ui/components/json_ld.html" import json_ld %}
{% block title %}Belgium & more{% endblock %}
{% block feeds %}<link rel="alternate" type="application/rss+xml" href="/feed/" title="News">{% endblock %}
{% block json_ld %}{{ json_ld({"@type": "Course", "name": "</script><b>"}) }}{% endblock %}
{% block content %}<h1>Belgium</h1>{% endblock %}"""


def page(request: HttpRequest, slug: str = "", **context: str) -> HttpResponse:
    template = engines["jinja2"].from_string(PAGE)
    return HttpResponse(template.render({"slug": slug, **context}, request))


def second_page(request: HttpRequest) -> HttpResponse:
    return page(request, canonical_query="page=2")


def error_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(engines["jinja2"].from_string(PAGE).render({}, request), status=404)


def plain(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/base.html")


class Site:
    """The addresses of the small site."""

    urlpatterns = [
        path("ui/", include("bluestem.ui.web.urls")),
        path("plain/", plain, name="plain"),
        *i18n_patterns(
            path("", page, name="home"),
            path("countries/", page, name="countries"),
            path("countries/<slug:slug>/", page, name="country"),
            path("list/", second_page, name="list"),
            path("search/", page, name="search"),
            path("leave/", page, name="leave"),
            prefix_default_language=False,
        ),
    ]
    handler404 = staticmethod(error_page)


@pytest.fixture
def menu(monkeypatch) -> Menu:
    """A menu with a link to the countries, search, one account entry of each kind and one footer column."""
    menu = Menu()
    menu.register_section(FooterSection(name="help", label="Help", order=1))
    menu.register_section(FooterSection(name="empty", label="Empty column", order=2))
    for section, name, method in [
        ("main", "countries", "get"),
        ("search", "search", "get"),
        ("account", "home", "get"),
        ("account", "leave", "post"),
        ("help", "list", "get"),
    ]:
        menu.register(MenuEntry(label=f"To {name}", url_name=name, order=1, section=section, method=method))
    monkeypatch.setattr(frame, "site_menu", menu)
    monkeypatch.setattr(checks, "site_menu", menu)
    return menu


@pytest.fixture
def site(settings, client, menu):
    """A browser at the small site."""
    settings.ROOT_URLCONF = Site
    settings.LOGIN_URL = "search"
    return client

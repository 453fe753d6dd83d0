"""A site of a few pages for the tests of what stands in front of Django. Each page says how often it was computed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.vary import vary_on_headers

from bluestem.ui.caching import public_page

FILLING = "<p>A sentence that fills the page.</p>" * 40
computed = count(1)
while_computing: list[Callable[[], object]] = []


def _text(request: HttpRequest, number: int) -> str:
    return f"<h1>{number}</h1><p>{request.COOKIES.get('theme', 'no theme')}</p>{FILLING}"


@public_page
def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    number = next(computed)
    for act in while_computing:
        act()
    return HttpResponse(_text(request, number))


@public_page
def page_with_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(_text(request, next(computed)))
    response.set_cookie("seen", "yes")
    return response


@public_page
@vary_on_headers("User-Agent")
def page_by_browser(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_text(request, next(computed)))


@public_page
def page_without_head(request: HttpRequest) -> HttpResponse:
    return HttpResponse("" if request.method == "HEAD" else _text(request, next(computed)))


@public_page
def missing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_text(request, next(computed)), status=404)


@public_page
def moved(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"/page/{next(computed)}/")


@public_page
def large(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<h1>{next(computed)}</h1>" + "x" * 2**20)


def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_text(request, next(computed)))


def download(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"one,", b"two,", b"three"]), content_type="text/csv")


@csrf_exempt
def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.body, content_type="application/octet-stream")


urlpatterns = [
    path("page/", page),
    path("page/<str:slug>/", page),
    path("with-cookie/", page_with_cookie),
    path("by-browser/", page_by_browser),
    path("without-head/", page_without_head),
    path("missing/", missing),
    path("moved/", moved),
    path("large/", large),
    path("private/", private),
    path("download/", download),
    path("echo/", echo),
]

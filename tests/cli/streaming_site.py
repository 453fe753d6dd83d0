"""A site with a long download and a form, to be read and filled in slowly. Settings and addresses in one module."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bluestem.config.settings.production import *  # noqa: F403
from bluestem.ui.caching import public_page

ROOT_URLCONF = __name__
PIECE = b"x" * 100_000
PIECES = 300  # 30 MB: more than what a machine keeps on the way


@public_page
def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("<h1>Page</h1>")


def download(_request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse((PIECE for _ in range(PIECES)), content_type="application/octet-stream")


@csrf_exempt
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.body)} bytes", content_type="text/plain")


def fail(_request: HttpRequest) -> StreamingHttpResponse:
    raise RuntimeError("A view that fails.")


urlpatterns = [path("page/", page), path("download/", download), path("form/", form), path("fail/", fail)]

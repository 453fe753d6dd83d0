"""OAI-PMH over HTTP."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bluestem.interfaces.harvest.answers import answer, refusal
from bluestem.interfaces.harvest.arguments import read_arguments
from bluestem.interfaces.harvest.errors import HarvestError
from bluestem.interfaces.journal import is_filled

XML = "text/xml; charset=utf-8"


@csrf_exempt  # reads only; the protocol wants GET and POST to mean the same
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester. Errors of the protocol come with status 200, as it wants them."""
    if not is_filled():
        text = "The list of records is being made. Try again in a minute."
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})
    base = f"{settings.ORIGIN}{reverse('interfaces_machines:oai')}"
    now = timezone.now()
    try:
        verb, arguments = read_arguments(request.POST if request.method == "POST" else request.GET)
    except HarvestError as error:
        return HttpResponse(refusal(error, base=base, now=now), content_type=XML)
    return HttpResponse(answer(verb, arguments, base=base, now=now), content_type=XML)

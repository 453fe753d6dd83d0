"""The page that says what programs can read and write, and how."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bluestem.catalogue.api import registry
from bluestem.interfaces.harvest.formats import FORMATS
from bluestem.interfaces.rest.parameters import MOST
from bluestem.interfaces.rest.serving import PER_ADDRESS
from bluestem.ui.api import public_page

SIGNATURE = 'webhook-signature = "v1," + base64(hmac_sha256(secret, id + "." + timestamp + "." + body))'


@require_safe
@public_page
def overview(request: HttpRequest) -> HttpResponse:
    first = next(iter(registry))
    context = {
        "types": tuple(registry),
        "first": first,
        "formats": tuple(FORMATS),
        "api": f"{settings.ORIGIN}{reverse('interfaces_machines:api_root')}",
        "oai": f"{settings.ORIGIN}{reverse('interfaces_machines:oai')}",
        "most": MOST,
        "per_minute": PER_ADDRESS,
        "formula": SIGNATURE,
    }
    return render(request, "interfaces/overview.html", context)

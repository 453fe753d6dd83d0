"""What the law asks a site to say about itself, said from what the product really does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bluestem.privacy.cookies import cookies
from bluestem.privacy.registry import Erasure, register_of_personal_data
from bluestem.privacy.statement import CHECKED_ON, EXCEPTIONS, METHODS
from bluestem.ui.api import public_page


@require_safe
@public_page
def notice(request: HttpRequest) -> HttpResponse:
    """Say what is kept about people, why, on what basis and for how long, and which cookies there are."""
    entries = register_of_personal_data.entries()
    context = {
        "entries": entries,
        "kept": [entry for entry in entries if entry.erasure is not Erasure.DELETE],
        "cookies": cookies(),
    }
    return render(request, "privacy/notice.html", context)


@require_safe
@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Give the accessibility statement, in the order of the model of Implementing Decision (EU) 2018/1523."""
    context = {"methods": METHODS, "exceptions": EXCEPTIONS, "checked_on": CHECKED_ON}
    return render(request, "privacy/accessibility.html", context)

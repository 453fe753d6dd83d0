"""The newsletter for readers: asking for it, confirming, and every issue in public."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bluestem.newsletters.errors import TooMany, UnknownToken
from bluestem.newsletters.queries import issue_page, pieces
from bluestem.newsletters.record_type import NEWSLETTER
from bluestem.newsletters.subscribing import ask_for_newsletter, confirm_subscription, find_subscription
from bluestem.newsletters.web.forms import SubscribeForm
from bluestem.ui.api import public_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for an address. The answer does not tell whether it was known."""
    person = request.user if request.user.is_authenticated else None
    form = SubscribeForm(request.POST or None, initial={"email": person.email} if person else {})
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_newsletter(**form.cleaned_data, now=timezone.now())
        except TooMany:
            words = _("Very many people are asking for the newsletter right now. Try again in an hour.")
            form.add_error(None, words)
            return render(request, "newsletters/subscribe.html", {"form": form}, status=HTTPStatus.TOO_MANY_REQUESTS)
        return redirect("newsletters:asked")
    return render(request, "newsletters/subscribe.html", {"form": form})


@require_safe
@public_page
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "newsletters/asked.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address on a post. Opening the link alone changes nothing: scanners open links."""
    try:
        subscription = find_subscription(token)
        if request.method == "POST":
            subscription = confirm_subscription(token=token, now=timezone.now())
    except UnknownToken:
        return render(request, "newsletters/confirm.html", {"subscription": None}, status=HTTPStatus.GONE)
    return render(request, "newsletters/confirm.html", {"subscription": subscription})


@require_safe
@public_page
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    found = issue_page(slug)
    if found is None:
        raise Http404(_("There is no newsletter at this address."))
    if not found.is_public:
        return render(request, "newsletters/issue_withdrawn.html", {"issue": found}, status=HTTPStatus.GONE)
    context = {"issue": found, "pieces": pieces(found), "json_ld": NEWSLETTER.json_ld(found)}
    return render(request, "newsletters/issue.html", context)

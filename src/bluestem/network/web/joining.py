"""The ways into an organisation: asking to join, and following an invitation."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bluestem.network.errors import AddressUnconfirmed, InvitationUnknown, InvitedAnother, Refusal
from bluestem.network.invitations import accept_invitation, check_invited, open_invitation
from bluestem.network.memberships import ask_to_join
from bluestem.network.models import Organisation
from bluestem.network.queries import managing_people, organisation_page, standing_of
from bluestem.network.web.forms import JoinForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to become a member of an organisation."""
    organisation = organisation_page(slug)
    if organisation is None or not organisation.is_public:
        raise Http404(_("There is no organisation at this address."))
    form = JoinForm(request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            words = form.cleaned_data["words"]
            ask_to_join(organisation=organisation, words=words, actor=request.user, now=timezone.now())
        except Refusal as error:
            refusal = error.sentence
        else:
            messages.success(request, _("Your request is on its way. You get a mail when it is answered."))
            return redirect("network:memberships")
    return _join_page(request, organisation, form, refusal)


def _join_page(request: HttpRequest, organisation: Organisation, form: JoinForm, refusal: Any) -> HttpResponse:
    context = {
        "organisation": organisation,
        "form": form,
        "refusal": refusal,
        "is_member": organisation.pk in standing_of(request.user).places,
        "has_manager": bool(managing_people(organisation)),
    }
    return render(request, "network/join.html", context, status=400 if refusal or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link offers, and take it with a button: scanners of mails open links, so only a post accepts."""
    now = timezone.now()
    context: dict[str, Any] = {"invitation": None, "refusal": None}
    context["sign_in"] = f"{resolve_url(settings.LOGIN_URL)}?next={quote(request.path)}"
    try:
        offered = context["invitation"] = open_invitation(token=token, now=now)
        if request.user.is_authenticated:
            check_invited(offered, person=request.user)
            if request.method == "POST":
                accept_invitation(token=token, actor=request.user, now=now)
                messages.success(
                    request, _("You now belong to %(organisation)s.") % {"organisation": offered.organisation.name}
                )
                return redirect("network:memberships")
    except Refusal as error:
        context["refusal"] = error.sentence
        return render(request, "network/invitation.html", context, status=_status_of(error))
    return render(request, "network/invitation.html", context)


def _status_of(error: Refusal) -> int:
    if isinstance(error, InvitationUnknown):
        return 404
    return 403 if isinstance(error, InvitedAnother | AddressUnconfirmed) else 410

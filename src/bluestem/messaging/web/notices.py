"""What a person wants to hear of and how often, and the list of what there was."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluestem.accounts.api import User
from bluestem.messaging.bounces import LinkTooOld, confirm_by_token, refused_at
from bluestem.messaging.choices import Frequency
from bluestem.messaging.kinds import declared
from bluestem.messaging.models import Notice
from bluestem.messaging.queries import frequencies, notices_of, open_notices
from bluestem.messaging.services import ask_for_confirmation, choose_frequencies, mark_read

PAGE = 30


class NoticesForm(forms.Form):
    """One question for each kind of notices that the rooms of this installation declare."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for kind in declared.notice_kinds.values():
            self.fields[kind.name] = forms.ChoiceField(
                label=kind.label, choices=Frequency.choices, widget=forms.RadioSelect
            )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    person, kinds = cast("User", request.user), declared.notice_kinds
    chosen = {kind: frequency for (_person, kind), frequency in frequencies([person], kinds).items()}
    form = NoticesForm(request.POST if request.method == "POST" else None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        new = {kind: Frequency(value) for kind, value in form.cleaned_data.items() if value != chosen[kind]}
        choose_frequencies(person=person, frequencies=new, now=timezone.now())
        messages.success(request, _("Your choices are saved."))
        return redirect("messaging:notices")
    context = {"form": form, "refused_at": refused_at(person.email)}
    return render(request, "messaging/notices.html", context, status=400 if form.errors else 200)


@login_required
@require_safe
def all_notices(request: HttpRequest) -> HttpResponse:
    page = Paginator(notices_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/list.html", {"page": page, "notices": open_notices(request.user, page)})


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice of the person as read, or all of them."""
    identifier = request.POST.get("notice")
    notice = get_object_or_404(Notice, uuid=_uuid(identifier), person=request.user) if identifier else None
    mark_read(actor=request.user, now=timezone.now(), notice=notice)
    return redirect("messaging:list")


@login_required
@require_POST
def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    ask_for_confirmation(actor=request.user, now=timezone.now())
    messages.success(request, _("We sent a mail to %(address)s.") % {"address": request.user.email})
    return redirect("messaging:notices")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with a button whether the address works; scanners of mails open links, so a post says yes."""
    if request.method != "POST":
        return render(request, "messaging/confirm.html", {"state": "asked"})
    try:
        confirm_by_token(token)
    except LinkTooOld:
        return render(request, "messaging/confirm.html", {"state": "too_old"}, status=410)
    return render(request, "messaging/confirm.html", {"state": "done"})


def _uuid(typed: str) -> str:
    try:
        return str(forms.UUIDField().clean(typed))
    except forms.ValidationError:
        return "00000000-0000-0000-0000-000000000000"

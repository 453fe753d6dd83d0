"""Following a search or a record, and the page of all that one follows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluestem.catalogue.api import PublicRecord, registry
from bluestem.following.choices import Pace
from bluestem.following.errors import CannotFollow
from bluestem.following.models import Follow
from bluestem.following.queries import follows_of, shown
from bluestem.following.searches import SavedSearch
from bluestem.following.services import change_follow, end_follow, follow_record, follow_search

PAGE = 50


class FollowForm(forms.Form):
    """What a person calls it, and how often they hear of it."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    pace = forms.ChoiceField(
        label=gettext_lazy("How often do you want mail about it?"), choices=Pace.choices, widget=forms.RadioSelect
    )


class ChangeForm(FollowForm):
    is_paused = forms.BooleanField(
        label=gettext_lazy("Pause"),
        help_text=gettext_lazy("You hear nothing of it, and what happens meanwhile is not told later."),
        required=False,
    )


@login_required
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    page = Paginator(follows_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "following/following.html", {"page": page, "follows": shown(page)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Ask for name and pace of a search (`in`, words and filters) or a record (`in` and `record`); follow on a post."""
    found = _asked_for(request)
    is_record = isinstance(found, PublicRecord)
    title = registry[request.GET["in"]].title(found) if is_record else found.title()
    form = FollowForm(request.POST or None, initial={"title": title[:200], "pace": Pace.DAILY})
    if request.method == "POST" and form.is_valid() and _followed(request, form, found):
        messages.success(request, _("You follow this now."))
        return redirect("following:following")
    context = {"form": form, "title": title, "is_record": is_record}
    return render(request, "following/add.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    follow = get_object_or_404(follows_of(request.user), uuid=uuid)
    initial = {"title": follow.title, "pace": follow.pace, "is_paused": follow.is_paused}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "pace": Pace(form.cleaned_data["pace"])}
        change_follow(actor=request.user, follow=follow, now=timezone.now(), **given)
        messages.success(request, _("Your changes are saved."))
        return redirect("following:following")
    context = {"form": form, "follow": follow}
    return render(request, "following/change.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    follow = get_object_or_404(follows_of(request.user), uuid=uuid)
    end_follow(actor=request.user, follow=follow)
    messages.success(request, _("You no longer follow “%(title)s”.") % {"title": follow.title})
    return redirect("following:following")


def _asked_for(request: HttpRequest) -> SavedSearch | Any:
    """Give the search or the public record that an address names; raise Http404 where there is none."""
    kind = request.GET.get("in", "")
    if "record" in request.GET:
        return _public_record(kind, request.GET["record"])
    try:
        return SavedSearch.read(kind, request.GET, get_language() or "")
    except CannotFollow:
        raise Http404 from None


def _public_record(kind: str, typed: str) -> Any:
    try:
        uuid = UUID(typed)
    except ValueError:
        raise Http404 from None
    if kind not in registry:
        raise Http404
    return get_object_or_404(registry[kind].whole(registry[kind].public()), uuid=uuid)


def _followed(request: HttpRequest, form: FollowForm, found: SavedSearch | Any) -> Follow | None:
    """Follow what was asked for; None when the person follows too much, which the form then says."""
    told = {"title": form.cleaned_data["title"], "pace": Pace(form.cleaned_data["pace"]), "now": timezone.now()}
    try:
        if isinstance(found, SavedSearch):
            return follow_search(actor=request.user, search=found, **told)
        return follow_record(actor=request.user, kind=request.GET["in"], pk=found.pk, **told)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    except CannotFollow:
        raise Http404 from None

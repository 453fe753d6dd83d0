"""The people of an organisation, for those who manage it and for the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bluestem.network.choices import OrganisationRole
from bluestem.network.errors import Refusal, TooMany
from bluestem.network.invitations import invite, revoke_invitation
from bluestem.network.memberships import change_role, decide_request, end_membership
from bluestem.network.models import Invitation, MembershipRequest, Organisation, OrganisationMembership
from bluestem.network.queries import (
    members_of,
    open_invitations,
    organisation_page,
    standing_of,
    waiting_requests,
)
from bluestem.network.rules import is_manager, may_see_members
from bluestem.network.web.forms import InviteForm
from bluestem.privacy.api import record_look


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """List the people of an organisation; a post invites somebody."""
    organisation = _managed(request, slug)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invite(organisation=organisation, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except TooMany as error:
            form.add_error(None, error.sentence)
        else:
            said = _("An invitation is on its way to %(address)s.") % {"address": form.cleaned_data["address"]}
            messages.success(request, said)
            return _back(organisation)
    return _members_page(request, organisation, form)


def _members_page(request: HttpRequest, organisation: Organisation, form: InviteForm) -> HttpResponse:
    found = list(members_of(organisation))
    context = {
        "organisation": organisation,
        "members": found,
        "has_manager": any(member.role == OrganisationRole.MANAGER for member in found),
        "requests": waiting_requests(organisation),
        "invitations": open_invitations(organisation, now=timezone.now()),
        "roles": OrganisationRole,
        "form": form,
    }
    return render(request, "network/members.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Accept or decline a request to join."""
    organisation = _managed(request, slug)
    asked = get_object_or_404(MembershipRequest, uuid=uuid, organisation=organisation)
    accept = _chosen(request, "answer", ("accept", "decline")) == "accept"
    said = _("%(name)s is now a member.") if accept else _("The request of %(name)s is declined.")
    return _do(request, organisation, decide_request, said % {"name": asked.person.name}, request=asked, accept=accept)


@login_required
@require_POST
def member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a member another role, or end the membership."""
    organisation = _managed(request, slug)
    membership = get_object_or_404(OrganisationMembership, pk=pk, organisation=organisation)
    chosen = _chosen(request, "do", ("end", *OrganisationRole.values))
    name = {"name": membership.person.name}
    if chosen == "end":
        said = _("%(name)s no longer belongs to the organisation.") % name
        return _do(request, organisation, end_membership, said, membership=membership)
    said = _("%(name)s has another role now.") % name
    return _do(request, organisation, change_role, said, membership=membership, role=OrganisationRole(chosen))


@login_required
@require_POST
def invitation_end(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take an invitation back."""
    organisation = _managed(request, slug)
    invitation = get_object_or_404(Invitation, uuid=uuid, organisation=organisation)
    said = _("The invitation to %(address)s is taken back.") % {"address": invitation.address}
    return _do(request, organisation, revoke_invitation, said, invitation=invitation)


def _managed(request: HttpRequest, slug: str) -> Organisation:
    """Give the organisation if the person may decide about its people; whoever comes from outside it leaves a line."""
    standing = standing_of(request.user)
    organisation = organisation_page(slug)
    if organisation is None:
        if not may_see_members(standing, 0):
            raise PermissionDenied
        raise Http404(_("There is no organisation at this address."))
    if not may_see_members(standing, organisation.pk):
        raise PermissionDenied
    if not is_manager(standing, organisation.pk):
        record_look(actor=request.user, about=None, what="members of an organisation", now=timezone.now())
    return organisation


def _chosen(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    value = request.POST.get(name, "")
    if value not in known:
        raise Http404
    return value


def _do(
    request_made: HttpRequest, organisation: Organisation, deed: Callable[..., Any], said: str, /, **about: Any
) -> HttpResponse:
    try:
        deed(actor=request_made.user, now=timezone.now(), **about)
    except Refusal as error:
        messages.error(request_made, error.sentence)
    else:
        messages.success(request_made, said)
    return _back(organisation) if may_see_members(standing_of(request_made.user), organisation.pk) else _home()


def _back(organisation: Organisation) -> HttpResponse:
    return redirect("network:organisation_members", slug=organisation.slug)


def _home() -> HttpResponse:
    return redirect("network:memberships")

"""A person's own places in organisations, among their settings."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bluestem.network.errors import Refusal
from bluestem.network.memberships import end_membership, withdraw_request
from bluestem.network.models import MembershipRequest, OrganisationMembership
from bluestem.network.queries import (
    memberships_of,
    past_memberships_of,
    requests_of,
    roles_of,
    sole_managed_by,
)


@login_required
@require_safe
def memberships(request: HttpRequest) -> HttpResponse:
    person = request.user
    context = {
        "memberships": memberships_of(person),
        "sole_managed": sole_managed_by(person),
        "requests": requests_of(person),
        "roles": roles_of(person),
        "past": past_memberships_of(person, now=timezone.now()),
    }
    return render(request, "network/memberships.html", context)


@login_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own place in an organisation."""
    membership = get_object_or_404(OrganisationMembership, pk=pk, person=request.user)
    try:
        end_membership(membership=membership, actor=request.user, now=timezone.now())
    except Refusal as error:
        messages.error(request, error.sentence)
    else:
        said = _("You no longer belong to %(organisation)s.") % {"organisation": membership.organisation.name}
        messages.success(request, said)
    return redirect("network:memberships")


@login_required
@require_POST
def take_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take one's own request back."""
    asked = get_object_or_404(MembershipRequest, uuid=uuid, person=request.user)
    try:
        withdraw_request(request=asked, actor=request.user, now=timezone.now())
    except Refusal as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, _("Your request is taken back."))
    return redirect("network:memberships")

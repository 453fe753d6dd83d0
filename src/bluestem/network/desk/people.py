"""People and their roles, for administrators: every look leaves a line."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bluestem.accounts.api import User, has_second_factor
from bluestem.network.appointments import appoint, end_appointment
from bluestem.network.choices import NetworkRole
from bluestem.network.errors import Refusal
from bluestem.network.models import NetworkMembership
from bluestem.network.permissions import Role, needs_care, permissions, roles_with_second_factor
from bluestem.network.queries import memberships_of, past_memberships_of, people_matching, roles_of, standing_of
from bluestem.network.rules import Rule, may_appoint
from bluestem.privacy.api import record_look
from bluestem.ui.api import admin_page


def require_standing(request: HttpRequest, rule: Rule) -> None:
    """Raise PermissionDenied unless the rule holds for whoever asks."""
    if not rule(standing_of(request.user), 0):
        raise PermissionDenied


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Search all people, and list those with roles in the network."""
    require_standing(request, may_appoint)
    words = request.GET.get("q", "").replace("\x00", "")[:100]
    held = NetworkMembership.objects.current().select_related("person").order_by("role", "person__name", "pk")
    what = "people and roles, search" if words else "people and roles"
    record_look(actor=request.user, about=None, what=what, now=timezone.now())
    context = {"words": words, "found": people_matching(words) if words else None, "held": held}
    return admin_page(request, "network/desk/people.html", context, title=_("People and roles"), icon="user")


@require_safe
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a person's roles and memberships, to change the roles."""
    require_standing(request, may_appoint)
    shown = get_object_or_404(User, uuid=uuid)
    record_look(actor=request.user, about=shown, what="roles and memberships", now=timezone.now())
    held = list(roles_of(shown))
    context = {
        "shown": shown,
        "held": held,
        "possible": [role for role in NetworkRole if role not in {row.role for row in held}],
        "memberships": memberships_of(shown),
        "past": past_memberships_of(shown, now=timezone.now()),
        "has_second_factor": has_second_factor(shown),
    }
    crumbs = [(_("People and roles"), reverse("network_desk:people"))]
    return admin_page(request, "network/desk/person.html", context, title=shown.name, icon="user", crumbs=crumbs)


@require_POST
def give_role(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Appoint a person."""
    require_standing(request, may_appoint)
    shown = get_object_or_404(User, uuid=uuid)
    role = request.POST.get("role", "")
    if role not in NetworkRole.values:
        raise Http404
    appoint(person=shown, role=NetworkRole(role), actor=request.user, now=timezone.now())
    messages.success(request, _("%(name)s has the role now.") % {"name": shown.name})
    return redirect("network_desk:person", uuid=shown.uuid)


@require_POST
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role in the network."""
    require_standing(request, may_appoint)
    membership = get_object_or_404(NetworkMembership.objects.select_related("person"), pk=pk)
    try:
        end_appointment(membership=membership, actor=request.user, now=timezone.now())
    except Refusal as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, _("The role of %(name)s has ended.") % {"name": membership.person.name})
    if not may_appoint(standing_of(request.user), 0):
        return redirect("network:memberships")
    return redirect("network_desk:person", uuid=membership.person.uuid)


@require_safe
def risks(request: HttpRequest) -> HttpResponse:
    """Show what each role may do and what harm it could do."""
    require_standing(request, may_appoint)
    strict = roles_with_second_factor()
    rows = [(permission, [role for role in Role if role in permission.roles]) for permission in permissions]
    context = {"rows": rows, "strict": [role for role in Role if role in strict], "needs_care": needs_care}
    return admin_page(request, "network/desk/risks.html", context, title=_("Roles and risks"), icon="lock")

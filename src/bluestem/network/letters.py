"""The mails about memberships: to whom, and what they say is in `jinja2/network/mail/`."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.api import User
from bluestem.messaging.api import TRANSACTIONAL, MailTemplate, send
from bluestem.network.choices import OrganisationRole, RequestState
from bluestem.network.models import Invitation, MembershipRequest, Organisation, OrganisationMembership
from bluestem.network.queries import managing_people
from bluestem.ui.api import Text


def _mail(name: str, label: Text, subject: Text) -> MailTemplate:
    return MailTemplate(
        name=f"network.{name}",
        label=label,
        category=TRANSACTIONAL,
        subject=subject,
        template=f"network/mail/{name}",
    )


MAILS = (
    _mail("invitation", _("Invitation to an organisation"), _("%(organisation)s invites you")),
    _mail("join_asked", _("Somebody asks to join an organisation"), _("%(name)s asks to join %(organisation)s")),
    _mail("join_accepted", _("Request to join accepted"), _("You are now a member of %(organisation)s")),
    _mail("join_declined", _("Request to join declined"), _("%(organisation)s did not accept your request")),
    _mail("membership_ended", _("Membership ended"), _("Your membership of %(organisation)s has ended")),
    _mail("without_manager", _("An organisation has no manager"), _("%(organisation)s has no manager any more")),
)


def tell_invited(invitation: Invitation, *, token: str, inviter: User, now: datetime) -> None:
    """Send the link, the only place where its token stands."""
    send(
        to=invitation.address,
        mail="network.invitation",
        context={
            "organisation": invitation.organisation.name,
            "is_manager": invitation.role == OrganisationRole.MANAGER,
            "inviter": inviter.name,
            "until": invitation.expires_at,
            "link": settings.ORIGIN + reverse("network:invitation", args=[token]),
        },
        key=f"network.invitation:{invitation.uuid}",
        now=now,
    )


def tell_asked(request: MembershipRequest, *, now: datetime) -> None:
    """Tell the managers that somebody asks to join; the secretariat, where there are none."""
    context = {
        "name": request.person.name,
        "organisation": request.organisation.name,
        "words": request.words,
        "link": settings.ORIGIN + reverse("network:organisation_members", args=[request.organisation.slug]),
    }
    receivers: list[User | str] = [*managing_people(request.organisation)] or [settings.NETWORK_CONTACT]
    for receiver in receivers:
        who = receiver.pk if isinstance(receiver, User) else "secretariat"
        key = f"network.join_asked:{request.uuid}:{who}"
        send(to=receiver, mail="network.join_asked", context=context, key=key, now=now)


def tell_decided(request: MembershipRequest, *, now: datetime) -> None:
    """Tell a person what came of their request."""
    accepted = request.state == RequestState.ACCEPTED
    send(
        to=request.person,
        mail="network.join_accepted" if accepted else "network.join_declined",
        context=_about(request.organisation),
        key=f"network.join_decided:{request.uuid}",
        now=now,
    )


def tell_ended(membership: OrganisationMembership, *, now: datetime) -> None:
    """Tell a person that somebody else ended their place."""
    send(
        to=membership.person,
        mail="network.membership_ended",
        context=_about(membership.organisation),
        key=f"network.membership_ended:{membership.pk}",
        now=now,
    )


def tell_unmanaged(organisation: Organisation, *, membership: OrganisationMembership, now: datetime) -> None:
    """Tell the secretariat if the end of this membership left an organisation without a manager."""
    if not managing_people(organisation):
        send(
            to=settings.NETWORK_CONTACT,
            mail="network.without_manager",
            context=_about(organisation)
            | {"members": settings.ORIGIN + reverse("network:organisation_members", args=[organisation.slug])},
            key=f"network.without_manager:{membership.pk}",
            now=now,
        )


def _about(organisation: Organisation) -> dict[str, str]:
    return {"organisation": organisation.name, "link": settings.ORIGIN + reverse("network:memberships")}

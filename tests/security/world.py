"""The people and things whose pages these tests ask for: an organisation with its people, and what is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.test import Client

from bluestem.accounts.api import User
from bluestem.following.api import Pace, follow_record
from bluestem.interfaces.models import Webhook
from bluestem.library.api import Publication
from bluestem.network.api import NetworkRole, Organisation, OrganisationRole, join_organisation
from bluestem.network.invitations import invite
from bluestem.network.memberships import ask_to_join
from bluestem.network.models import NetworkMembership, OrganisationMembership
from bluestem.programmes.api import Programme
from bluestem.publishing.api import begin_change
from tests.factories.people import make_person
from tests.factories.records import new_organisation, store

ROLES = ("signed out", "member", "manager", "other manager", "editor", "organiser", "evaluator", "administrator")
NOWHERE = "00000000-0000-0000-0000-000000000000"


@dataclass
class World:
    """people: role to person. values: what parameters of addresses are called. owned: pattern to owner to values."""

    people: Mapping[str, User]
    values: Mapping[str, Any]
    owned: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)

    def browser(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role in self.people:
            client.force_login(self.people[role])
        return client


def build(administrator: User, now: datetime) -> World:
    """Make the people, and one thing of each kind that belongs to somebody."""
    ours = Organisation.objects.get(slug="csr-europe")
    theirs = Organisation.objects.public().exclude(pk=ours.pk)[0]
    people = _people(administrator, ours, theirs, now)
    return World(people, _values(ours), _of_organisations(people, ours, theirs, now) | _of_people(people, ours, now))


def _values(ours: Organisation) -> dict[str, Any]:
    """What parameters are called where nothing is owned: things that everybody may read, or that are not there."""
    return {
        "slug": ours.slug,
        "code": "be",
        "extension": "json",
        "kind": "organisation",
        "pk": ours.pk,
        "uuid": NOWHERE,
        "message": NOWHERE,
        "records": "programmes",
        "name": "topic",
    }


def _of_organisations(
    people: Mapping[str, User], ours: Organisation, theirs: Organisation, now: datetime
) -> dict[str, dict[str, dict[str, Any]]]:
    manager = people["manager"]
    request = ask_to_join(organisation=ours, words="", actor=make_person("Ask Er", now=now), now=now)
    address = "guest@example.org"
    invitation = invite(organisation=ours, address=address, role=OrganisationRole.MEMBER, actor=manager, now=now)
    place = OrganisationMembership.objects.current().get(person=people["member"])
    submission = {"uuid": begin_change(kind="organisation", record=ours, actor=manager, now=now).uuid}
    here, there = {"slug": ours.slug}, {"slug": theirs.slug}
    members, submissions = "organisations/<slug:slug>/members/", "me/submissions/<uuid:uuid>/"
    drafted = store(new_organisation(state="draft"), actor=people["editor"], now=now)
    return {
        "organisations/<slug:slug>/": {"public": here, "draft": {"slug": drafted.slug}},
        "organisations/<slug:slug>/join/": {"public": here, "draft": {"slug": drafted.slug}},
        members: {"ours": here, "theirs": there},
        f"{members}<int:pk>/": {"ours": {**here, "pk": place.pk}},
        f"{members}requests/<uuid:uuid>/": {"ours": {**here, "uuid": request.uuid}},
        f"{members}invitations/<uuid:uuid>/": {"ours": {**here, "uuid": invitation.uuid}},
        **{submissions + part: {"ours": submission} for part in ("", "save/", "preview/", "take-back/")},
        "admin/submissions/<uuid:uuid>/": {"ours": submission},
        "admin/organisations/duplicates/<int:kept>/<int:merged>/": {"": {"kept": ours.pk, "merged": theirs.pk}},
        "programmes/<slug:slug>/": {"": {"slug": Programme.objects.public()[0].slug}},
        "publications/<slug:slug>/": {"": {"slug": Publication.objects.public()[0].slug}},
        "id/<slug:kind>/<uuid:uuid>/": {"public": {"uuid": ours.uuid}, "draft": {"uuid": drafted.uuid}},
    }


def _of_people(people: Mapping[str, User], ours: Organisation, now: datetime) -> dict[str, dict[str, dict[str, Any]]]:
    member = people["member"]
    place = OrganisationMembership.objects.current().get(person=member)
    other = Organisation.objects.public().exclude(pk=ours.pk)[1]
    held = NetworkMembership.objects.current().get(person=people["organiser"])
    asked = ask_to_join(organisation=other, words="", actor=member, now=now)
    follow = {"uuid": follow_record(actor=member, kind="organisation", pk=ours.pk, pace=Pace.DAILY, now=now).uuid}
    hook = Webhook.objects.create(person=member, url="https://example.org/", secret="x", created_at=now)
    webhooks = "account/webhooks/<uuid:uuid>/"
    return {
        "account/memberships/<int:pk>/leave/": {"the member's": {"pk": place.pk}},
        "account/memberships/requests/<uuid:uuid>/take-back/": {"the member's": {"uuid": asked.uuid}},
        "admin/people/<uuid:uuid>/": {"the member": {"uuid": member.uuid}},
        "admin/people/<uuid:uuid>/roles/": {"the member": {"uuid": member.uuid}},
        "admin/people/roles/<int:pk>/end/": {"": {"pk": held.pk}},
        **{f"account/following/<uuid:uuid>/{part}": {"the member's": follow} for part in ("", "end/")},
        **{webhooks + part: {"the member's": {"uuid": hook.uuid}} for part in ("", "switch/", "remove/")},
    }


def _people(administrator: User, ours: Organisation, theirs: Organisation, now: datetime) -> dict[str, User]:
    people = {"administrator": administrator}
    for role in (NetworkRole.EDITOR, NetworkRole.ORGANISER, NetworkRole.EVALUATOR):
        people[role.value] = make_person(f"Role {role}", role=role, by=administrator, now=now)
    for name, organisation, role in (
        ("member", ours, OrganisationRole.MEMBER),
        ("manager", ours, OrganisationRole.MANAGER),
        ("other manager", theirs, OrganisationRole.MANAGER),
    ):
        people[name] = make_person(f"Place {name}", now=now)
        join_organisation(person=people[name], organisation=organisation, role=role, actor=administrator, now=now)
    return people

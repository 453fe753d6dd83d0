"""Writing with a token: as people do it by hand, with the same checks, and nothing beyond."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from bluestem.interfaces.choices import Scope
from bluestem.interfaces.limits import Limits
from bluestem.interfaces.rest import authority, serving
from bluestem.interfaces.services import issue_token
from bluestem.publishing.api import Submission
from tests.conftest import NOW
from tests.factories.records import new_publication
from tests.publishing.conftest import manager_of

ADDRESS = "/api/v1/submissions"
PAPER = {
    "title": "Robots at school",
    "authors": "CSR Europe",
    "countries": ["be", "fr"],
    "language": "en",
    "kind": "report",
    "year": 2025,
    "abstract": "What pupils build.",
}


@pytest.fixture
def manager(administrator, organisation):
    return manager_of(organisation, "Mona Manager", administrator=administrator, now=NOW)


class Program:
    """A program with a token."""

    def __init__(self, person: Any, *scopes: str) -> None:
        token = {"person": person, "actor": person, "name": "p", "days": 300, "now": NOW}
        _token, key = issue_token(scopes=scopes or Scope.values, **token)
        self.client = Client(headers={"Authorization": f"Bearer {key}"})

    def send(self, method: str, address: str, said: object) -> Any:
        body = said if isinstance(said, bytes) else json.dumps(said)
        return getattr(self.client, method)(address, data=body, content_type="application/json")

    def post(self, **said: object) -> Any:
        return self.send("post", ADDRESS, said)


@pytest.fixture
def program(manager) -> Program:
    return Program(manager)


@pytest.fixture
def sample(db) -> list[dict[str, Any]]:
    """The submissions of the sample network, each as it is stored before anything is sent."""
    return all_submissions()


def all_submissions() -> list[dict[str, Any]]:
    return list(Submission.objects.order_by("-changed_at", "-id").values())


def only_addition(sample: list[dict[str, Any]]) -> Submission:
    """Give the one submission that was added; those of the sample network are as they were."""
    added = Submission.objects.exclude(pk__in=[row["id"] for row in sample]).get()
    assert [row for row in all_submissions() if row["id"] != added.pk] == sample
    return added


def test_a_program_learns_what_it_may_send(program, organisation):
    kinds = {kind["kind"]: kind for kind in program.client.get(f"{ADDRESS}/kinds").json()}

    assert kinds["publication"]["organisations"] == [{"id": organisation.pk, "name": organisation.name}]
    required = {field["name"] for field in kinds["publication"]["fields"] if field["required"]}
    assert required <= set(PAPER)


def test_a_submission_reaches_the_secretariat(program, organisation, manager, sample):
    answer = program.post(kind="publication", content=PAPER, submit=True)

    assert answer.status_code == 201, answer.content
    said = answer.json()
    assert answer.headers["Location"] == said["self"] == f"http://testserver{ADDRESS}/{said['uuid']}"
    stored = Submission.objects.get(uuid=said["uuid"])
    assert (stored.state, stored.title, stored.submitter) == ("submitted", "Robots at school", manager)
    assert (stored.scope_id, stored.content["countries"]) == (organisation.pk, ["be", "fr"])
    assert program.client.get(said["self"]).json() == said
    before = [str(row["uuid"]) for row in sample if row["scope_id"] == organisation.pk]
    assert [item["uuid"] for item in program.client.get(ADDRESS).json()["items"]] == [said["uuid"], *before]


def test_a_draft_is_changed_and_submitted_later(program, sample):
    draft = program.post(kind="publication", content={"title": "Robots"}).json()
    address = f"{ADDRESS}/{draft['uuid']}"
    early = program.send("patch", address, {"version": draft["version"], "submit": True})
    assert (early.status_code, early.json()["fields"] != {}) == (422, True)

    answer = program.send("patch", address, {"version": draft["version"], "content": PAPER, "submit": True})
    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    late = program.send("patch", address, {"version": answer.json()["version"], "content": {"title": "Other"}})
    assert late.status_code == 409
    assert only_addition(sample).title == "Robots at school"


def test_the_second_of_two_savers_is_told(program, sample):
    draft = program.post(kind="publication", content={"title": "Robots"}).json()
    change = {"version": draft["version"], "content": {"title": "One"}}
    address = f"{ADDRESS}/{draft['uuid']}"

    assert program.send("patch", address, change).status_code == 200
    assert program.send("patch", address, change | {"content": {"title": "Two"}}).status_code == 409
    assert only_addition(sample).title == "One"


def test_a_record_of_their_organisation_is_changed_by_submission(program, publish, organisation, sample):
    record, foreign = publish(new_publication(organisation=organisation)), publish(new_publication())

    answer = program.post(kind="publication", record=str(record.uuid), content={"title": "Changed"})
    assert (answer.status_code, answer.json()["new"]) == (201, False)
    record.refresh_from_db()
    assert record.title != "Changed"
    assert program.post(kind="publication", record=str(foreign.uuid)).status_code == 404
    assert str(only_addition(sample).uuid) == answer.json()["uuid"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        ({}, 403),
        ({"kind": "mystery"}, 403),
        ({"kind": ["publication"]}, 403),
        ({"kind": "publication", "organisation": 10**30}, 403),
        ({"kind": "publication", "organisation": True}, 403),
        ({"kind": "publication", "state": "published"}, 400),
        ({"kind": "publication", "record": "x"}, 400),
        ({"kind": "publication", "content": []}, 400),
        ({"kind": "publication", "content": {"state": "published"}}, 422),
        ({"kind": "publication", "content": {"is_sample": "on", "uuid": "x", "published_at": "2020-01-01"}}, 422),
        ({"kind": "publication", "content": {"title": {"a": 1}}}, 422),
        ({"kind": "publication", "content": {"title": "\ud800"}}, 422),
        ({"kind": "publication", "content": {"title": "x" * 100_000}}, 422),
        ({"kind": "publication", "content": {**PAPER, "year": "never"}, "submit": True}, 422),
        ({"kind": "publication", "content": {**PAPER, "title": "One\r\nTwo"}, "submit": True}, 422),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(program, said, status, sample):
    answer = program.send("post", ADDRESS, said)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json"), answer.content
    assert all_submissions() == sample


def test_a_nul_is_kept_as_a_sign_that_can_be_stored(program, sample):
    assert program.post(kind="publication", content={"title": "a\x00b"}).status_code == 201
    assert only_addition(sample).content["title"] == ["a\ufffdb"]


@pytest.mark.parametrize(
    ("header", "status"),
    [("", 401), ("Bearer", 401), ("Bearer x", 401), ("Basic bWU6eA==", 401), ("Bearer \x00", 401)],
)
def test_without_a_token_nothing_is_written(db, signed_in, header, status):
    """A session does not count, so that no other site can write through somebody's browser."""
    answer = signed_in.post(
        ADDRESS, data="{}", content_type="application/json", headers={"Authorization": header} if header else {}
    )

    assert (answer.status_code, answer.headers["WWW-Authenticate"][:6]) == (status, "Bearer")
    assert signed_in.get(ADDRESS).status_code == 401


def test_scopes_are_kept_apart(manager, sample):
    reader, writer = Program(manager, Scope.READ_SUBMISSIONS), Program(manager, Scope.WRITE_SUBMISSIONS)

    refused = reader.post(kind="publication", content=PAPER)
    assert (refused.status_code, "submissions:write" in refused.headers["WWW-Authenticate"]) == (403, True)
    assert writer.client.get(ADDRESS).status_code == 403
    assert all_submissions() == sample


def test_members_without_the_role_and_strangers_reach_nothing(program, member, administrator, publish):
    other = publish(new_publication()).organisation
    assert other is None
    draft = program.post(kind="publication", content=PAPER).json()
    stranger = Program(member)

    assert stranger.post(kind="publication", content=PAPER).status_code == 403
    assert stranger.client.get(f"{ADDRESS}/{draft['uuid']}").status_code == 404
    assert stranger.send("patch", f"{ADDRESS}/{draft['uuid']}", {"version": 1}).status_code == 404
    assert stranger.client.get(ADDRESS).json() == {"items": []}


def test_methods_formats_and_sizes(program):
    assert program.send("delete", ADDRESS, {}).status_code == 405
    assert program.client.post(ADDRESS, {"kind": "publication"}).status_code == 415
    big = b'{"kind": "' + b"x" * 2**20 + b'"}'
    assert program.send("post", ADDRESS, big).status_code == 413
    assert program.client.get(ADDRESS, headers={"Accept": "text/html"}).status_code == 406


def test_a_token_and_wrong_tokens_have_their_limits(program, client, tmp_path, monkeypatch, time_machine):
    time_machine.move_to("2026-11-22T12:00:20Z", tick=False)
    counters = Limits(tmp_path / "limits")
    monkeypatch.setattr(serving, "limits", lambda: counters)
    monkeypatch.setattr(authority, "PER_TOKEN", 2)
    monkeypatch.setattr(authority, "WRONG_PER_ADDRESS", 2)

    assert [program.client.get(ADDRESS).status_code for _ in range(3)] == [200, 200, 429]
    wrong = {"Authorization": "Bearer wrong"}
    assert [client.get(ADDRESS, headers=wrong).status_code for _ in range(3)] == [401, 401, 429]

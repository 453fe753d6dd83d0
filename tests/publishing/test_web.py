"""The pages on which managers write, submit and confirm."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluestem.accounts.api import User
from bluestem.demo.logos import logo
from bluestem.programmes.api import Programme
from bluestem.publishing.api import ask_for_changes, begin_change, begin_submission, submit
from bluestem.publishing.models import Submission
from tests.factories.records import new_programme, store
from tests.publishing.forms import NEW_PROGRAMME, typed, write
from tests.reading import form_data, read_page

LIST = "/me/submissions/"
ADMINISTRATOR = "administrator@bluestem.example"


def sent(submission: Submission, action: str = "save", **values) -> dict[str, list[str]]:
    """What a browser sends: the content of the form, its version and the pressed button."""
    return {**typed(submission, **values), "version": [str(submission.version)], "action": [action]}


def test_a_new_sheet_is_begun_written_and_submitted(managing, organisation):
    assert "Add: Programme" in read_page(managing.get(LIST)).text

    begun = managing.post(f"{LIST}new/programme/", {"scope": organisation.pk})

    draft = Submission.objects.get(kind="programme", scope_id=organisation.pk, title="")
    assert begun.headers["Location"] == f"{LIST}{draft.uuid}/"
    values = {**form_data_of(managing, draft), **NEW_PROGRAMME, "action": "submit"}
    answer = managing.post(f"{LIST}{draft.uuid}/", values)
    assert answer.status_code == 302
    shown = read_page(managing.get(f"{LIST}{draft.uuid}/"))
    assert shown.find("h1").text == "Robots in class"
    assert "The secretariat looks at it" in shown.text


def form_data_of(client, draft) -> dict[str, list[str]]:
    page = read_page(client.get(f"{LIST}{draft.uuid}/"))
    return form_data(next(f for f in page.find_all("form") if f.attributes.get("data-draft")))


def test_the_form_sends_what_it_was_given(managing, draft):
    data = form_data_of(managing, draft)

    assert data["name"] == ["Machines"]
    assert data["indicators-0-name"] == ["Pupils"]
    assert data["topics"] == ["climate"]
    managing.post(f"{LIST}{draft.uuid}/", {**data, "action": "save"})
    stored = Submission.objects.get(pk=draft.pk)
    assert {n: v for n, v in stored.content.items() if v != [""]}.items() >= {
        n: v for n, v in draft.content.items() if v not in ([""], []) and not n.endswith("-rows")
    }.items()


def test_saving_in_the_background_answers_with_the_version(managing, draft):
    answer = managing.post(f"{LIST}{draft.uuid}/save/", sent(draft, name="More machines"))

    assert json.loads(answer.content)["version"] == 2
    assert Submission.objects.get(pk=draft.pk).title == "More machines"


def test_the_second_of_two_keeps_both_texts(managing, draft, colleague, now):
    write(draft, actor=colleague, now=now, name="Cleo's machines")

    background = managing.post(f"{LIST}{draft.uuid}/save/", sent(draft, name="Mona's machines"))
    answer = managing.post(f"{LIST}{draft.uuid}/", sent(draft, name="Mona's machines"))

    assert background.status_code == answer.status_code == 409
    assert "Cleo Colleague saved this" in json.loads(background.content)["message"]
    page = read_page(answer)
    assert page.find("input", id="id_name").attributes["value"] == "Mona's machines"
    assert "Cleo's machines" in page.text
    assert page.find("input", name="version").attributes["value"] == "2"
    assert Submission.objects.get(pk=draft.pk).title == "Cleo's machines"


def test_errors_stand_at_the_fields_and_nothing_is_lost(managing, draft):
    answer = managing.post(f"{LIST}{draft.uuid}/", sent(draft, "submit", name="", summary="Kept", year_start="soon"))

    page = read_page(answer)
    assert answer.status_code == 422
    assert page.find("title").text.startswith("Error:")
    assert page.find("input", id="id_year_start").attributes["value"] == "soon"
    assert Submission.objects.get(pk=draft.pk).content["summary"] == ["Kept"]
    assert Submission.objects.get(pk=draft.pk).state == "draft"


def test_comments_appear_at_their_fields(managing, submitted, editor, now):
    ask_for_changes(
        submission=submitted, comments={"summary": "Say for whom.", "": "Nearly there."}, actor=editor, now=now
    )

    page = read_page(managing.get(f"{LIST}{submitted.uuid}/"))

    assert "Say for whom." in page.find(id="comment-summary").text
    assert "Nearly there." in page.text


def test_a_logo_is_uploaded_with_the_form_and_given_back(managing, draft):
    file = SimpleUploadedFile("ours.png", logo("Machines"), "image/png")

    managing.post(f"{LIST}{draft.uuid}/", {**sent(draft), "logo": file})

    answer = managing.get(f"{LIST}{draft.uuid}/files/logo/")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_that_we_do_not_take_is_explained_and_the_text_is_kept(managing, draft):
    file = SimpleUploadedFile("ours.png", b"<svg/>", "image/png")

    answer = managing.post(f"{LIST}{draft.uuid}/", {**sent(draft, summary="Kept"), "logo": file})

    assert answer.status_code == 422
    assert "no picture that we can use" in read_page(answer).text
    assert Submission.objects.get(pk=draft.pk).content["summary"] == ["Kept"]


def test_the_preview_shows_the_sheet_and_changes_nothing(managing, draft, manager, now):
    draft = write(draft, actor=manager, now=now, name="Previewed machines")

    page = read_page(managing.get(f"{LIST}{draft.uuid}/preview/"))

    assert page.find("h1").text == "Previewed machines"
    assert "This is a preview" in page.text
    assert Programme.objects.get(slug="machines").name == "Machines"


@pytest.mark.parametrize("kind", ["programme", "publication"])
def test_a_new_record_has_a_preview_once_it_is_complete(managing, manager, organisation, now, kind):
    draft = begin_submission(kind=kind, scope_id=organisation.pk, actor=manager, now=now)
    assert managing.get(f"{LIST}{draft.uuid}/preview/").status_code == 302
    values = {"title": "Reading machines", "kind": "report", "year": "2026"} if kind == "publication" else NEW_PROGRAMME

    write(draft, actor=manager, now=now, **values)

    assert managing.get(f"{LIST}{draft.uuid}/preview/").status_code == 200


def test_the_organisations_page_is_changed_the_same_way(managing, organisation, manager, now):
    draft = begin_change(kind="organisation", record=organisation, actor=manager, now=now)

    assert managing.get(f"{LIST}{draft.uuid}/").status_code == 200
    assert submit(submission=draft, actor=manager, now=now).state == "submitted"
    assert managing.get(f"{LIST}{draft.uuid}/preview/").status_code == 200


@pytest.mark.parametrize("person", ["stranger", "member", "organiser"])
def test_others_find_nothing(request, draft, person):
    client = Client()
    client.force_login(request.getfixturevalue(person))

    for address in ("", "preview/", "files/logo/"):
        assert client.get(f"{LIST}{draft.uuid}/{address}").status_code == 404
    for address in ("", "save/", "take-back/"):
        assert client.post(f"{LIST}{draft.uuid}/{address}", sent(draft, name="Taken")).status_code == 404
    assert Submission.objects.get(pk=draft.pk).version == 1


def test_signed_out_readers_are_asked_to_sign_in(client, draft):
    for address in (LIST, f"{LIST}records/", f"{LIST}{draft.uuid}/"):
        assert client.get(address).headers["Location"].startswith("/account/sign-in/")


def test_confirming_takes_one_press_on_the_sheet(managing, programme, now):
    page = read_page(managing.get("/programmes/machines/"))
    assert "Confirm that it is right" in page.text

    answer = managing.post(f"{LIST}confirm/programme/{programme.pk}/", {"next": "/programmes/machines/"})

    assert answer.headers["Location"] == "/programmes/machines/"
    assert Programme.objects.get(pk=programme.pk).confirmed_by == "organisation"


@pytest.mark.parametrize(
    "elsewhere_to", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1"]
)
def test_the_way_back_stays_on_this_site(managing, programme, elsewhere_to):
    answer = managing.post(f"{LIST}confirm/programme/{programme.pk}/", {"next": elsewhere_to})

    assert answer.headers["Location"] == f"{LIST}records/"


def test_readers_without_a_place_see_no_bar(client, signed_in, programme):
    for reader in (client, signed_in):
        assert "Confirm that it is right" not in reader.get("/programmes/machines/").content.decode()


def test_the_space_shows_what_is_due_and_what_is_under_way(managing, draft):
    page = read_page(managing.get("/me/"))

    assert "What you submit" in page.text
    assert "Machines" in page.find(id="submissions").text
    assert page.find(id="space-form") is not None


def test_lists_cost_the_same_for_one_and_for_many(managing, manager, organisation, count_queries, now):
    def measured() -> list[int]:
        numbers = []
        for address in (LIST, f"{LIST}records/", "/me/"):
            with count_queries() as counted:
                managing.get(address)
            numbers.append(counted.number)
        return numbers

    begin_submission(kind="programme", scope_id=organisation.pk, actor=manager, now=now)
    measured()
    before = measured()
    for _number in range(20):
        begin_submission(kind="programme", scope_id=organisation.pk, actor=manager, now=now)
        store(new_programme(organisation), actor=User.objects.get(email=ADMINISTRATOR), now=now)

    assert measured() == before


@pytest.mark.parametrize(
    "content",
    [
        {"name": "x" * 70_000},
        {"indicators-rows": "999999999999999", "indicators-7-name": "far"},
        {"name": "a\x00b"},
        {"indicators-x-name": "1", "indicators--": "2", "version": "٣"},
    ],
)
def test_strange_content_is_no_error_of_ours(managing, draft, content):
    answer = managing.post(f"{LIST}{draft.uuid}/", {**sent(draft), **content})

    assert answer.status_code in (302, 409, 422)
    assert managing.get(f"{LIST}{draft.uuid}/").status_code == 200

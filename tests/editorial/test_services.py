"""What an editor publishes is public at once, in every place; what is a draft is nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, GroupPagePermission, Locale, Page, Workflow

from bluestem.editorial.api import (
    EditorialPage,
    HomePage,
    PublishedPage,
    prepare_moderation,
    prepare_page_tree,
    publish_home,
    publish_page,
)
from bluestem.editorial.moderation import WORKFLOW
from tests.conftest import NOW

WORD = "quodlibet"
PLACES = ("/pages/", f"/search/?q={WORD}", "/pages/feed.rss", "/pages/export.json", "/", "/programmes/")


def text_of(answer) -> str:
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def test_a_published_page_is_read_found_and_fed(client, write):
    page = write("Working groups", body=[{"type": "text", "value": f"<p>About {WORD}.</p>"}])

    assert WORD in text_of(client.get("/working-groups/"))
    assert [title in text_of(client.get(place)) for place in PLACES[:4] for title in ["Working groups"]] == [True] * 4
    entry = PublishedPage.objects.get(uuid=page.translation_key)
    assert (entry.state, entry.language, entry.texts["en"]["address"]) == ("published", "en", "/working-groups/")


def test_a_draft_is_nowhere(client, home, editor):
    page = EditorialPage(title=f"The {WORD}", slug=WORD, summary="Not yet.", live=False, place="network")
    home.add_child(instance=page)
    page.save_revision(user=editor)

    assert client.get(f"/{WORD}/").status_code == 404
    for place in PLACES:
        shown = text_of(client.get(place)).replace(f"q={WORD}", "").replace(f'value="{WORD}"', "")
        assert f"The {WORD}" not in shown, place


def test_a_draft_of_a_public_page_changes_nothing_in_public(client, write, editor):
    page = write("Working groups")
    page.title, page.summary = f"The {WORD}", WORD
    page.save_revision(user=editor)

    for place in ("/working-groups/", *PLACES):
        assert f"The {WORD}" not in text_of(client.get(place)), place


def test_a_page_taken_back_is_gone_everywhere(client, write, editor, published, count_generation):
    page = write(f"The {WORD}", slug="gone", place="network")
    assert f"The {WORD}" in text_of(client.get("/programmes/"))

    with count_generation() as risen, published():
        page.unpublish(user=editor)

    assert risen() > 0
    assert client.get("/gone/").status_code == 404
    assert [place for place in PLACES if f"The {WORD}" in text_of(client.get(place))] == []
    assert PublishedPage.objects.get(uuid=page.translation_key).state == "withdrawn"


def test_a_moved_page_and_those_below_it_have_their_new_address(client, write, home, published):
    groups, archive = write("Working groups"), write("Archive")
    child = write("Girls in labs", parent=groups)
    with published():
        Page.objects.get(pk=groups.pk).specific.move(Page.objects.get(pk=archive.pk), pos="last-child")

    assert client.get("/working-groups/").status_code == 404
    assert client.get("/archive/working-groups/girls-in-labs/").status_code == 200
    entry = PublishedPage.objects.get(uuid=child.translation_key)
    assert entry.texts["en"]["address"] == "/archive/working-groups/girls-in-labs/"


def test_a_scheduled_page_appears_when_its_time_has_come(client, home, editor, published, time_machine):
    time_machine.move_to(NOW, tick=False)
    page = EditorialPage(title="Soon", slug="soon", summary="Later.", live=False, go_live_at=NOW + timedelta(hours=1))
    home.add_child(instance=page)
    page.save_revision(user=editor, approved_go_live_at=page.go_live_at)
    with published():
        call_command("publish_scheduled")
    assert client.get("/soon/").status_code == 404

    time_machine.move_to(NOW + timedelta(hours=2), tick=False)
    with published():
        call_command("publish_scheduled")

    assert client.get("/soon/").status_code == 200


@pytest.mark.parametrize("slug", ["search", "programmes", "countries"])
def test_no_page_hides_one_of_the_site(home, editor, slug):
    before = EditorialPage.objects.count()
    with pytest.raises(ValidationError):
        publish_page(page=EditorialPage(title="X", slug=slug, summary="Y"), parent=home, actor=editor)

    assert EditorialPage.objects.count() == before


@pytest.mark.parametrize("who", ["member", "organiser"])
def test_only_the_secretariat_publishes(home, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        publish_page(page=EditorialPage(title="X", slug="x", summary="Y"), parent=home, actor=person)
    with pytest.raises(PermissionDenied):
        publish_home(home=home, actor=person)

    assert not EditorialPage.objects.filter(slug="x").exists()


def test_preparing_twice_changes_nothing(db):
    before = [model.objects.count() for model in (Page, Locale, Workflow, GroupApprovalTask, GroupPagePermission)]

    prepare_page_tree()
    prepare_moderation()

    assert before == [
        model.objects.count() for model in (Page, Locale, Workflow, GroupApprovalTask, GroupPagePermission)
    ]
    assert sorted(HomePage.objects.values_list("slug", flat=True)) == ["home", "home-de", "home-fr", "home-nl"]
    assert list(Workflow.objects.filter(active=True).values_list("name", flat=True)) == [WORKFLOW]

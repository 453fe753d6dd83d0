"""Settings pages: tokens shown once, webhooks with their log, both closed to others."""

from __future__ import annotations

import re

import pytest

from bluestem.interfaces.models import AccessToken, Webhook
from bluestem.interfaces.services import use_token
from tests.conftest import NOW
from tests.factories.records import new_programme, store
from tests.interfaces.test_services import add
from tests.reading import read_page

TOKEN = {"name": "Website", "scopes": ["submissions:write"], "days": "90"}
HOOK = {"url": "https://receiver.example/hook", "events": ["published", "withdrawn"], "countries": ["be"]}


def test_a_new_token_is_shown_once(signed_in, member):
    made = signed_in.post("/account/tokens/", TOKEN)
    key = re.search(r"bluestem_[\w-]{43}", made.content.decode())[0]

    assert made.headers["Cache-Control"] == "private, no-store"
    token = AccessToken.objects.get(person=member)
    assert use_token(key=key, scope="submissions:write", now=token.created_at).pk == token.pk
    listed = signed_in.get("/account/tokens/").content.decode()
    assert "Website" in listed
    assert key not in listed


def test_a_token_is_revoked_from_its_page(signed_in, member):
    signed_in.post("/account/tokens/", TOKEN)
    token = AccessToken.objects.get(person=member)

    assert signed_in.post("/account/tokens/revoke/", {"token": token.pk}).status_code == 302
    assert "Website" not in signed_in.get("/account/tokens/").content.decode()
    token.refresh_from_db()
    assert token.revoked_at is not None


@pytest.mark.parametrize("number", ["0", "x", "", "9" * 30, "-1", "٣"])
def test_a_token_that_is_not_there_is_not_found(signed_in, number):
    assert signed_in.post("/account/tokens/revoke/", {"token": number}).status_code == 404


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scopes": ["root"]}, {"days": "4000"}, {"days": "x"}])
def test_wrong_answers_are_told_at_their_field(signed_in, member, wrong):
    page = read_page(signed_in.post("/account/tokens/", {**TOKEN, **wrong}))

    assert page.find("title").text.startswith("Error:")
    assert not AccessToken.objects.filter(person=member).exists()


def test_a_webhook_is_set_up_paused_and_removed(signed_in, member):
    answer = signed_in.post("/account/webhooks/", HOOK)
    hook = Webhook.objects.get(person=member)
    assert answer.headers["Location"] == f"/account/webhooks/{hook.uuid}/"
    assert (hook.events, hook.kinds, hook.countries) == (["published", "withdrawn"], [], ["be"])
    page = signed_in.get(answer.headers["Location"]).content.decode()
    assert hook.secret in page

    signed_in.post(f"/account/webhooks/{hook.uuid}/switch/", {"active": "0"})
    assert not Webhook.objects.get(pk=hook.pk).is_active
    signed_in.post(f"/account/webhooks/{hook.uuid}/remove/")
    assert not Webhook.objects.filter(pk=hook.pk).exists()


def test_the_log_shows_messages_and_sends_one_again(signed_in, member, journal, editor, organisation):
    hook = add(member)
    record = store(new_programme(organisation), actor=editor, now=NOW)
    journal()
    hook.deliveries.update(state="failed", answer="HTTP 500", ended_at=NOW)
    page = signed_in.get(f"/account/webhooks/{hook.uuid}/").content.decode()
    assert str(record.uuid) in page
    assert "HTTP 500" in page

    delivery = hook.deliveries.get()
    assert signed_in.post(f"/account/webhooks/{hook.uuid}/{delivery.uuid}/again/").status_code == 302
    assert hook.deliveries.get().state == "waiting"


def test_pages_are_for_their_person_alone(client, editing, signed_in, member):
    hook = add(member)
    signed_in.post("/account/tokens/", TOKEN)
    token = AccessToken.objects.get(person=member)

    for path in ("tokens/", "webhooks/", f"webhooks/{hook.uuid}/"):
        assert client.get(f"/account/{path}").status_code == 302
    assert editing.get(f"/account/webhooks/{hook.uuid}/").status_code == 404
    for path in (f"webhooks/{hook.uuid}/remove/", f"webhooks/{hook.uuid}/switch/"):
        assert editing.post(f"/account/{path}").status_code == 404
    assert editing.post("/account/tokens/revoke/", {"token": token.pk}).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None
    assert Webhook.objects.filter(pk=hook.pk, is_active=True).exists()


def test_the_page_for_programs_leads_to_what_answers(client, db, journal):
    page = read_page(client.get("/api/"))
    links = {link["href"].removeprefix("http://testserver") for link in page.find("main").find_all("a")}

    assert {"/api/v1/openapi.json", "/oai?verb=ListSets", "/data/catalogue.ttl", "/sitemap.xml"} <= links
    for link in links - {"/account/tokens/", "/account/webhooks/"}:
        assert client.get(link).status_code == 200, link


def test_the_footer_leads_to_the_page_for_programs(client, db):
    assert "/api/" in {link.get("href") for link in read_page(client.get("/")).find("footer").find_all("a")}

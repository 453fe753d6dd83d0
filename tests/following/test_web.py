from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from bluestem.following.models import Follow
from bluestem.messaging.api import stop_address
from tests.factories.people import PASSWORD, make_person
from tests.reading import read_page


@pytest.fixture
def reader(follower) -> Client:
    client = Client()
    client.force_login(follower)
    return client


def link(client: Client, address: str, words: str) -> str:
    found = [a["href"] for a in read_page(client.get(address)).find_all("a") if words in a.text]
    return found[0]


class TestButtons:
    @pytest.mark.parametrize(
        ("page", "wanted"),
        [
            (
                "/programmes/?q=science&country=be&page=1&sort=title",
                {"in": ["programme"], "q": ["science"], "country": ["be"]},
            ),
            ("/search/?q=science&kind=programme", {"q": ["science"], "kind": ["programme"]}),
            ("/search/?q=zyxquasat", {"q": ["zyxquasat"]}),
            ("/countries/be/programmes/", {"in": ["programme"], "country": ["be"]}),
        ],
    )
    def test_every_list_can_be_followed_as_it_is(self, client, db, page, wanted):
        address = urlsplit(link(client, page, "Follow this search"))

        assert address.path == "/account/following/add/"
        assert parse_qs(address.query) == wanted

    def test_a_country(self, client, db):
        assert link(client, "/countries/be/", "Follow Belgium").endswith("/account/following/add/?country=be")

    def test_a_record(self, client, organisation):
        address = link(client, organisation.get_absolute_url(), "Follow this page")

        assert address == f"/account/following/add/?record={organisation.uuid}&in=organisation"


class TestAdd:
    def test_a_search_is_followed_after_saying_how_often(self, reader, follower):
        address = "/account/following/add/?in=programme&q=robots"
        assert "“robots”" in reader.get(address).content.decode()
        assert not Follow.objects.exists()

        answer = reader.post(address, {"title": "My robots", "pace": "weekly"})
        assert answer.url == "/account/following/"
        kept = Follow.objects.get()
        assert (kept.person, kept.title, kept.pace, kept.query) == (follower, "My robots", "weekly", "q=robots")

    def test_a_record_is_followed(self, reader, organisation):
        address = f"/account/following/add/?record={organisation.uuid}&in=organisation"
        reader.post(address, {"title": "CSR", "pace": "daily"})

        assert Follow.objects.get().record_id == organisation.pk

    def test_signed_out_it_leads_to_sign_in_and_back(self, client, follower):
        address = "/account/following/add/?in=programme&q=robots%26co"
        sign_in = client.get(address).url
        back = parse_qs(urlsplit(sign_in).query)["next"][0]

        assert back == address
        answer = client.post(
            sign_in, {"username": follower.email, "login": follower.email, "password": PASSWORD, "next": back}
        )
        assert answer.url == address

    @pytest.mark.parametrize(
        "query",
        [
            "in=unknown",
            "record=x&in=organisation",
            "record=00000000-0000-0000-0000-000000000000&in=organisation",
            "record=x",
        ],
    )
    def test_what_is_not_there_is_not_found(self, reader, query):
        for answer in (reader.get, reader.post):
            assert answer(f"/account/following/add/?{query}").status_code == 404

    def test_a_wrong_pace_is_refused(self, reader):
        answer = reader.post("/account/following/add/?q=robots", {"title": "R", "pace": "hourly"})

        assert answer.status_code == 400
        assert not Follow.objects.exists()

    def test_the_same_page_speaks_french(self, reader):
        reader.post("/fr/account/following/add/?q=robots", {"title": "R", "pace": "daily"})

        assert Follow.objects.get().language == "fr"


class TestOwnPage:
    def test_it_lists_what_one_follows_with_its_feed(self, reader, follow):
        follow("q=robots", kind="programme")
        page = read_page(reader.get("/account/following/"))
        links = [a["href"] for a in page.find_all("a")]

        assert {"/programmes/?q=robots", "/programmes/feed.rss?q=robots"} <= set(links)

    def test_names_are_text(self, reader, follow):
        kept = follow("q=robots")
        Follow.objects.update(title="<script>alert(1)</script>")

        for address in ("/account/following/", f"/account/following/{kept.uuid}/"):
            assert "<script>alert" not in reader.get(address).content.decode()

    def test_it_is_changed_paused_and_ended(self, reader, follow):
        kept = follow("q=robots")
        address = f"/account/following/{kept.uuid}/"
        reader.post(address, {"title": "R", "pace": "never", "is_paused": "on"})
        kept.refresh_from_db()
        assert (kept.title, kept.pace, kept.is_paused) == ("R", "never", True)

        reader.post(f"{address}end/")
        assert not Follow.objects.exists()

    def test_that_of_another_is_not_found(self, follow, now):
        kept = follow("q=robots")
        other = Client()
        other.force_login(make_person("Bo Follower", now=now))

        for address in (f"/account/following/{kept.uuid}/", f"/account/following/{kept.uuid}/end/"):
            assert other.post(address, {"title": "X", "pace": "daily"}).status_code == 404
        assert Follow.objects.get().title == "“robots”"

    @pytest.mark.parametrize("path", ["", "add/?q=x"])
    def test_it_needs_a_sign_in(self, client, db, path):
        assert client.get(f"/account/following/{path}").status_code == 302

    def test_a_look_ends_nothing(self, reader, follow):
        kept = follow("q=robots")

        assert reader.get(f"/account/following/{kept.uuid}/end/").status_code == 405
        assert Follow.objects.exists()


def test_a_mail_program_ends_one_follow_with_one_post(follow):
    kept, other = follow("q=robots"), follow("q=maths")
    address = stop_address(f"follow:{kept.uuid}").removeprefix("http://testserver")
    client = Client(enforce_csrf_checks=True)

    assert "“robots”" in client.get(address).content.decode()
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Follow.objects.all()) == [other]

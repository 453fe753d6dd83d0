from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from bluestem.following import services
from bluestem.following.choices import Pace
from bluestem.following.errors import CannotFollow
from bluestem.following.models import Follow
from bluestem.following.searches import SavedSearch
from bluestem.following.services import change_follow, end_follow, follow_record, follow_search, stop_target
from bluestem.following.stops import FOLLOW
from bluestem.messaging.api import Notice, Source, notify
from bluestem.network.api import Organisation
from tests.factories.people import make_person
from tests.factories.records import new_organisation, store


def tell(follow, *, now):
    source = Source(label=follow.title, url="/", stop=stop_target(follow))
    return notify(person=follow.person, kind="follow", key="k", title="T", url="/", text="", now=now, source=source)


class TestFollowSearch:
    def test_it_is_kept_with_a_name_of_its_own(self, follow, follower, now):
        kept = follow("q=robots&country=be", kind="programme")

        assert (kept.person, kept.kind, kept.query, kept.language) == (
            follower,
            "programme",
            "q=robots&country=be",
            "en",
        )
        assert (kept.title, kept.pace, kept.created_at) == ("Programmes, “robots”, Belgium", "once", now)

    def test_the_same_again_changes_name_and_pace(self, follow, follower, now):
        first = follow("q=robots")
        search = SavedSearch(kind="", query="q=robots", language="en")
        again = follow_search(actor=follower, search=search, pace=Pace.WEEKLY, now=now, title="  My\nrobots ")

        assert (again.pk, again.title, again.pace) == (first.pk, "My robots", "weekly")
        assert Follow.objects.count() == 1

    def test_two_people_may_follow_the_same(self, follow, now):
        follow("q=robots")
        follow("q=robots", person=make_person("Bo Follower", now=now))

        assert Follow.objects.values("search_key").distinct().count() == 1

    def test_a_search_this_site_does_not_have_is_refused(self, follower, now):
        search = SavedSearch(kind="unknown", query="", language="en")
        with pytest.raises(CannotFollow):
            follow_search(actor=follower, search=search, pace=Pace.DAILY, now=now)

        assert not Follow.objects.exists()

    def test_there_is_a_most(self, follow, monkeypatch):
        monkeypatch.setattr(services, "MOST", 1)
        follow("q=robots")
        with pytest.raises(ValidationError, match="which is the most"):
            follow("q=maths")

        assert Follow.objects.count() == 1

    def test_the_database_keeps_it_single(self, follow):
        kept = follow("q=robots")
        kept.pk, kept.uuid = None, None
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.bulk_create([kept])


class TestFollowRecord:
    def test_it_is_kept_by_its_key(self, follower, organisation, now):
        kept = follow_record(actor=follower, kind="organisation", pk=organisation.pk, pace=Pace.DAILY, now=now)

        assert (kept.kind, kept.record_id, kept.title) == ("organisation", organisation.pk, "CSR Europe")

    def test_what_is_not_public_cannot_be_followed(self, follower, editor, now):
        draft = store(new_organisation(state="draft"), actor=editor, now=now)
        for kind, pk in (("organisation", draft.pk), ("organisation", 0), ("unknown", 1)):
            with pytest.raises(CannotFollow):
                follow_record(actor=follower, kind=kind, pk=pk, pace=Pace.DAILY, now=now)

        assert not Follow.objects.exists()


class TestChange:
    def test_name_pace_and_pause(self, follow, follower, now):
        kept = follow("q=robots")
        change_follow(actor=follower, follow=kept, title="R", pace=Pace.NEVER, is_paused=True, now=now)

        kept.refresh_from_db()
        assert (kept.title, kept.pace, kept.is_paused) == ("R", "never", True)

    def test_what_waits_follows(self, follow, follower, now):
        kept = follow("q=robots")
        tell(kept, now=now)
        change_follow(actor=follower, follow=kept, title="R", pace=Pace.AT_ONCE, is_paused=False, now=now)
        assert Notice.objects.get().due_at == now
        change_follow(actor=follower, follow=kept, title="R", pace=Pace.NEVER, is_paused=False, now=now)
        assert Notice.objects.get().due_at is None

    def test_an_empty_name_is_refused(self, follow, follower, now):
        kept = follow("q=robots")
        with pytest.raises(ValidationError):
            change_follow(actor=follower, follow=kept, title=" \n", pace=Pace.DAILY, is_paused=True, now=now)

        assert not Follow.objects.get().is_paused

    def test_that_of_another_is_refused(self, follow, now):
        kept = follow("q=robots")
        other = make_person("Bo Follower", now=now)
        with pytest.raises(PermissionDenied):
            change_follow(actor=other, follow=kept, title="R", pace=Pace.DAILY, is_paused=True, now=now)

        assert (Follow.objects.get().title, Follow.objects.get().is_paused) == ("“robots”", False)


class TestEnd:
    def test_it_is_gone_and_what_waits_is_not_mailed(self, follow, follower, now):
        kept = follow("q=robots")
        tell(kept, now=now)
        end_follow(actor=follower, follow=kept)

        assert not Follow.objects.exists()
        assert Notice.objects.get().due_at is None

    def test_that_of_another_is_refused(self, follow, now):
        kept = follow("q=robots")
        with pytest.raises(PermissionDenied):
            end_follow(actor=make_person("Bo Follower", now=now), follow=kept)

        assert Follow.objects.exists()

    def test_by_a_link_of_its_mails(self, follow, now):
        kept = follow("q=robots")

        assert FOLLOW.describe(str(kept.uuid)) == "You no longer follow: “robots”"
        FOLLOW.stop(str(kept.uuid), now + timedelta(days=400))
        FOLLOW.stop(str(kept.uuid), now)
        assert FOLLOW.describe(str(kept.uuid)) is None
        assert not Follow.objects.exists()


def test_an_erased_person_follows_nothing(follow, follower, organisation: Organisation):
    follow("q=robots")
    follower.delete()

    assert not Follow.objects.exists()

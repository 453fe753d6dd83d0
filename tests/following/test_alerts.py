from __future__ import annotations

from datetime import timedelta

import pytest

from bluestem.catalogue.api import State
from bluestem.following import alerts
from bluestem.following.alerts import about_searches, read_news, run, tell_followers
from bluestem.following.belonging import belongs_to, register_belonging
from bluestem.following.choices import Pace
from bluestem.following.models import ChangeNote, Follow, KnownRecord
from bluestem.following.services import change_follow, end_follow, follow_record
from bluestem.messaging.api import Mail, Notice
from bluestem.messaging.digests import write_due
from tests.factories.people import make_person
from tests.factories.records import new_organisation, new_programme, new_publication, store
from tests.messaging.mails import text_of

pytestmark = pytest.mark.usefixtures("caught_up")
ROBOTS = {"summary": "Pupils build hexapod walkers and measure what they do."}


@pytest.fixture
def programme(organisation, editor, now):
    """`programme(name=…)` stores a programme about hexapod walkers."""
    return lambda **fields: store(new_programme(organisation, **{**ROBOTS, **fields}), actor=editor, now=now)


@pytest.fixture
def save(editor, now):
    return lambda record: store(record, actor=editor, now=now)


def told() -> list[str]:
    tell_followers()
    return list(Notice.objects.order_by("pk").values_list("title", flat=True))


class TestSearches:
    def test_a_follower_hears_of_what_is_newly_published(self, follow, programme, follower):
        kept = follow("q=hexapod", kind="programme")
        made = programme(name="Walkers")

        assert told() == ["Walkers"]
        notice = Notice.objects.get()
        assert (notice.person, notice.url, notice.source_label) == (follower, made.get_absolute_url(), kept.title)
        assert notice.source_url == "/programmes/?q=hexapod"
        assert notice.still_open == f"public-record:programme:{made.pk}"

    @pytest.mark.parametrize(
        "query",
        ["q=hexapods", "q=hexapod&country=be", "q=%22hexapod+walkers%22", "country=be&country=fr", "", "q=hexa"],
    )
    def test_what_the_search_finds_is_told(self, follow, programme, query):
        follow(query, kind="programme")
        programme(name="Walkers", country="be")

        assert told() == ["Walkers"]

    @pytest.mark.parametrize(
        "query", ["q=giraffe", "q=hexapod&country=fr", "q=%22walkers+hexapod%22", "topic=none", "q=???"]
    )
    def test_what_it_does_not_find_is_not(self, follow, programme, query):
        follow(query, kind="programme")
        programme(name="Walkers", country="be")

        assert told() == []

    def test_another_kind_is_not_told(self, follow, programme):
        follow("q=hexapod", kind="publication")
        programme()

        assert told() == []

    def test_a_draft_is_told_when_it_is_published_and_only_then(self, follow, programme, save):
        follow("q=hexapod")
        draft = programme(name="Walkers", state=State.DRAFT)
        assert told() == []
        draft.state = State.PUBLISHED
        save(draft)
        assert told() == ["Walkers"]

    def test_a_change_is_no_news_for_a_search(self, follow, programme, save):
        made = programme()
        tell_followers()
        follow("q=hexapod")
        save(made)

        assert told() == []

    def test_what_was_there_before_is_no_news(self, follow, programme):
        programme()
        follow("q=hexapod")

        assert told() == []

    def test_withdrawn_and_published_again_is_told_once(self, follow, programme, save):
        follow("q=hexapod")
        made = programme(name="Walkers")
        for state in (State.WITHDRAWN, State.PUBLISHED):
            tell_followers()
            made.state = state
            save(made)

        assert told() == ["Walkers"]

    def test_a_paused_one_is_silent_and_stays_so_about_the_past(self, follow, programme, follower, now):
        kept = follow("q=hexapod")
        told_of = {"actor": follower, "title": "T", "pace": Pace.DAILY, "now": now}
        change_follow(follow=kept, is_paused=True, **told_of)
        programme()
        change_follow(follow=kept, is_paused=False, **told_of)
        assert told() == []
        programme(name="Later")
        assert told() == ["Later"]

    def test_each_reads_it_in_their_language(self, follow, programme, follower):
        follower.language = "fr"
        follower.save()
        follow("q=hexapod")
        made = programme(name="Walkers")
        tell_followers()

        assert Notice.objects.get().url == f"/fr{made.get_absolute_url()}"


class TestOnlyOnce:
    def test_a_second_run_repeats_nothing(self, follow, programme):
        follow("q=hexapod")
        programme()

        assert (tell_followers(), tell_followers()) == (1, 0)
        assert not ChangeNote.objects.exists()

    def test_killed_before_its_end_the_next_run_tells_it(self, follow, programme):
        follow("q=hexapod")
        programme(name="Walkers")
        news = read_news()
        list(about_searches(news))  # and here the process dies

        assert told() == ["Walkers"]

    def test_killed_after_telling_the_next_run_repeats_nothing(self, follow, programme, now):
        follow("q=hexapod")
        programme(name="Walkers")
        alerts._tell(list(about_searches(read_news())), now)  # and here the process dies
        first = Notice.objects.get()

        assert told() == ["Walkers"]
        assert Notice.objects.get() == first
        assert not ChangeNote.objects.exists()

    def test_a_run_that_another_overtook_changes_nothing(self, follow, programme, now):
        follow("q=hexapod")
        made = programme()
        slow = read_news()
        notices = list(about_searches(slow))
        run(now=now)
        KnownRecord.objects.filter(record_id=made.pk).delete()  # as if withdrawn meanwhile
        alerts._tell(notices, now)
        alerts._settle(slow)

        assert Notice.objects.count() == 1
        assert not KnownRecord.objects.filter(kind="programme", record_id=made.pk).exists()

    def test_whoever_stops_following_meanwhile_is_not_told(self, follow, programme, follower, now):
        kept = follow("q=hexapod")
        programme()
        notices = list(about_searches(read_news()))
        end_follow(actor=follower, follow=kept)

        assert alerts._tell(notices, now) == 0
        assert not Notice.objects.exists()

    def test_many_notes_are_told_in_several_runs(self, follow, programme, monkeypatch):
        monkeypatch.setattr(alerts, "BATCH", 2)
        follow("q=hexapod")
        for number in range(5):
            programme(name=f"Walkers {number}")

        assert told() == [f"Walkers {number}" for number in range(5)]


class TestRecords:
    @pytest.fixture
    def followed(self, programme, follower, now):
        made = programme(name="Walkers")
        tell_followers()
        follow_record(actor=follower, kind="programme", pk=made.pk, pace=Pace.AT_ONCE, now=now)
        return made

    def test_a_follower_hears_of_changes_withdrawal_and_return(self, followed, save):
        save(followed)
        assert told() == ["Changed: Walkers"]
        followed.state = State.WITHDRAWN
        save(followed)
        assert told() == ["Changed: Walkers", "Withdrawn: Walkers"]
        followed.state = State.PUBLISHED
        save(followed)
        assert told()[-1] == "Published again: Walkers"

    def test_a_draft_again_is_not_told(self, followed, save):
        followed.state = State.DRAFT
        save(followed)

        assert told() == []

    def test_others_are_not_told(self, followed, programme):
        programme(name="Another")

        assert told() == []

    def test_what_newly_belongs_to_it_is_told(self, organisation, programme, save, follower, now):
        follow_record(actor=follower, kind="organisation", pk=organisation.pk, pace=Pace.AT_ONCE, now=now)
        made = programme(name="Walkers")
        save(new_publication(title="About walkers", organisation=organisation, programme=made))

        assert told() == ["Walkers", "About walkers"]

    def test_what_belongs_to_nobody_has_no_owner(self, save):
        assert belongs_to("publication", save(new_publication())) == []
        assert belongs_to("organisation", None) == []
        with pytest.raises(ValueError, match="declared twice"):
            register_belonging("programme", lambda _record: [])


class TestMail:
    def test_never_what_is_not_public_when_the_mail_is_written(self, follow, programme, save):
        follow("q=hexapod")
        hidden, open_one = programme(name="Hushed walkers"), programme(name="Walkers")
        tell_followers()
        hidden.state = State.DRAFT
        save(hidden)
        write_due()

        mail = Mail.objects.get()
        assert mail.subject == "Walkers"
        assert "Hushed" not in text_of(mail)
        assert open_one.get_absolute_url() in text_of(mail)

    def test_a_withdrawal_is_told_while_its_page_says_so(self, programme, follower, save, now):
        made = programme(name="Walkers")
        tell_followers()
        follow_record(actor=follower, kind="programme", pk=made.pk, pace=Pace.AT_ONCE, now=now)
        made.state = State.WITHDRAWN
        save(made)
        tell_followers()
        write_due()

        assert Mail.objects.get().subject == "Withdrawn: Walkers"

    def test_feed_only_is_never_mailed(self, follow, programme):
        follow("q=hexapod", pace=Pace.NEVER)
        programme()
        tell_followers()

        assert write_due() == 0
        assert Notice.objects.get().due_at is None


class TestCosts:
    def test_only_matching_searches_are_touched(self, follow, programme, count_queries):
        for number in range(30):
            follow(f"q=giraffe{number}")
        follow("q=hexapod")
        programme()
        news = read_news()
        with count_queries() as counted:
            notices = list(about_searches(news))

        assert len(notices) == 1
        assert counted.number <= 4, counted

    def test_many_followers_cost_no_more_queries(self, follow, programme, count_queries, now):
        people = [make_person(f"Reader {letter}", now=now) for letter in "ABCDEFGH"]
        follow("q=hexapod", person=people[0])
        programme()
        with count_queries() as few:
            run(now=now)
        for person in people[1:]:
            follow("q=hexapod", person=person)
        programme()
        with count_queries() as many:
            run(now=now + timedelta(minutes=1))

        assert many.number == few.number, many
        assert Notice.objects.count() == 9


def test_records_from_before_the_first_run_are_known(db, organisation):
    assert KnownRecord.objects.filter(kind="organisation", record_id=organisation.pk).exists()
    assert not Follow.objects.exists()
    assert new_organisation().pk is None

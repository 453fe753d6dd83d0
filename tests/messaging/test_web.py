from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from bluestem.messaging.api import Frequency, Mail, MailState, Notice, notify, stop_address
from bluestem.messaging.bounces import bounce, confirming_token, refused_at
from bluestem.messaging.forgetting import forget_old
from bluestem.messaging.kinds import declared
from bluestem.messaging.models import Bounce, NoticeChoice
from bluestem.messaging.queries import frequency_of
from bluestem.messaging.services import send
from tests.factories.people import make_person
from tests.messaging.mails import text_of

ORIGIN = "http://testserver"


@pytest.fixture
def reader(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def tell(person, *, now, key="thing:1", **more):
    return notify(person=person, kind="test", key=key, title=f"The {key}", url="/x/", text="", now=now, **more)


class TestStop:
    def address(self, person, kind="test") -> str:
        return stop_address(f"kind:{person.uuid}/{kind}").removeprefix(ORIGIN)

    def test_a_mail_program_ends_it_with_one_post(self, person):
        """RFC 8058: no cookie, no sign-in, no form of ours, also where forms are checked for forgery."""
        client = Client(enforce_csrf_checks=True)
        answer = client.post(self.address(person), {"List-Unsubscribe": "One-Click"})

        assert (answer.status_code, frequency_of(person, "test")) == (200, Frequency.NEVER)
        assert not answer.cookies

    def test_opening_the_link_only_asks(self, person):
        answer = Client().get(self.address(person))

        assert "Mails about: Things to know" in answer.content.decode()
        assert frequency_of(person, "test") == Frequency.DAILY

    def test_a_second_click_is_fine(self, person):
        for _click in range(2):
            assert Client().post(self.address(person)).status_code == 200
        assert NoticeChoice.objects.count() == 1

    def test_all_kinds_at_once(self, person):
        Client().post(self.address(person, "*"))

        assert frequency_of(person, "test") == Frequency.NEVER

    def test_when_the_account_is_gone_it_says_that_no_mail_comes(self, person):
        address = self.address(person)
        person.delete()

        assert "You get no more of these mails" in Client().post(address).content.decode()

    @pytest.mark.parametrize("target", ["unknown:1", "kind"])
    def test_what_nobody_offers_is_not_found(self, db, target):
        address = stop_address(target).removeprefix(ORIGIN) if target == "unknown:1" else "/stop/forged/"

        assert Client().post(address).status_code == 404


class TestSettings:
    def test_it_needs_a_sign_in(self, db):
        for address in ("/account/notices/", "/account/notices/list/"):
            assert Client().get(address).url == f"/account/sign-in/?next={address}"

    def test_choices_are_kept(self, reader, person):
        answer = reader.post("/account/notices/", choices(test="weekly"))

        assert answer.url == "/account/notices/"
        assert frequency_of(person, "test") == Frequency.WEEKLY

    def test_an_unknown_frequency_is_refused(self, reader, person):
        answer = reader.post("/account/notices/", choices(test="hourly"))

        assert answer.status_code == 400
        assert not NoticeChoice.objects.exists()

    def test_a_refused_address_is_told_and_can_be_confirmed(self, reader, person, now):
        bounce(address=person.email, answer="550", now=now)
        assert "Your address does not take our mails" in reader.get("/account/notices/").content.decode()

        reader.post("/account/notices/confirm/")
        link = next(line for line in text_of(Mail.objects.get()).splitlines() if "/account/notices/confirm/" in line)
        Client().get(link.removeprefix(ORIGIN))
        assert refused_at(person.email) == now
        assert Client().post(link.removeprefix(ORIGIN)).status_code == 200
        assert refused_at(person.email) is None

    def test_asking_again_within_the_hour_sends_one_mail(self, reader, person, now):
        bounce(address=person.email, answer="550", now=now)
        for _click in range(3):
            reader.post("/account/notices/confirm/")

        assert Mail.objects.count() == 1

    def test_a_working_address_is_not_asked(self, reader):
        reader.post("/account/notices/confirm/")

        assert not Mail.objects.exists()

    def test_a_forged_link_confirms_nothing(self, person, now):
        bounce(address=person.email, answer="550", now=now)

        assert Client().post(f"/account/notices/confirm/{confirming_token(person)}x/").status_code == 410
        assert Bounce.objects.exists()


class TestList:
    def test_my_space_and_the_list_show_what_may_be_opened(self, reader, person, now):
        tell(person, now=now)
        tell(person, now=now, key="hushed", still_open="test:closed")

        for address in ("/me/", "/account/notices/list/"):
            page = reader.get(address).content.decode()
            assert "The thing:1" in page
            assert "hushed" not in page

    def test_one_or_all_are_marked_as_read(self, reader, person, now):
        first = tell(person, now=now)
        tell(person, now=now, key="thing:2")
        reader.post("/account/notices/read/", {"notice": first.uuid})
        assert Notice.objects.filter(read_at=None).count() == 1
        reader.post("/account/notices/read/")
        assert not Notice.objects.filter(read_at=None).exists()

    @pytest.mark.parametrize("typed", ["x", "00000000-0000-0000-0000-000000000001"])
    def test_an_unknown_one_is_not_found(self, reader, typed):
        assert reader.post("/account/notices/read/", {"notice": typed}).status_code == 404

    def test_that_of_another_is_not_found(self, reader, now):
        other = tell(make_person("Bo Reader", now=now), now=now)

        assert reader.post("/account/notices/read/", {"notice": other.uuid}).status_code == 404
        assert Notice.objects.get().read_at is None


class TestSampleOutbox:
    @pytest.fixture
    def mail(self, person, now) -> Mail:
        return send(to=person, mail="test.news", context={"link": "https://a.example/"}, key="one", now=now)

    def test_other_installations_have_none(self, mail):
        for address in ("", f"{mail.pk}/", f"{mail.pk}/html/"):
            assert Client().get(f"/demo/outbox/{address}").status_code == 404

    def test_it_shows_the_mails_with_their_links(self, mail, settings):
        settings.DEMO = True

        assert "ada.reader@example.org" in Client().get("/demo/outbox/").content.decode()
        page = Client().get(f"/demo/outbox/{mail.pk}/").content.decode()
        assert 'href="https://a.example/"' in page
        assert "List-Unsubscribe=One-Click" in page

    def test_the_html_is_shown_alone_and_runs_nothing(self, mail, settings):
        settings.DEMO = True
        answer = Client().get(f"/demo/outbox/{mail.pk}/html/")

        assert "https://a.example/" in answer.content.decode()
        assert "script-src" not in answer["Content-Security-Policy"]
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_a_sent_mail_has_no_text(self, mail, settings):
        settings.DEMO = True
        Mail.objects.update(message=b"")

        assert "The text is deleted once a mail is sent." in Client().get(f"/demo/outbox/{mail.pk}/").content.decode()
        assert Client().get(f"/demo/outbox/{mail.pk}/html/").status_code == 404


class TestCommands:
    def test_troubled_mails_are_listed_and_sent_again(self, person, now):
        mail = send(to=person, mail="test.greeting", context={"name": "A", "link": "/"}, key="one", now=now)
        Mail.objects.update(state=MailState.UNCERTAIN, answer="broke")
        said = StringIO()
        call_command("mails", stdout=said)
        assert said.getvalue() == f"{mail.pk}  uncertain  ada.reader@example.org  Hello A  broke\n"

        call_command("mails", resend=mail.pk, stdout=said)
        assert Mail.objects.get().state == "waiting"
        with pytest.raises(CommandError):
            call_command("mails", resend=mail.pk)

    def test_a_missing_mailbox_is_told(self, tmp_path):
        with pytest.raises(CommandError, match="There is no"):
            call_command("take_bounces", str(tmp_path / "none"))


def test_old_things_are_forgotten(person, now):
    for age in (1, 31, 200, 400):
        then = now - timedelta(days=age)
        tell(person, now=then, key=str(age))
        send(to=person, mail="test.greeting", context={"name": "A", "link": "/"}, key=str(age), now=then)
        bounce(address=f"{age}@example.org", answer="550", now=then)
    with time_machine.travel(now):
        forget_old()

    assert list(Mail.objects.values_list("key", flat=True)) == ["1"]
    assert set(Notice.objects.values_list("key", flat=True)) == {"1", "31"}
    assert Bounce.objects.count() == 3


def choices(**chosen: str) -> dict[str, str]:
    """An answer to every question of the settings page."""
    return {kind: chosen.get(kind, "daily") for kind in declared.notice_kinds}

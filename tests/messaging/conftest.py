from __future__ import annotations

from collections.abc import Iterator

import pytest

from bluestem.accounts.api import User
from bluestem.messaging.api import Frequency, Mail, MailTemplate, Notice, NoticeKind
from bluestem.messaging.kinds import declared
from tests.factories.people import make_person

GREETING = MailTemplate(
    name="test.greeting",
    label="A greeting",
    category="transactional",
    subject="Hello %(name)s",
    template="messaging/mail/confirm_address",
)
NEWS = MailTemplate(
    name="test.news", label="News", category="test", subject="News", template="messaging/mail/confirm_address"
)


@pytest.fixture(autouse=True)
def declarations() -> Iterator[None]:
    """Two mails, a kind of notices and a question, only for these tests."""
    before = dict(declared.mails), dict(declared.notice_kinds), dict(declared.still_open)
    declared.register_mail(GREETING)
    declared.register_mail(NEWS)
    declared.register_notice_kind(NoticeKind(name="test", label="Things to know", default=Frequency.DAILY))
    declared.register_still_open("test", lambda person, arguments: {a for a in arguments if not a.startswith("closed")})
    yield
    declared.mails, declared.notice_kinds, declared.still_open = before


@pytest.fixture(autouse=True)
def empty_outbox(request: pytest.FixtureRequest) -> None:
    """What the sample network wrote is not what these tests are about."""
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
        Notice.objects.all().delete()
        Mail.objects.all().delete()


@pytest.fixture
def person(db: None, now) -> User:
    return make_person("Ada Reader", now=now)

"""Who hears of what: notices about submissions, decisions and confirmations, each in its reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bluestem.accounts.api import User
from bluestem.messaging.api import NewNotice, notify_many
from bluestem.publishing.models import Submission
from bluestem.publishing.submittables import secretariat, submittables

WORKLIST = "publishing.worklist"
DECISION = "publishing.decision"
CONFIRM = "publishing.confirmation"
STILL_OPEN = "publishing.submission"

SUBMITTED = _("Submitted: %(title)s")
CHANGES_ASKED = _("Changes asked: %(title)s")
PUBLISHED = _("Published: %(title)s")
ACCEPTED = _("Accepted: %(title)s")
DECLINED = _("Declined: %(title)s")
TAKEN_OVER = _("Another editor reviews: %(title)s")


def tell_secretariat(submission: Submission, *, now: datetime) -> None:
    """Tell those who decide that something waits for them."""
    people = [person for person in secretariat() if person.pk != submission.changed_by_id]
    text = f"{submittables[submission.kind].label}, {submission.scope_name}"
    _tell(people, WORKLIST, SUBMITTED, submission, address=_desk, text=text, now=now)


def tell_writer(submission: Submission, title: Promise, *, text: str, now: datetime) -> None:
    """Tell whoever handed a submission in what was decided."""
    if submission.submitter is not None:
        _tell([submission.submitter], DECISION, title, submission, address=_own_page, text=text, now=now)


def tell_former_holder(submission: Submission, holder: User, *, word: str, now: datetime) -> None:
    """Tell an editor that another goes on with the review."""
    key = f"{submission.uuid}:over:{now.isoformat()}"
    _tell([holder], WORKLIST, TAKEN_OVER, submission, address=_desk, text=word, now=now, key=key)


def _tell(
    people: Iterable[User],
    kind: str,
    title: Promise,
    submission: Submission,
    *,
    address: Callable[[Submission], str],
    text: str,
    now: datetime,
    key: str = "",
) -> None:
    news = []
    for person in people:
        with override(person.language):
            said = str(title) % {"title": submission}
            news.append(
                NewNotice(
                    person=person,
                    kind=kind,
                    key=key or f"{submission.uuid}:{submission.version}:{submission.state}",
                    title=said,
                    url=address(submission),
                    text=text,
                    still_open=f"{STILL_OPEN}:{submission.uuid}",
                )
            )
    if news:
        notify_many(news, now=now)


def _own_page(submission: Submission) -> str:
    return submission.get_absolute_url()


def _desk(submission: Submission) -> str:
    return reverse("publishing_desk:review", args=[submission.uuid])

"""Reading issues, subscribers, and what became of a sending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from bluestem.catalogue.api import registry
from bluestem.messaging.api import Mail, MailState
from bluestem.newsletters.choices import Stage
from bluestem.newsletters.models import Delivery, Issue, Subscription

PROPOSED = 5


@dataclass(frozen=True)
class Piece:
    """A block of an issue, ready to be shown. `records`: record type and record of those that are public still."""

    kind: str
    value: Any
    records: tuple[tuple[Any, Any], ...] = ()


@dataclass(frozen=True)
class Numbers:
    """What is known of a sending: receivers in all, handed to the outbox, delivered, come back, ended by it."""

    receivers: int
    handed: int
    sent: int
    bounced: int
    left: int

    @property
    def percent(self) -> int:
        return 100 * self.handed // self.receivers if self.receivers else 0


def issue_page(slug: str) -> Issue | None:
    """Give an issue that is or was public, or None. One query."""
    return Issue.objects.known().filter(slug=slug).first()


def pieces(issue: Issue) -> list[Piece]:
    """Give the blocks of an issue; its records cost a query for each kind."""
    wanted = [ref for block in issue.body if block.block_type == "records" for ref in block.value["records"]]
    found: dict[tuple[str, str], Any] = {}
    for kind in {ref["kind"] for ref in wanted if ref["kind"] in registry}:
        slugs = [ref["slug"] for ref in wanted if ref["kind"] == kind]
        found |= {(kind, r.slug): r for r in registry[kind].prepare(registry[kind].public().filter(slug__in=slugs))}
    return [Piece(block.block_type, block.value, tuple(_chosen(block, found))) for block in issue.body]


def _chosen(block: Any, found: dict[tuple[str, str], Any]) -> Iterator[tuple[Any, Any]]:
    for ref in block.value["records"] if block.block_type == "records" else ():
        if (ref["kind"], ref["slug"]) in found:
            yield registry[ref["kind"]], found[ref["kind"], ref["slug"]]


def proposed_body(*, language: str) -> list[dict[str, Any]]:
    """Give blocks for a new issue: of each kind, the newest public records since the last issue in the language."""
    last = Issue.objects.filter(language=language, sent_at__isnull=False).order_by("-sent_at").first()
    blocks = []
    for record_type in registry:
        if record_type.is_aside:
            continue
        newest = record_type.public().order_by("-published_at", "-pk")
        if last and last.sent_at:
            newest = newest.filter(published_at__gt=last.sent_at)
        refs = [{"kind": record_type.name, "slug": slug} for slug in newest.values_list("slug", flat=True)[:PROPOSED]]
        if refs:
            with override(language):
                heading = str(record_type.label_plural)
            blocks.append({"type": "records", "value": {"heading": heading, "records": refs}})
    return blocks


def receivers_of(issue: Issue) -> QuerySet[Subscription]:
    """Give the confirmed subscribers in the language of an issue, without those who came after its sending began."""
    begun = issue.published_at
    before = Q(confirmed_at__lte=begun) if begun else Q(confirmed_at__isnull=False)
    return Subscription.objects.filter(before, language=issue.language)


def waiting_receivers(issue: Issue) -> QuerySet[Subscription]:
    """Give those receivers to whom the issue was not handed yet, in a fixed order."""
    handed = Delivery.objects.filter(issue=issue, subscription=OuterRef("pk"))
    return receivers_of(issue).filter(~Exists(handed)).order_by("pk")


def numbers_of(issue: Issue) -> Numbers:
    """Give what is known of the sending of an issue. Four queries."""
    mails = Mail.objects.filter(key__startswith=mail_key(issue, ""))
    return Numbers(
        receivers=issue.receivers or receivers_of(issue).count(),
        handed=issue.deliveries.count(),
        sent=mails.filter(state=MailState.SENT).count(),
        bounced=mails.filter(state=MailState.REFUSED).count(),
        left=issue.leavers,
    )


def mail_key(issue: Issue, subscription: object) -> str:
    """Give the key of the mail with this issue to a subscriber: the same at every try."""
    return f"newsletter:{issue.uuid}:{subscription}"


def due_issues(now: datetime) -> list[Issue]:
    """Give the issues whose time has come or whose sending is under way, in order."""
    due = Q(stage=Stage.SCHEDULED, send_at__lte=now) | Q(stage=Stage.SENDING)
    return list(Issue.objects.filter(due).order_by("send_at", "pk"))

"""Which links the public records have: looked through every hour as far as they changed, once a week as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from bluestem.catalogue.api import RecordType, registry
from bluestem.links.models import LONGEST, ExternalLink, LinkScan, LinkUse

BATCH = 200
EVERY = timedelta(hours=1)
WHOLE = timedelta(days=7)
OVERLAP = timedelta(minutes=10)  # changes whose transaction was still open at the last look


def is_scan_due(now: datetime) -> bool:
    """Whether it is time to look through the records again."""
    done = dict(LinkScan.objects.values_list("kind", "until"))
    return any(record_type.name not in done or done[record_type.name] <= now - EVERY for record_type in with_links())


def with_links() -> list[RecordType]:
    """Give the record types that say which links their records have."""
    return [record_type for record_type in registry if record_type.links is not None]


def scan(now: datetime) -> None:
    """Note the links of records that changed since the last look; forget those that no public record has."""
    for record_type in with_links():
        done = LinkScan.objects.filter(kind=record_type.name).first()
        whole = done is None or done.whole_at <= now - WHOLE
        records = record_type.whole(record_type.public()).order_by("pk")
        if done is not None and not whole:
            records = records.filter(changed_at__gte=done.until - OVERLAP)
        for batch in _batches(records.iterator(chunk_size=BATCH)):
            _note(record_type, batch, now)
        _forget_hidden(record_type)
        kept = now if whole or done is None else done.whole_at
        LinkScan.objects.update_or_create(kind=record_type.name, defaults={"until": now, "whole_at": kept})
    ExternalLink.objects.filter(uses__isnull=True).delete()


def external(urls: Iterable[str]) -> list[str]:
    """Give the addresses that lead to other sites, each once, without their fragments."""
    own = urlsplit(settings.ORIGIN).hostname
    found: dict[str, None] = {}
    for url in urls:
        address = url.strip().split("#", 1)[0]
        if host_of(address) not in ("", own) and len(address) <= LONGEST:
            found[address] = None
    return list(found)


def host_of(url: str) -> str:
    """Give the host of a web address in lower case; nothing for what is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "")[:255] if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


@transaction.atomic
def _note(record_type: RecordType, records: Sequence[Any], now: datetime) -> None:
    wanted = {(record.pk, url) for record in records for url in external(_links_of(record_type, record))}
    urls = sorted({url for _pk, url in wanted})
    ExternalLink.objects.bulk_create(
        [ExternalLink(url=url, host=host_of(url), next_at=now) for url in urls], ignore_conflicts=True
    )
    ids = dict(ExternalLink.objects.filter(url__in=urls).values_list("url", "pk"))
    uses = {(pk, ids[url]) for pk, url in wanted}
    old = LinkUse.objects.filter(kind=record_type.name, record_id__in=[record.pk for record in records])
    gone = [use.pk for use in old if (use.record_id, use.link_id) not in uses]
    LinkUse.objects.filter(pk__in=gone).delete()
    LinkUse.objects.bulk_create(
        [LinkUse(link_id=link, kind=record_type.name, record_id=pk) for pk, link in sorted(uses)],
        ignore_conflicts=True,
    )


def _links_of(record_type: RecordType, record: Any) -> Iterable[str]:
    return record_type.links(record) if record_type.links else ()


@transaction.atomic
def _forget_hidden(record_type: RecordType) -> None:
    """Records that are public no longer need no working links; drafts never did."""
    uses = LinkUse.objects.filter(kind=record_type.name)
    uses.exclude(record_id__in=record_type.public().values("pk")).delete()


def _batches(records: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(records, BATCH)):
        yield batch

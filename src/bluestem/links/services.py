"""What happens to links: found in records, visited now and then, visited again when somebody asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min

from bluestem.accounts.api import User
from bluestem.links.choices import LinkState
from bluestem.links.finding import is_scan_due, scan, with_links
from bluestem.links.models import ExternalLink
from bluestem.links.rules import Visit, verdict

if TYPE_CHECKING:
    from bluestem.kit.outgoing import Outgoing

# What visits is imported where it is used: it brings the client for other machines, 13 MB no web process needs.

AT_ONCE = 20  # links of one round, each of another host
THREADS = 8
HOST_RESTS = timedelta(seconds=50)  # a little less than the time between two rounds
CLAIMED = timedelta(hours=1)


def look_after_links(*, now: datetime, client: Outgoing | None = None) -> int:
    """Find new links in records when it is time, and visit some that are due; give how many were visited."""
    from bluestem.links.visiting import visitor

    if is_scan_due(now):
        scan(now)
    return visit_due(now=now, client=client or visitor())


def visit_due(*, now: datetime, client: Outgoing) -> int:
    """Visit links that are due: a few, one of each host, and no host twice within a minute. Gives their number."""
    from bluestem.links.visiting import visit

    links = _claimed(now)
    if links:
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            visits = list(pool.map(lambda link: visit(client, link.url), links))
        for link, found in zip(links, visits, strict=True):
            _note(link, found, now)
    return len(links)


def require_keeper(*, actor: User) -> None:
    """Raise PermissionDenied unless the actor may change records of some kind that has links."""
    metas = [record_type.model._meta for record_type in with_links()]  # noqa: SLF001
    if not any(actor.has_perm(f"{meta.app_label}.change_{meta.model_name}") for meta in metas):
        raise PermissionDenied(f"{actor} keeps no records with links.")


@transaction.atomic
def ask_for_visit(*, link: ExternalLink, actor: User, now: datetime) -> None:
    """Have a link visited in the next round. Raises PermissionDenied."""
    require_keeper(actor=actor)
    ExternalLink.objects.filter(pk=link.pk).update(next_at=now)


@transaction.atomic
def _claimed(now: datetime) -> list[ExternalLink]:
    """Give links to visit now. They count as visited in an hour, should this process end before it says what came."""
    due = ExternalLink.objects.filter(next_at__lte=now)
    waiting = list(due.values_list("host").annotate(first=Min("next_at")).order_by("first", "host")[: AT_ONCE * 10])
    hosts = [host for host, _first in waiting]
    visited = ExternalLink.objects.filter(host__in=hosts, checked_at__gt=now - HOST_RESTS)
    tired = set(visited.values_list("host", flat=True))
    rested = [host for host in hosts if host not in tired][:AT_ONCE]
    found = [due.filter(host=host).order_by("next_at", "pk").first() for host in rested]
    links = [link for link in found if link is not None]
    ExternalLink.objects.filter(pk__in=[link.pk for link in links]).update(next_at=now + CLAIMED, checked_at=now)
    return links


@transaction.atomic
def _note(link: ExternalLink, found: Visit, now: datetime) -> None:
    judged = verdict(state=LinkState(link.state), failures=link.failures, visit=found)
    is_well = judged.state in (LinkState.GOOD, LinkState.UNKNOWN)
    trouble = found.trouble or ("" if is_well else link.trouble)
    ExternalLink.objects.filter(pk=link.pk).update(
        state=judged.state,
        failures=judged.failures,
        trouble=trouble,
        status=found.status,
        failing_since=None if is_well else (link.failing_since or now),
        # Links found on one day are not all visited on one day again.
        next_at=now + judged.rest + timedelta(minutes=link.pk % 360),
    )

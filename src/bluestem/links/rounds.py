"""Every minute a round of visits, in the worker's queue and never two at a time."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bluestem.links.finding import is_scan_due
from bluestem.links.models import ExternalLink
from bluestem.links.tasks import visit_links

EVERY = 60.0


def begin_round() -> bool:
    """Queue a round when there is something to do and none is waiting or under way; say whether it was queued."""
    now = timezone.now()
    if not (ExternalLink.objects.filter(next_at__lte=now).exists() or is_scan_due(now)):
        return False
    busy = DBTaskResult.objects.filter(Q(status="READY") | Q(status="RUNNING"), task_path=visit_links.module_path)
    if busy.exists():
        return False
    visit_links.enqueue()
    return True

"""What the worker does once a day so that an installation does not grow old."""

from __future__ import annotations

from datetime import timedelta

from bluestem.kit.periodic import register_periodic

ONCE_A_DAY = 86_400.0
KEEP_FINISHED_TASKS = timedelta(days=14)


def register_housekeeping() -> None:
    """Have the worker forget sessions and tasks that are over, and have SQLite keep its statistics current."""
    register_periodic("housekeeping.sessions", ONCE_A_DAY, forget_expired_sessions)
    register_periodic("housekeeping.tasks", ONCE_A_DAY, forget_finished_tasks)
    register_periodic("housekeeping.statistics", ONCE_A_DAY, refresh_statistics)


def forget_expired_sessions() -> None:
    """Delete sessions that no longer sign anybody in."""
    from django.core.management import call_command

    call_command("clearsessions")


def forget_finished_tasks() -> int:
    """Delete tasks that ended, well or badly, more than KEEP_FINISHED_TASKS ago; give their number."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    over = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_FINISHED_TASKS)
    return over.delete()[0]


def refresh_statistics() -> None:
    """Let SQLite look at tables that changed much, so that it goes on choosing the right index."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")

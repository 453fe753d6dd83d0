"""Links in the worker."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task


@task()
def visit_links() -> None:
    """Look after links for one round."""
    from bluestem.links.services import look_after_links

    look_after_links(now=timezone.now())

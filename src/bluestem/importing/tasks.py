"""Imports in the worker."""

from __future__ import annotations

from django_tasks import task


@task()
def work_on_import(run_id: int) -> None:
    """Do what a run still has to do; safe to begin again."""
    from bluestem.importing.services import carry_on

    carry_on(run_id=run_id)

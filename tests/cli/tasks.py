"""A task for the worker of the tests: it is interrupted the first time, and comes to its end the second."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task()
def finish_the_second_time(folder: str) -> None:
    """Say that it was begun; the second time, say that it is done."""
    begun = Path(folder) / "begun"
    if begun.exists():
        (Path(folder) / "done").touch()
        return
    begun.touch()
    time.sleep(600)

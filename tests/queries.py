"""Counting the queries of a piece of code."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext


class CountsQueries(CaptureQueriesContext):
    """A context that says afterwards how many queries ran inside, and which."""

    def __init__(self) -> None:
        super().__init__(connection)

    @property
    def number(self) -> int:
        return len(self)

    def __repr__(self) -> str:
        return "\n".join(query["sql"] for query in self.captured_queries)

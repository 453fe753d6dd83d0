"""What goes wrong, as problem details (RFC 9457) in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.http import JsonResponse

CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that is answered with an error. `detail` says in a sentence what is wrong and what would be right."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more

    def response(self) -> JsonResponse:
        """Give the answer. `type` is left out: there is no page about it, and the status says its meaning."""
        status = HTTPStatus(self.status)
        said = {"title": status.phrase, "status": self.status, "detail": self.detail, **self.more}
        return JsonResponse(said, status=self.status, content_type=CONTENT_TYPE, headers=self.headers)

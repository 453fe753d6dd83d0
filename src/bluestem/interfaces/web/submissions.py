"""Writing over HTTP: submissions of members, with a token."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from bluestem.accounts.api import User
from bluestem.catalogue.api import ChangedMeanwhile
from bluestem.interfaces.choices import Scope
from bluestem.interfaces.rest import submissions
from bluestem.interfaces.rest.authority import person_of, read_body
from bluestem.interfaces.rest.problems import Problem
from bluestem.interfaces.rest.serving import check_format, check_rate
from bluestem.publishing.api import (
    Incomplete,
    NotNow,
    Submission,
    begin_change,
    begin_submission,
    save_draft,
    submission_for,
    submissions_of,
    submit,
)

NEWEST = 100
Handler = Callable[..., HttpResponse]


def writes(**handlers: Handler) -> Callable[..., HttpResponse]:
    """Make a view of handlers by method. A token says who asks, so forged forms of other sites change nothing."""
    allowed = ", ".join(method.upper() for method in handlers)

    @csrf_exempt
    def view(request: HttpRequest, **arguments: Any) -> HttpResponse:
        try:
            handler = handlers.get((request.method or "").lower())
            if handler is None:
                raise Problem(405, f"This address knows {allowed}.", {"Allow": allowed})
            check_format(request)
            check_rate(request)
            return handler(request, **arguments)
        except Problem as problem:
            return problem.response()

    return view


def told(handler: Handler) -> Handler:
    """Turn what services refuse into problems."""

    @wraps(handler)
    def telling(*args: Any, **arguments: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return handler(*args, **arguments)
        except PermissionDenied:
            raise Problem(403, "You may not do this for this organisation.") from None
        except Incomplete as error:
            raise Problem(422, " ".join(error.messages), fields=error.fields) from None
        except (ChangedMeanwhile, NotNow) as error:
            raise Problem(409, " ".join(error.messages)) from None
        except ValidationError as error:
            raise Problem(422, " ".join(error.messages)) from None

    return telling


def _kinds(request: HttpRequest) -> HttpResponse:
    person = person_of(request, Scope.READ_SUBMISSIONS)
    return JsonResponse(submissions.what_may_be_sent(person), safe=False)


def _list(request: HttpRequest) -> HttpResponse:
    """Give the newest submissions of the person's organisations."""
    person = person_of(request, Scope.READ_SUBMISSIONS)
    found = submissions_of(person)[:NEWEST]
    return JsonResponse({"items": [submissions.represent(submission) for submission in found]})


def _read(request: HttpRequest, uuid: UUID) -> HttpResponse:
    person = person_of(request, Scope.READ_SUBMISSIONS)
    return JsonResponse(submissions.represent(_found(person, uuid)))


@told
def _create(request: HttpRequest) -> HttpResponse:
    """Begin a new record, or a change of one; with `"submit": true` the secretariat gets it at once."""
    person = person_of(request, Scope.WRITE_SUBMISSIONS)
    said, now = read_body(request), timezone.now()
    _check_names(said, {"kind", "organisation", "record", "content", "submit"})
    submittable = submissions.submittable_of(said, person)
    if "record" in said:
        record = submissions.record_of(submittable, said, person)
        begun = begin_change(kind=submittable.kind, record=record, actor=person, now=now)
    else:
        scope = submissions.scope_of(said, submittable, person)
        begun = begin_submission(kind=submittable.kind, scope_id=scope, actor=person, now=now)
    represented = submissions.represent(_saved(begun, said, begun.version, person))
    return JsonResponse(represented, status=201, headers={"Location": represented["self"]})


@told
def _change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a submission that is still being written. `version` is the one the change was made from."""
    person = person_of(request, Scope.WRITE_SUBMISSIONS)
    said = read_body(request)
    _check_names(said, {"version", "content", "submit"})
    version = said.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        raise Problem(400, "version is the number of the version that you changed.")
    return JsonResponse(submissions.represent(_saved(_found(person, uuid), said, version, person)))


def _saved(submission: Submission, said: dict[str, Any], version: int, person: User) -> Submission:
    now = timezone.now()
    content = submissions.merged(submission, said)
    saved = save_draft(submission=submission, content=content, version=version, actor=person, now=now)
    return submit(submission=saved, actor=person, now=now) if said.get("submit") is True else saved


def _found(person: User, uuid: UUID) -> Submission:
    found = submission_for(person, uuid)
    if found is None:
        raise Problem(404, "Your organisations have no such submission.")
    return found


def _check_names(said: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(said) - known):
        raise Problem(400, f"There is no {unknown[0][:40]!r} here. Known: {', '.join(sorted(known))}.")


submission_kinds = writes(get=_kinds)
submission_list = writes(get=_list, post=_create)
submission = writes(get=_read, patch=_change)

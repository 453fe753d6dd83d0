"""Submissions as programs send and read them: the fields of the form as JSON, through the services that people use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict

from bluestem.accounts.api import User
from bluestem.interfaces.rest.problems import Problem
from bluestem.interfaces.rest.representations import absolute, plain_value
from bluestem.publishing.api import Submission, Submittable, read_content, scopes_of, submittables

Content = dict[str, list[str]]


def what_may_be_sent(person: User) -> list[dict[str, Any]]:
    """Give the kinds that a person may submit now: in whose name, and the fields of each."""
    return [
        {
            "kind": kind,
            "label": submittables[kind].label,
            "new": submittables[kind].begin is not None,
            "organisations": [{"id": key, "name": name} for key, name in scopes.items()],
            "fields": _fields(submittables[kind]),
            "parts": [part.name for part in submittables[kind].form.parts],
        }
        for kind, scopes in scopes_of(person).items()
    ]


def _fields(submittable: Submittable) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": str(field.label), "required": field.required}
        for name, field in submittable.form().fields.items()
    ]


def represent(submission: Submission) -> dict[str, Any]:
    """Give a submission with what stands in it."""
    return {
        "uuid": str(submission.uuid),
        "kind": submission.kind,
        "state": submission.state,
        "version": submission.version,
        "title": submission.title,
        "organisation": {"id": submission.scope_id, "name": submission.scope_name},
        "new": submission.is_new,
        "changed_at": plain_value(submission.changed_at),
        "submitted_at": plain_value(submission.submitted_at),
        "reason": submission.reason,
        "content": submission.content,
        "page": f"{settings.ORIGIN}{submission.get_absolute_url()}",
        "self": absolute("api_submission", uuid=str(submission.uuid)),
    }


def submittable_of(said: Mapping[str, Any], person: User) -> Submittable:
    """Find the kind that a request names. Raises Problem when the person may submit none of that kind."""
    kinds = scopes_of(person)
    kind = said.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        raise Problem(403, f"You may submit these kinds: {', '.join(kinds) or 'none'}.")
    return submittables[kind]


def record_of(submittable: Submittable, said: Mapping[str, Any], person: User) -> Any:
    """Find the record that is to be changed among those of the person's organisations. Raises Problem."""
    try:
        uuid = UUID(str(said["record"]))
    except ValueError:
        raise Problem(400, "record is the uuid of a record.") from None
    found = submittable.owned(submittable.may_submit(person)).filter(uuid=uuid).first()
    if found is None:
        raise Problem(404, "Your organisations have no such record.")
    return found


def scope_of(said: Mapping[str, Any], submittable: Submittable, person: User) -> int:
    """Give the organisation in whose name something is submitted; the only one where there is one."""
    scopes = submittable.may_submit(person)
    chosen = said.get("organisation", next(iter(scopes)) if len(scopes) == 1 else None)
    if isinstance(chosen, bool) or not isinstance(chosen, int) or chosen not in scopes:
        raise Problem(403, "organisation is the id of one of your organisations; see /api/v1/submissions/kinds.")
    return chosen


def merged(submission: Submission, said: Mapping[str, Any]) -> Content:
    """Give what stands in a submission with what a request says instead. Raises Problem, ValidationError."""
    content = said.get("content", {})
    if not isinstance(content, dict):
        raise Problem(400, "content is an object: the name of a field to its value.")
    form = submittables[submission.kind].form
    sent = QueryDict(mutable=True)
    for name, value in content.items():
        sent.setlist(name, _texts(name, value))
    read = read_content(form, sent)
    if unknown := sorted(set(sent) - set(read)):
        raise Problem(422, "Some fields are not in this form.", fields={n[:80]: ["Not a field."] for n in unknown[:20]})
    return {**submission.content, **read}


def _texts(name: str, value: Any) -> list[str]:
    """Give a value as a form sends it: a list of texts."""
    values = value if isinstance(value, list) else [value]
    return [text for part in values for text in _text(name, part)]


def _text(name: str, value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["on"] if value else []
    if value is None:
        return [""]
    if not isinstance(value, str | int | float) or _is_broken(str(value)):
        why = {name[:80]: ["A text, a number, yes or no, or a list of these."]}
        raise Problem(422, "Some values cannot be taken.", fields=why)
    return [str(value)]


def _is_broken(text: str) -> bool:
    """Whether a text holds half a character, which JSON can say and no database can store."""
    return any("\ud800" <= character <= "\udfff" for character in text)

"""The part of the description about writing: submissions, with a token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bluestem.interfaces.choices import Scope
from bluestem.interfaces.rest.schemas import ADDRESS, TEXT

Part = dict[str, Any]

SECURITY: Part = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token from your settings: /account/tokens/."}
}
_WRITE: Part = {
    "content": {"type": "object", "description": "Name of a field to its text, or list of texts."},
    "submit": {"type": "boolean", "description": "Hand it to the secretariat."},
}


def paths() -> Part:
    """Give the addresses of writing."""
    uuid = {"name": "uuid", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    kinds = {"type": "array", "items": {"type": "object"}}
    listed = {"type": "object", "properties": {"items": {"type": "array", "items": _ref("Submission")}}}
    read, write = Scope.READ_SUBMISSIONS, Scope.WRITE_SUBMISSIONS
    return {
        "/api/v1/submissions/kinds": {"get": _part("listSubmissionKinds", "What I may submit", read, "200", kinds)},
        "/api/v1/submissions": {
            "get": _part("listSubmissions", "My newest submissions", read, "200", listed),
            "post": _part("createSubmission", "Submit", write, "201", _ref("Submission"), body="NewSubmission"),
        },
        "/api/v1/submissions/{uuid}": {
            "parameters": [uuid],
            "get": _part("getSubmission", "A submission", read, "200", _ref("Submission"), refusals=["404"]),
            "patch": _part(
                *("changeSubmission", "Change a submission", write, "200", _ref("Submission")),
                body="ChangedSubmission",
                refusals=["404"],
            ),
        },
    }


def _part(
    operation: str,
    summary: str,
    scope: Scope,
    status: str,
    schema: Part,
    *,
    body: str = "",
    refusals: Sequence[str] = (),
) -> Part:
    said = {"description": "As asked.", "content": {"application/json": {"schema": schema}}}
    own = [*refusals, *(("400", "404", "409", "413", "415", "422") if body else ())]
    refused = {code: {"$ref": f"#/components/responses/Refused{code}"} for code in ("401", "403", "406", "429", *own)}
    part: Part = {
        "operationId": operation,
        "summary": summary,
        "description": f"Needs a token with the scope `{scope}`.",
        "security": [{"token": []}],
        "responses": {status: said, **refused},
    }
    if body:
        part["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(body)}}}
    return part


def schemas() -> Part:
    """Give the schemas of what is sent and answered."""
    new = {
        "kind": TEXT,
        "organisation": {"type": "integer", "description": "In whose name; needed if you have several."},
        "record": {"type": "string", "format": "uuid", "description": "What to change; none for a new one."},
        **_WRITE,
    }
    return {
        "NewSubmission": _sent(new, "kind"),
        "ChangedSubmission": _sent({"version": {"type": "integer"}, **_WRITE}, "version"),
        "Submission": _submission(),
    }


def _sent(properties: Part, needed: str) -> Part:
    return {"type": "object", "required": [needed], "additionalProperties": False, "properties": properties}


def _submission() -> Part:
    moment = {"type": ["string", "null"], "format": "date-time"}
    organisation = {"id": {"type": ["integer", "null"]}, "name": TEXT}
    return {
        "type": "object",
        "required": ["uuid", "kind", "state", "version", "title", "content", "self"],
        "properties": {
            **dict.fromkeys(("kind", "state", "title", "reason"), TEXT),
            "uuid": {"type": "string", "format": "uuid"},
            "version": {"type": "integer"},
            "organisation": {"type": "object", "properties": organisation},
            "new": {"type": "boolean"},
            "changed_at": moment,
            "submitted_at": moment,
            "content": {"type": "object", "additionalProperties": {"type": "array", "items": TEXT}},
            "page": ADDRESS,
            "self": ADDRESS,
        },
    }


def _ref(name: str) -> Part:
    return {"$ref": f"#/components/schemas/{name}"}

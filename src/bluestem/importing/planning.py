"""What rows would do to records: new, changed field by field, unchanged, or rejected with the reasons."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from bluestem.importing.choices import Outcome
from bluestem.importing.heading import ReadRow
from bluestem.importing.importers import Importer, Unclear

Reason = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """A field that differs. kept: a correction made here, which stays as it is."""

    field: str
    before: Any
    after: Any
    kept: bool = False


@dataclass
class Plan:
    """What one row would do. `record` is the one it is about, with the changes in it, and not stored."""

    row: ReadRow
    outcome: Outcome
    title: str = ""
    record: Any = None
    changes: list[Change] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)


def plan_rows(
    importer: Importer,
    rows: Sequence[ReadRow],
    *,
    digests: Any,
    overwrites: bool,
    seen: dict[str, int],
) -> list[Plan]:
    """Plan some rows with a few queries for all of them.

    digests: gives for ids of records what the last import said, field to digest. seen: keys of rows before these with
    their lines; these are added to it.
    """
    sound = [row for row in rows if not row.reasons]
    found = dict(zip(map(id, sound), importer.find([row.values for row in sound]), strict=True))
    known = [record.pk for record in found.values() if record is not None and not isinstance(record, Unclear)]
    imported = digests(known)
    plans = []
    for row in rows:
        plan = _rejected(row, row.reasons) if row.reasons else _twice(importer, row, seen)
        try:
            plans.append(plan or _planned(importer, row, found[id(row)], imported, overwrites=overwrites))
        except ValidationError as error:
            plans.append(_rejected(row, reasons_of(importer, error)))
    return plans


def reject(plan: Plan, importer: Importer, error: ValidationError) -> None:
    """Turn a plan into a rejection, with the sentences of the error under the headings that people know."""
    plan.outcome, plan.changes, plan.reasons = Outcome.REJECTED, [], reasons_of(importer, error)


def reasons_of(importer: Importer, error: ValidationError) -> list[Reason]:
    """Give pairs of heading and sentence."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    reasons = []
    for name, sentences in by_field.items():
        column = importer.column(name)
        heading = str(column.label) if column else ("" if name == NON_FIELD_ERRORS else name)
        reasons += [(heading, sentence) for sentence in sentences]
    return reasons


def digest(value: Any) -> str:
    """Give a short sign of a value that changes whenever the value does."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def digests_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Give the sign of each value."""
    return {name: digest(value) for name, value in values.items()}


def _planned(
    importer: Importer, row: ReadRow, found: Any, imported: Mapping[int, Mapping[str, str]], *, overwrites: bool
) -> Plan:
    if isinstance(found, Unclear):
        return _rejected(row, [("", found.reason)])
    title = importer.title(row.values)
    if found is None:
        return Plan(row, Outcome.NEW, title, importer.make(row.values))
    changes = differences(importer.read(found), row.values, imported.get(found.pk, {}), overwrites=overwrites)
    written = {change.field: change.after for change in changes if not change.kept}
    if written:
        importer.write(found, written)
    return Plan(row, Outcome.CHANGED if written else Outcome.UNCHANGED, title, found, changes)


def differences(
    now: Mapping[str, Any], then: Mapping[str, Any], imported: Mapping[str, str], *, overwrites: bool
) -> list[Change]:
    """Give the fields in which a record differs from its row.

    A field that was imported before and holds something else now was corrected here; that stays, unless told otherwise.
    """
    changes = []
    for name, value in then.items():
        if name in now and now[name] != value:
            corrected = name in imported and imported[name] != digest(now[name])
            changes.append(Change(name, now[name], value, kept=corrected and not overwrites))
    return changes


def _twice(importer: Importer, row: ReadRow, seen: dict[str, int]) -> Plan | None:
    key = digest(importer.key(row.values))
    if key in seen:
        return _rejected(row, [("", _("Line %(line)s is about the same record.") % {"line": seen[key]})])
    seen[key] = row.line
    return None


def _rejected(row: ReadRow, reasons: Sequence[Reason]) -> Plan:
    title = next((cell.strip() for cell in row.cells if cell.strip()), "")
    return Plan(row, Outcome.REJECTED, title, reasons=list(reasons))

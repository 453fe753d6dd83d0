"""Everything that is kept about a person, as a ZIP file they can take away."""

from __future__ import annotations

import base64
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, FileField, ForeignKey, Model

from bluestem.privacy.models import Look
from bluestem.privacy.registry import PersonalData, register_of_personal_data
from bluestem.privacy.rows import addresses_of, rows_about

IN_MEMORY = 2_000_000  # bytes; a larger file is written to the disk until it is sent


def export_person(*, person: Any, now: datetime) -> IO[bytes]:
    """Give a ZIP file with one JSON file for each kind of data, the person's files, and `about.json`.

    Each JSON file says purpose, legal basis and retention and has the rows under `rows`: name of the field to value.
    Files stand under `files/`. Secrets, such as the hash of the password, are left out. The file stands at its start
    and is the caller's to close.
    """
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    addresses = addresses_of(person)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "about.json", {"person": str(person.uuid), "made_at": now})
        for entry in register_of_personal_data.entries():
            rows = list(rows_about(entry, person=person, addresses=addresses).iterator(500))
            if rows:
                _write(archive, f"{entry.model._meta.label_lower}.json", _kind(entry, rows))  # noqa: SLF001
                _write_files(archive, rows)
    Look.objects.create(actor=person, about=person, what="export of everything", at=now)
    out.seek(0)
    return out


def _kind(entry: PersonalData, rows: list[Model]) -> dict[str, Any]:
    return {
        "kind": str(entry.model._meta.verbose_name_plural),  # noqa: SLF001
        "purpose": str(entry.purpose),
        "legal_basis": entry.legal_basis,
        "retention": str(entry.retention),
        "rows": [_row(entry, row) for row in rows],
    }


def _row(entry: PersonalData, row: Model) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in entry.secret_fields]  # noqa: SLF001
    return {field.name: _value(field, row) for field in fields}


def _value(field: Field[Any, Any], row: Model) -> Any:
    value = field.value_from_object(row)
    if isinstance(field, ForeignKey):
        other = getattr(row, field.name, None)
        return None if other is None else {"id": value, "name": str(other)}
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(field, FileField):
        return value.name or None
    return value


def _files(rows: list[Model]) -> Iterator[Any]:
    for row in rows:
        for field in row._meta.concrete_fields:  # noqa: SLF001
            if isinstance(field, FileField) and (stored := field.value_from_object(row)):
                yield stored


def _write_files(archive: zipfile.ZipFile, rows: list[Model]) -> None:
    for stored in _files(rows):
        name = f"files/{PurePosixPath(stored.name)}"
        if name not in archive.namelist() and stored.storage.exists(stored.name):
            with stored.open("rb") as source, archive.open(name, "w") as target:
                shutil.copyfileobj(source, target)


def _write(archive: zipfile.ZipFile, name: str, content: dict[str, Any]) -> None:
    archive.writestr(name, json.dumps(content, cls=_Encoder, ensure_ascii=False, indent=2))


class _Encoder(DjangoJSONEncoder):
    """JSON of every value a field can have; what has no form of its own there is written as its text."""

    def default(self, o: Any) -> Any:
        try:
            return super().default(o)
        except TypeError:
            return str(o)

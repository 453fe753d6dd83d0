"""A record type of no room: notes, for which content types stand in because every database has them."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType

from bluestem.catalogue.records import Document, RecordType

SHELF = "shelf"


def note(record: ContentType) -> Document:
    """The model's name is the title; a note named `broken` cannot be described."""
    if record.model == "broken":
        raise RuntimeError("no title")
    return Document(kind="note", pk=record.pk, title=record.model, texts={"en": record.model})


def note_type() -> RecordType:
    unused = dict.fromkeys(RecordType.__dataclass_fields__)
    used = {
        "name": "note",
        "path": "notes",
        "order": 1,
        "public": lambda: ContentType.objects.filter(app_label=SHELF),
        "prepare": lambda records: records,
        "document": note,
        "facets": (),
        "sorts": (),
    }
    return RecordType(**(unused | used))

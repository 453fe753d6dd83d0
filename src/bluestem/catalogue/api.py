"""What other rooms may use of the catalogue."""

from bluestem.catalogue.publishing import PublicRecord, RecordQuerySet, State
from bluestem.catalogue.records import Column, Document, Facet, RecordType, Sort, register, registry

__all__ = [
    "Column",
    "Document",
    "Facet",
    "PublicRecord",
    "RecordQuerySet",
    "RecordType",
    "Sort",
    "State",
    "register",
    "registry",
]

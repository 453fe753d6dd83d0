"""What other rooms may use of the catalogue. Their `wagtail_hooks` also use `catalogue.administration`."""

from bluestem.catalogue.compiled import CompiledQuery, attach_parts
from bluestem.catalogue.declaring import NEWEST, TITLE, seconds, without_empty
from bluestem.catalogue.facets import COUNTRY, LANGUAGE, LEVEL, TOPIC, YEAR, as_they_are, choice_labels
from bluestem.catalogue.indexing import apply_changes, page_changed, rebuild_index, suspend_indexing
from bluestem.catalogue.listeners import register_change_listener
from bluestem.catalogue.listing import ListPage, ListState, counts, latest, list_page
from bluestem.catalogue.panels import latest_panel
from bluestem.catalogue.publishing import PublicRecord, RecordQuerySet, State
from bluestem.catalogue.reading import Reading, attach_translations, choose_reading
from bluestem.catalogue.records import Column, Document, Facet, RecordType, Sort, register, registry
from bluestem.catalogue.responses import export_response, feed_response, list_response, unavailable
from bluestem.catalogue.search import SearchUnavailable
from bluestem.catalogue.services import add_records, save_record, withdraw_record

__all__ = [
    "COUNTRY",
    "LANGUAGE",
    "LEVEL",
    "NEWEST",
    "TITLE",
    "TOPIC",
    "YEAR",
    "Column",
    "CompiledQuery",
    "Document",
    "Facet",
    "ListPage",
    "ListState",
    "PublicRecord",
    "Reading",
    "RecordQuerySet",
    "RecordType",
    "SearchUnavailable",
    "Sort",
    "State",
    "add_records",
    "apply_changes",
    "as_they_are",
    "attach_parts",
    "attach_translations",
    "choice_labels",
    "choose_reading",
    "counts",
    "export_response",
    "feed_response",
    "latest",
    "latest_panel",
    "list_page",
    "list_response",
    "page_changed",
    "rebuild_index",
    "register",
    "register_change_listener",
    "registry",
    "save_record",
    "seconds",
    "suspend_indexing",
    "unavailable",
    "withdraw_record",
    "without_empty",
]

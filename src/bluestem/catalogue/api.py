"""What other rooms may use of the catalogue. Their `wagtail_hooks` also use `catalogue.administration`."""

from bluestem.catalogue.choices import Deed
from bluestem.catalogue.compiled import WORD_PLACE, CompiledBatch, CompiledQuery, attach_parts
from bluestem.catalogue.declaring import BOOLEAN, CODES, NEWEST, TITLE, seconds, without_empty
from bluestem.catalogue.errors import ChangedMeanwhile
from bluestem.catalogue.facets import (
    CONFIRMED,
    COUNTRY,
    LANGUAGE,
    LEVEL,
    TOPIC,
    YEAR,
    as_they_are,
    choice_labels,
    confirmed_codes,
)
from bluestem.catalogue.indexing import apply_changes, page_changed, rebuild_index, records_changed, suspend_indexing
from bluestem.catalogue.listeners import register_change_listener
from bluestem.catalogue.listing import ListPage, ListState, counts, latest, list_page
from bluestem.catalogue.models import Revision
from bluestem.catalogue.panels import latest_panel
from bluestem.catalogue.publishing import CONFIRMATION_HOLDS, Confirmer, PublicRecord, RecordQuerySet, State, free_slug
from bluestem.catalogue.reading import Reading, attach_translations, choose_reading
from bluestem.catalogue.records import Column, Document, Facet, RecordType, Sort, register, registry
from bluestem.catalogue.responses import export_response, feed_response, list_response, unavailable
from bluestem.catalogue.revisions import content_of, record_from, revision_number, revisions_of
from bluestem.catalogue.search import SearchQuery, SearchUnavailable
from bluestem.catalogue.services import (
    add_records,
    confirm_record,
    require_editor,
    save_record,
    version_of,
    withdraw_record,
)
from bluestem.catalogue.slices import all_hits, fetch_whole, slice_of
from bluestem.catalogue.standing import new_records
from bluestem.catalogue.validators import check_line

__all__ = [
    "BOOLEAN",
    "CODES",
    "CONFIRMATION_HOLDS",
    "CONFIRMED",
    "COUNTRY",
    "LANGUAGE",
    "LEVEL",
    "NEWEST",
    "TITLE",
    "TOPIC",
    "WORD_PLACE",
    "YEAR",
    "ChangedMeanwhile",
    "Column",
    "CompiledBatch",
    "CompiledQuery",
    "Confirmer",
    "Deed",
    "Document",
    "Facet",
    "ListPage",
    "ListState",
    "PublicRecord",
    "Reading",
    "RecordQuerySet",
    "RecordType",
    "Revision",
    "SearchQuery",
    "SearchUnavailable",
    "Sort",
    "State",
    "add_records",
    "all_hits",
    "apply_changes",
    "as_they_are",
    "attach_parts",
    "attach_translations",
    "check_line",
    "choice_labels",
    "choose_reading",
    "confirm_record",
    "confirmed_codes",
    "content_of",
    "counts",
    "export_response",
    "feed_response",
    "fetch_whole",
    "free_slug",
    "latest",
    "latest_panel",
    "list_page",
    "list_response",
    "new_records",
    "page_changed",
    "rebuild_index",
    "record_from",
    "records_changed",
    "register",
    "register_change_listener",
    "registry",
    "require_editor",
    "revision_number",
    "revisions_of",
    "save_record",
    "seconds",
    "slice_of",
    "suspend_indexing",
    "unavailable",
    "version_of",
    "withdraw_record",
    "without_empty",
]

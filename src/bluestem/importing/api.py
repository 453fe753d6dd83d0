"""What other rooms may use of importing, among it what takes cells: `line`, `formatted`, `address` and others."""

from bluestem.importing.cells import address, formatted, line, one_of, several_of, whole_number
from bluestem.importing.importers import ImportColumn, Importer, Unclear, Values, importers, register_importer
from bluestem.importing.slugs import free_slug
from bluestem.importing.words import country_words, identifier, language_words, topic_words

__all__ = [
    "ImportColumn",
    "Importer",
    "Unclear",
    "Values",
    "address",
    "country_words",
    "formatted",
    "free_slug",
    "identifier",
    "importers",
    "language_words",
    "line",
    "one_of",
    "register_importer",
    "several_of",
    "topic_words",
    "whole_number",
]

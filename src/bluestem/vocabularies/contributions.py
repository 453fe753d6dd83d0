"""What the vocabularies offer to other rooms: their words as template filters."""

from bluestem.ui.api import register_filter
from bluestem.vocabularies.countries import country_name
from bluestem.vocabularies.languages import language_labels
from bluestem.vocabularies.levels import level_labels
from bluestem.vocabularies.topics import topic_labels

register_filter("country_name", country_name)
register_filter("language_label", lambda code: language_labels([code])[code])
register_filter("level_names", lambda codes: list(level_labels(codes).values()))
register_filter("topic_names", lambda codes: list(topic_labels(codes).values()))

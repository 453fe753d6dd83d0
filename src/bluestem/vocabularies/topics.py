"""Topics of STEM education, each with the plant that stands for its strand in drawings.

The built-in ones are part of the code; the secretariat adds its own and changes words, order and plants in the
database. Codes never change, and none is deleted: a topic is retired, and another may take its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bluestem.kit.remembered import Remembered
from bluestem.ui.api import Text
from bluestem.vocabularies.models import Topic

TOPICS = {
    "careers": _("Careers and guidance"),
    "science": _("Science"),
    "technology": _("Technology"),
    "engineering": _("Engineering"),
    "mathematics": _("Mathematics"),
    "inclusion": _("Inclusion and gender"),
    "digital-skills": _("Digital skills"),
    "climate": _("Climate and environment"),
    "integrated-stem": _("Integrated STEM"),
    "teacher-development": _("Teacher development"),
}
SPECIES = {
    "careers": "grass",
    "science": "fern",
    "technology": "alga",
    "engineering": "horsetail",
    "mathematics": "spiral",
    "inclusion": "umbel",
    "digital-skills": "alga",
    "climate": "fern",
    "integrated-stem": "horsetail",
    "teacher-development": "grass",
}
# Places of the built-in topics are multiples of this, so that others can stand between them.
STEP = 10


@dataclass(frozen=True)
class TopicEntry:
    """A topic as it is now. `built_in`: its words in the code, if it has any."""

    code: str
    built_in: Text
    labels: Mapping[str, str]
    order: int
    species: str
    successor: str = ""
    is_retired: bool = False

    @property
    def label(self) -> str:
        """The words in the reader's language."""
        own = self.labels.get(get_language() or "")
        return own or str(self.built_in) or self.labels.get(settings.LANGUAGE_CODE) or self.code


def topics() -> dict[str, TopicEntry]:
    """Give every topic by code, in the order of lists, retired ones too. Costs nothing until one is changed."""
    return _topics.get()


def topic_choices() -> list[tuple[str, str]]:
    """Give code and words of the topics that may be given to records now."""
    return [(topic.code, topic.label) for topic in topics().values() if not topic.is_retired]


def topic_labels(codes: Sequence[str]) -> Mapping[str, str]:
    """Give the reader's words for topics; a code that nobody knows comes back as it is."""
    known = topics()
    return {code: known[code].label if code in known else code for code in codes}


def current_topic(code: str) -> str:
    """Give the code that stands for a topic now: its own, or that of the one that took its place."""
    known = topics()
    for _step in range(len(known)):
        if code not in known or not known[code].successor:
            break
        code = known[code].successor
    return code


def normalise_topic(text: str) -> str:
    """Give the code for what an address asks for, so that addresses with a replaced topic go on working."""
    return current_topic(text.strip().lower())


def species_of(codes: Sequence[str]) -> str:
    """Give the plant of a record from its first topic (DESIGN: the plant says the strand)."""
    known = topics()
    topic = known.get(current_topic(codes[0])) if codes else None
    return topic.species if topic else "grass"


def forget_topics() -> None:
    """Have every process read the topics anew; called after the commit of a change."""
    _topics.forget()


def _read() -> dict[str, TopicEntry]:
    found = {
        code: TopicEntry(code, words, {}, STEP * place, SPECIES[code])
        for place, (code, words) in enumerate(TOPICS.items(), start=1)
    }
    for row in Topic.objects.all():
        found[row.code] = TopicEntry(
            code=row.code,
            built_in=TOPICS.get(row.code, ""),
            labels=row.labels,
            order=row.order,
            species=row.species,
            successor=row.successor,
            is_retired=row.retired_at is not None,
        )
    return {topic.code: topic for topic in sorted(found.values(), key=lambda topic: (topic.order, topic.code))}


_topics = Remembered(lambda: settings.DATA_FOLDER / "topics", _read)

"""Topics of STEM education, each with the plant that stands for its strand in drawings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

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
TOPIC_CHOICES = list(TOPICS.items())

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


def topic_labels(codes: Sequence[str]) -> Mapping[str, str]:
    """Give the reader's words for topics."""
    return {code: str(TOPICS.get(code, code)) for code in codes}


def species_of(topics: Sequence[str]) -> str:
    """Give the plant of a record from its first topic (DESIGN: the plant says the strand)."""
    return SPECIES.get(topics[0], "grass") if topics else "grass"

"""The few figures on the home page: each can be defended, with what it was counted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluestem.catalogue.api import counts
from bluestem.ui.api import number


@dataclass(frozen=True)
class HomeFigure:
    """A figure, what it counts, how it was counted, and where to look it up."""

    value: str
    text: str
    meta: str
    address: str
    is_evidence: bool = False


def home_figures(by_country: Mapping[str, int]) -> list[HomeFigure]:
    """Give the portal's own figures on the home page; costs two searches. Rooms add theirs in the slot `figures`."""
    kinds = counts(["programme"], "kind")
    levels = counts(["programme"], "evidence")
    programmes, compared = kinds.get("programme", 0), levels.get("4", 0) + levels.get("5", 0)
    states = len(by_country.keys() - {"eu"})
    listed = reverse("catalogue:programme_list")
    return [
        HomeFigure(
            number(programmes),
            ngettext("programme has a sheet here", "programmes have a sheet here", programmes),
            ngettext("in %(countries)s country", "in %(countries)s countries", states) % {"countries": number(states)},
            listed,
        ),
        HomeFigure(
            number(compared),
            _("of them compare before and after, or with a control group"),
            _("evidence level 4 or 5, computed from the sheets"),
            f"{listed}?evidence=4&evidence=5",
            is_evidence=True,
        ),
        HomeFigure(
            number(levels.get("2", 0) + levels.get("3", 0)),
            _("count whom they reach, or ask them afterwards"),
            _("evidence level 2 or 3, computed from the sheets"),
            f"{listed}?evidence=2&evidence=3",
            is_evidence=True,
        ),
    ]

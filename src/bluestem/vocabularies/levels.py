"""Education levels by ISCED 2011 (UNESCO Institute for Statistics, 2012)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

LEVELS = {
    "0": _("Early childhood"),
    "1": _("Primary"),
    "2": _("Lower secondary"),
    "3": _("Upper secondary"),
    "4": _("Post-secondary, not tertiary"),
    "5": _("Short-cycle tertiary"),
    "6": _("Bachelor’s or equivalent"),
    "7": _("Master’s or equivalent"),
    "8": _("Doctoral or equivalent"),
}
LEVEL_CHOICES = list(LEVELS.items())


def level_labels(codes: Sequence[str]) -> Mapping[str, str]:
    """Give the reader's words for ISCED codes."""
    return {code: str(LEVELS.get(code, code)) for code in codes}
